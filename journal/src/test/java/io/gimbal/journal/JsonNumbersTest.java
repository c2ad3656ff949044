package io.gimbal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, -0.0",
        "1.0, 1",
        "-12.5, -12.5",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "1e-7, 0.0000001",
        "1.5e-8, 1.5E-8",
        "1e17, 100000000000000000",
        "1e18, 1E18",
        "4.9e-324, 5E-324",
        "2.2250738585072014e-308, 2.2250738585072014E-308",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "2e-3, 0.002",
        "9007199254740993, 9007199254740992",
        "2.0E-323, 2E-323",
        "NaN, null",
        "-Infinity, null"
    })
    void shouldBeShortestTextThatReadsBack(final double value, final String expected) {
        assertThat(JsonNumbers.shortest(value)).isEqualTo(expected);
    }

    @Test
    void shouldReadBackTheSameBitsAndNeverBeLongerThanTheJdkWhenAnyDoubleIsPrinted() {
        final long seed = 20_230_413;
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            final double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                final String text = JsonNumbers.shortest(value);
                assertThat(Double.parseDouble(text))
                        .as("seed %d, %s", seed, text)
                        .isEqualTo(value);
                assertThat(digits(text)).as(text).isLessThanOrEqualTo(digits(Double.toString(value)));
            }
        }
    }

    private static int digits(final String text) {
        final int exponent = text.indexOf('E');
        final String mantissa = (exponent < 0 ? text : text.substring(0, exponent)).replaceAll("[-.]", "");
        return mantissa.replaceAll("^0+|0+$", "").length();
    }
}
