package io.gimbal.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.InstrumentKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VenueProfileTest {
    private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\"instrument_name\":\"([^\"]+)\"[^{}]*}");
    private static final Set<String> COINS = Set.of("BTC-", "ETH-", "BTC_USDC-PERP", "ETH_USDC-PERP", "SOL_USDC-PERP");

    private final VenueProfile venue = VenueProfile.deribit();

    @ParameterizedTest
    @ValueSource(strings = {"DERIBIT.0_20210417_rest.txt", "DERIBIT.0_20220529_rest.txt"})
    void shouldDefineInstrumentsAsTheVenueListedThem(final String file) throws IOException {
        final Matcher listed = OBJECT.matcher(
                Files.readString(SharedData.data("deribit-frames").resolve(file)));
        final Set<String> seen = new HashSet<>();

        while (listed.find()) {
            final String name = listed.group(1);
            if (COINS.stream().anyMatch(name::startsWith)) {
                final InstrumentSpec spec = venue.spec(name, 0, 0);
                final String row = listed.group();
                assertThat(spec.contractSize()).as(name).isEqualTo(field(row, "contract_size"));
                assertThat(spec.minAmount()).as(name).isEqualTo(field(row, "min_trade_amount"));
                assertThat(spec.takerFeeRate()).as(name).isEqualTo(field(row, "taker_commission"));
                assertThat(spec.strike()).as(name).isEqualTo(spec.isOption() ? field(row, "strike") : 0);
                if (spec.kind() != InstrumentKind.PERPETUAL) {
                    assertThat(row).contains("\"expiration_timestamp\":" + spec.expiryNs() / 1_000_000L);
                }
                if (!spec.isOption()) {
                    assertThat(spec.tickSize()).as(name).isEqualTo(field(row, "tick_size"));
                }
                seen.add(name);
            }
        }

        assertThat(seen).hasSizeGreaterThan(800);
    }

    @ParameterizedTest
    @CsvSource({
        "BTC-PERPETUAL,        10,   92037,   0, 0.00000005",
        "BTC-PERPETUAL,        92030, 30000,  0, 0.00153383",
        "ETH-28APR23,          1,    1900,    0, 0.00000026",
        "BTC-28APR23-30000-C,  2,    0.05,    0, 0.0006",
        "BTC-28APR23-30000-C,  2,    0.0005,  0, 0.000125",
        "BTC_USDC-PERPETUAL,   0.5,  30002,   0, 7.5005",
        "BTC_USDC-28APR23-30000-C, 0.5, 1500, 30000, 4.5",
        "BTC_USDC-28APR23-30000-C, 0.5, 10,   30000, 0.625",
        "BTC_USDC-28APR23-30000-C, 0.5, 1500, 0,     93.75",
    })
    void shouldChargeTheTakerByTheVenuesRule(
            final String name, final String amount, final String price, final String index, final String fee) {
        final InstrumentSpec spec = venue.spec(name, 0, 0);

        assertThat(venue.fee(spec, spec.takerFeeRate(), scaled(price), scaled(amount), scaled(index)))
                .isEqualTo(scaled(fee));
    }

    @Test
    void shouldReplaceWhatADeskNegotiated() {
        final VenueProfile own = venue.withFees(InstrumentKind.PERPETUAL, -1_000L, 30_000L)
                .withOptionFeeCap(scaled("0.1"))
                .with("DOGE", InstrumentKind.PERPETUAL, new ProductTerms(1, 1, 1, 0, 0, 0, 0).withSizes(5, 7));

        assertThat(own.spec("BTC-PERPETUAL", 0, 0).makerFeeRate()).isEqualTo(-1_000L);
        assertThat(own.spec("ETH_USDC-PERPETUAL", 0, 0).takerFeeRate()).isEqualTo(30_000L);
        assertThat(own.spec("BTC-28APR23", 0, 0).takerFeeRate()).isEqualTo(50_000L);
        assertThat(own.spec("DOGE-PERPETUAL", 0, 0).minAmount()).isEqualTo(7);
        final InstrumentSpec option = own.spec("BTC-28APR23-30000-C", 0, 0);
        assertThat(own.fee(option, option.takerFeeRate(), scaled("0.0005"), scaled("1"), 0))
                .isEqualTo(scaled("0.00005"));
        assertThat(venue.optionFeeCap()).isEqualTo(scaled("0.125"));
    }

    @Test
    void shouldSayWhatItListsWhenAProductIsUnknown() {
        assertThatThrownBy(() -> venue.spec("DOGE-PERPETUAL", 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DOGE-PERPETUAL")
                .hasMessageContaining("BTC-PERPETUAL");
        assertThatThrownBy(() -> venue.spec("BTC-FS-25DEC26_PERP", 0, 0)).hasMessageContaining("BTC-FS-25DEC26_PERP");
    }

    @Test
    void shouldKeepEveryRecordedQuoteOnItsGrid() {
        final InstrumentSpec option = venue.spec("BTC-28APR23-30000-C", 0, 0);

        assertThat(option.isOnTick(scaled("0.0049"))).isTrue();
        assertThat(option.isOnTick(scaled("0.005"))).isTrue();
        assertThat(option.isOnTick(scaled("0.0051"))).isFalse();
        assertThat(option.isOnTick(scaled("0.0055"))).isTrue();
        assertThat(option.isOnTick(0)).isFalse();
        assertThat(option.isOnTick(-scaled("0.0005"))).isFalse();
        assertThat(option.isOrderAmount(scaled("0.1"))).isTrue();
        assertThat(option.isOrderAmount(scaled("0.15"))).isFalse();
        assertThat(option.isOrderAmount(0)).isFalse();
    }

    @Test
    void shouldRoundToTheGridOutwardWhenPricesAreRandom() {
        final InstrumentSpec option = venue.spec("BTC-28APR23-30000-C", 0, 0);
        final SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            final long price = random.nextLong(scaled("0.02"));
            final long below = option.tickBelow(price);
            final long above = option.tickAbove(price);

            assertThat(below).isLessThanOrEqualTo(price).isGreaterThan(price - option.tickAt(price));
            assertThat(above).isGreaterThanOrEqualTo(price).isLessThan(price + option.tickAt(price));
            assertThat(below == 0 || option.isOnTick(below))
                    .as("price=%d", price)
                    .isTrue();
            assertThat(above == 0 || option.isOnTick(above))
                    .as("price=%d", price)
                    .isTrue();
        }
    }

    @Test
    void shouldMultiplyAndDivideExactlyWhenNumbersAreRandom() {
        final SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 100_000; i++) {
            final long a = random.nextLong() >> random.nextInt(1, 63);
            final long b = random.nextLong() >> random.nextInt(1, 63);
            final long c = (random.nextLong() >> random.nextInt(1, 63)) | 1;
            final BigDecimal exact = BigDecimal.valueOf(a)
                    .multiply(BigDecimal.valueOf(b))
                    .divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_UP);
            if (exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE - 1)) < 0) {
                assertThat(Decimals.multiplyDivide(a, b, c))
                        .as("%d*%d/%d", a, b, c)
                        .isEqualTo(exact.longValueExact());
            } else {
                assertThatThrownBy(() -> Decimals.multiplyDivide(a, b, c)).isInstanceOf(ArithmeticException.class);
            }
        }
        assertThatThrownBy(() -> Decimals.divide(1, 0)).isInstanceOf(ArithmeticException.class);
    }

    private static long field(final String row, final String name) {
        final Matcher value = Pattern.compile("\"" + name + "\":\"?([0-9.e-]+)").matcher(row);
        assertThat(value.find()).as(name).isTrue();
        return scaled(value.group(1));
    }

    private static long scaled(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }
}
