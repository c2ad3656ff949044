package io.gimbal.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    private static final long SEED = 20230413L;

    @ParameterizedTest
    @CsvSource({
        "30024.7476, 3002474760000",
        "0.0725, 7250000",
        "-0.01548, -1548000",
        "3e-05, 3000",
        "-1e-05, -1000",
        "3.2E4, 3200000000000",
        "5.0e-8, 5",
        "+1, 100000000",
        ".5, 50000000",
        "5., 500000000",
        "0, 0",
        "-0.0, 0",
        "000123.4500, 12345000000",
        "0.40340000000000004, 40340000",
        "1907.6416224957593, 190764162250",
        "0.000000005, 1",
        "-0.000000005, -1",
        "0.0000000049999, 0",
        "9.999999999999999e-05, 10000",
        "1e-90, 0",
        "92233720368.54775807, 9223372036854775807",
        "1234567890.1234567850001, 123456789012345679",
    })
    void shouldParseExactlyWhenTextIsADecimal(final String text, final long scaled) {
        assertThat(Decimals.parse(text)).isEqualTo(scaled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "-.",
                "e5",
                "1e",
                "1e+",
                "1e-",
                "1.2.3",
                "1,000",
                " 1",
                "1 ",
                "0x10",
                "NaN",
                "Infinity",
                "expired",
                "--1",
                "1e5.0",
                "1e999999999999",
                "92233720368.54775808",
                "1e11",
                "1e99",
                "-92233720368.54775809",
                "٣",
                "99999999999999999999"
            })
    void shouldAnswerMalformedWhenTextIsNoDecimalThatFits(final String text) {
        assertThat(Decimals.parse(text)).isEqualTo(Decimals.MALFORMED);
    }

    @Test
    void shouldAgreeWithBigDecimalWhenNumbersAreRandom() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            final BigDecimal value = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(22));
            final BigDecimal scaled = value.scaleByPowerOfTen(8).setScale(0, RoundingMode.HALF_UP);
            final long expected = scaled.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                    ? Decimals.MALFORMED
                    : scaled.longValueExact();

            assertThat(Decimals.parse(value.toPlainString()))
                    .as("seed=%d value=%s", SEED, value)
                    .isEqualTo(expected);
            assertThat(Decimals.parse(value.toString()))
                    .as("seed=%d value=%s", SEED, value)
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldShiftByTwoPlacesWhenTextIsAPercentage() {
        assertThat(Decimals.parsePercent("83.29")).isEqualTo(83_290_000L);
        assertThat(Decimals.parsePercent("999.0")).isEqualTo(999_000_000L);
        assertThat(Decimals.parsePercent("0.00000150")).isEqualTo(2L);
        assertThat(Decimals.parsePercent("abc")).isEqualTo(Decimals.MALFORMED);
    }

    @Test
    void shouldReadBackWhatItWroteWhenNumbersAreRandom() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 50_000; i++) {
            final long scaled = random.nextLong() >> random.nextInt(63);
            if (scaled != Decimals.ABSENT) {
                assertThat(Decimals.parse(Decimals.text(scaled))).isEqualTo(scaled);
            }
        }
        assertThat(Decimals.text(0)).isEqualTo("0");
        assertThat(Decimals.text(100_000_000L)).isEqualTo("1");
        assertThat(Decimals.text(-62_500_000L)).isEqualTo("-0.625");
        assertThat(Decimals.text(2_750_000_000_000L)).isEqualTo("27500");
    }
}
