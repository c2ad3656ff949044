package io.gimbal.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.book.Instrument;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.LimitsConfigurationEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.Settlement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts of an inverse perpetual are dollars, lot 10; of a linear one coins, lot 0.001; the price is 30,000. */
class LimitsTest {
    private static final double PRICE = 30_000;
    private static final Instrument INVERSE = instrument(Settlement.INVERSE, 10_00000000L, 10_00000000L);
    private static final Instrument LINEAR = instrument(Settlement.LINEAR, 100_000L, 100_000L);

    private final Limits limits = new Limits();

    private static Instrument instrument(final Settlement settlement, final long lot, final long minAmount) {
        return new Instrument(
                0, 0, InstrumentKind.PERPETUAL, settlement, false, 0, 0, lot, minAmount, 50_000_000L, 0, 0);
    }

    private static long scaled(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    private boolean configure(final Consumer<LimitsConfigurationEncoder> filling) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        filling.accept(new LimitsConfigurationEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()));
        return limits.configure(
                new LimitsConfigurationDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    private void limitTo(final String orderUsd, final String positionUsd) {
        configure(e -> e.maxOrderUsd(scaled(orderUsd)).maxPositionUsd(scaled(positionUsd)));
    }

    @ParameterizedTest
    @CsvSource({"990, 990", "1000, 1000", "1010, 1000", "-1000, -1000", "-1010, -1000", "0, 0"})
    void shouldHoldInverseOrdersToTheirDollars(final String asked, final String permitted) {
        limitTo("1000", "1000000");

        assertThat(limits.permitted(INVERSE, scaled(asked), 0, PRICE)).isEqualTo(scaled(permitted));
    }

    @ParameterizedTest
    @CsvSource({"0.999, 0.999", "1, 1", "1.001, 1", "-1.001, -1"})
    void shouldHoldLinearOrdersToTheirCoinsTimesThePrice(final String asked, final String permitted) {
        limitTo("30000", "1000000");

        assertThat(limits.permitted(LINEAR, scaled(asked), 0, PRICE)).isEqualTo(scaled(permitted));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0, 100",
        "100, 900, 100",
        "100, 910, 90",
        "100, 995, 0",
        "100, 1000, 0",
        "100, 5000, 0",
        "-100, -900, -100",
        "-100, -910, -90",
        "-100, -1000, 0",
        "-100, -5000, 0"
    })
    void shouldStopAtThePositionLimit(final String asked, final String worst, final String permitted) {
        limitTo("1000", "1000");

        assertThat(limits.permitted(INVERSE, scaled(asked), scaled(worst), PRICE))
                .isEqualTo(scaled(permitted));
    }

    @ParameterizedTest
    @CsvSource({
        "-5000, 5000, -5000",
        "5000, -5000, 5000",
        "-6000, 5000, -6000",
        "-6010, 5000, -6000",
        "6010, -5000, 6000"
    })
    void shouldPermitWhatReducesAPositionBeyondItsLimitAndThenUpToTheLimitOnTheOtherSide(
            final String asked, final String worst, final String permitted) {
        limitTo("100000", "1000");

        assertThat(limits.permitted(INVERSE, scaled(asked), scaled(worst), PRICE))
                .isEqualTo(scaled(permitted));
    }

    /** What the sender's last look checks to the last digit: at this price no more than the limit, and a lot more is. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void shouldHoldAnOrderToItsWorthAtTheDearestPriceExactly(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            final long maxUsd = (1 + random.nextInt(10_000_000)) * 100_000_000L;
            final long price = (1 + random.nextInt(200_000)) * 50_000_000L;
            final long asked = (1 + random.nextInt(1_000_000)) * LINEAR.contractSize();
            limitTo(
                    BigDecimal.valueOf(maxUsd, 8).toPlainString(),
                    BigDecimal.valueOf(maxUsd, 8).toPlainString());

            final long amount = limits.affordable(LINEAR, random.nextBoolean() ? asked : -asked, price / 1e8);

            final BigDecimal worth = worth(Math.abs(amount), price);
            final BigDecimal more = worth(Math.abs(amount) + LINEAR.contractSize(), price);
            final BigDecimal limit = BigDecimal.valueOf(maxUsd, 8);
            assertThat(worth).as("seed %d, i %d", seed, i).isLessThanOrEqualTo(limit);
            assertThat(Math.abs(amount) == asked || more.compareTo(limit) > 0)
                    .as("seed %d, i %d", seed, i)
                    .isTrue();
        }
    }

    private static BigDecimal worth(final long amount, final long price) {
        return BigDecimal.valueOf(amount, 8).multiply(BigDecimal.valueOf(price, 8));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1010, 1000", "-1010, -1000", "10, 10"})
    void shouldHoldAnInverseOrderToItsDollarsAtAnyPrice(final String asked, final String permitted) {
        limitTo("1000", "1000000");

        assertThat(limits.affordable(INVERSE, scaled(asked), 1e9)).isEqualTo(scaled(permitted));
    }

    @Test
    void shouldAffordNothingBelowTheSmallestOrderOrAtNoPrice() {
        limitTo("29", "1000000");

        assertThat(limits.affordable(LINEAR, scaled("1"), PRICE)).isZero();
        assertThat(limits.affordable(LINEAR, scaled("1"), Double.NaN)).isZero();
        assertThat(limits.affordable(LINEAR, 0, PRICE)).isZero();
    }

    @Test
    void shouldCountLinearPositionsAtThePrice() {
        limitTo("1000000", "30000");

        assertThat(limits.permitted(LINEAR, scaled("1"), scaled("0.4"), PRICE)).isEqualTo(scaled("0.6"));
        assertThat(limits.permitted(LINEAR, scaled("1"), scaled("-0.4"), PRICE)).isEqualTo(scaled("1"));
    }

    @Test
    void shouldPermitWholeLotsOnlyAndNothingBelowTheSmallestOrder() {
        final Instrument coarse = instrument(Settlement.INVERSE, 10_00000000L, 50_00000000L);
        limitTo("55", "1000000");
        assertThat(limits.permitted(coarse, scaled("1000"), 0, PRICE)).isEqualTo(scaled("50"));
        limitTo("49.99", "1000000");
        assertThat(limits.permitted(coarse, scaled("1000"), 0, PRICE)).isZero();
    }

    @Test
    void shouldPermitNothingBeforeItIsConfigured() {
        assertThat(limits.permitted(INVERSE, scaled("10"), 0, PRICE)).isZero();
        assertThat(limits.permitted(INVERSE, scaled("-10"), scaled("10000"), PRICE))
                .isZero();
        assertThat(limits.isInsideCollar(30_000.5, 30_000)).isFalse();
    }

    @Test
    void shouldPermitNothingAtAPriceThatIsNoNumber() {
        limitTo("1000000", "1000000");

        assertThat(limits.permitted(LINEAR, scaled("1"), 0, Double.NaN)).isZero();
        assertThat(limits.permitted(LINEAR, scaled("1"), 0, 0)).isZero();
        assertThat(limits.permitted(LINEAR, scaled("1"), 0, Double.POSITIVE_INFINITY))
                .isZero();
    }

    /** In exact decimals: the largest number of whole lots within order size and room. */
    private static long slow(
            final boolean isInverse,
            final long asked,
            final long worst,
            final BigDecimal order,
            final BigDecimal position) {
        final BigDecimal unit = isInverse ? BigDecimal.ONE : BigDecimal.valueOf(PRICE);
        final BigDecimal sign = BigDecimal.valueOf(Long.signum(asked));
        final BigDecimal held = BigDecimal.valueOf(worst, 8).multiply(unit).multiply(sign);
        final BigDecimal room = position.subtract(held).max(BigDecimal.ZERO);
        final BigDecimal size =
                BigDecimal.valueOf(asked, 8).abs().multiply(unit).min(order).min(room);
        final BigDecimal lot = isInverse ? BigDecimal.TEN : new BigDecimal("0.001");
        final BigDecimal lots = size.divide(unit.multiply(lot), 0, RoundingMode.FLOOR);
        return lots.multiply(lot).multiply(sign).movePointRight(8).longValueExact();
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102})
    void shouldAgreeWithExactDecimalsOnRandomOrders(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            final boolean isInverse = random.nextBoolean();
            final long unit = isInverse ? 10_00000000L : 100_000L;
            final long asked = unit * random.nextLong(-3_000, 3_000);
            final long worst = unit * random.nextLong(-3_000, 3_000);
            final BigDecimal order = BigDecimal.valueOf(random.nextLong(0, 4_000_000), 2);
            final BigDecimal position = BigDecimal.valueOf(random.nextLong(0, 4_000_000), 2);
            limitTo(order.toPlainString(), position.toPlainString());

            final long permitted = limits.permitted(isInverse ? INVERSE : LINEAR, asked, worst, PRICE);

            assertThat(permitted)
                    .as(
                            "seed=%d, i=%d, asked=%d, worst=%d, order=%s, position=%s",
                            seed, i, asked, worst, order, position)
                    .isEqualTo(slow(isInverse, asked, worst, order, position));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30300, true",
        "30300.5, false",
        "29700, true",
        "29699.5, false",
        "30000, true",
        "NaN, false",
        "Infinity, false",
        "-Infinity, false"
    })
    void shouldKeepLimitPricesInsideTheCollar(final double price, final boolean isInside) {
        configure(e -> e.collarRate(scaled("0.01")));

        assertThat(limits.isInsideCollar(price, 30_000)).isEqualTo(isInside);
        assertThat(limits.isInsideCollar(price, Double.NaN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2500, 0.02", "64321.5, 0.03", "17, 0.1", "30001, 0.005"})
    void shouldAcceptThePriceAtTheCollarItself(final double index, final String rate) {
        configure(e -> e.collarRate(scaled(rate)));
        final double edge = new BigDecimal(rate)
                .add(BigDecimal.ONE)
                .multiply(BigDecimal.valueOf(index))
                .doubleValue();

        assertThat(limits.isInsideCollar(edge - 1e-8, index)).isTrue();
        assertThat(limits.isInsideCollar(edge + 1e-8, index)).isFalse();
    }

    @Test
    void shouldTakeEveryLimitOfAConfiguration() {
        final long before = limits.mixInto(1);
        assertThat(configure(e -> e.maxOrderUsd(scaled("1"))
                        .maxPositionUsd(scaled("2"))
                        .collarRate(scaled("3"))
                        .maxIndexAgeNs(4)
                        .maxForwardAgeNs(5)
                        .maxVolAgeNs(6)
                        .maxQuoteAgeNs(7)
                        .maxCommandAgeNs(8)
                        .rejectBackOffNs(9)))
                .isTrue();

        assertThat(new double[] {limits.maxOrderUsd(), limits.maxPositionUsd(), limits.collarRate()})
                .containsExactly(1, 2, 3);
        assertThat(new long[] {
                    limits.maxIndexAgeNs(), limits.maxForwardAgeNs(), limits.maxVolAgeNs(),
                    limits.maxQuoteAgeNs(), limits.maxCommandAgeNs(), limits.rejectBackOffNs()
                })
                .containsExactly(4, 5, 6, 7, 8, 9);
        assertThat(limits.mixInto(1)).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRefuseANegativeLimitAndKeepWhatItHad(final int which) {
        limitTo("1000", "1000");
        final long before = limits.mixInto(1);
        final long[] values = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        values[which] = -1;

        assertThat(configure(e -> e.maxOrderUsd(values[0])
                        .maxPositionUsd(values[1])
                        .collarRate(values[2])
                        .maxIndexAgeNs(values[3])
                        .maxForwardAgeNs(values[4])
                        .maxVolAgeNs(values[5])
                        .maxQuoteAgeNs(values[6])
                        .maxCommandAgeNs(values[7])
                        .rejectBackOffNs(values[8])))
                .isFalse();
        assertThat(limits.mixInto(1)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void shouldFingerprintEveryLimit(final int which) {
        final long before = limits.mixInto(1);
        final long[] values = new long[9];
        values[which] = 1;
        configure(e -> e.maxOrderUsd(values[0])
                .maxPositionUsd(values[1])
                .collarRate(values[2])
                .maxIndexAgeNs(values[3])
                .maxForwardAgeNs(values[4])
                .maxVolAgeNs(values[5])
                .maxQuoteAgeNs(values[6])
                .maxCommandAgeNs(values[7])
                .rejectBackOffNs(values[8]));

        assertThat(limits.mixInto(1)).isNotEqualTo(before);
    }
}
