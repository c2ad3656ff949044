package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.hedging.policy.FixedBandPolicy;
import io.gimbal.engine.hedging.policy.FixedIntervalPolicy;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies as pure functions, and what their answers become in lots and ticks. */
class HedgePolicyTest {
    private static final double PRICE = 30_000;
    private static final Instrument INVERSE = instrument(Settlement.INVERSE, 10_00000000L, 0, 0);
    private static final Instrument LINEAR = instrument(Settlement.LINEAR, 100_000L, 0, 0);

    private final HedgeView view = new HedgeView();
    private final HedgeTarget target = new HedgeTarget();

    private static Instrument instrument(
            final Settlement settlement, final long lot, final long step, final long above) {
        return new Instrument(
                0, 0, InstrumentKind.PERPETUAL, settlement, false, 0, 0, lot, lot, 50_000_000L, step, above);
    }

    private void see(final double delta, final double centre, final double lot) {
        view.delta(delta, centre, lot).market(PRICE, PRICE);
    }

    private double[] region() {
        return new double[] {target.outerLow(), target.innerLow(), target.innerHigh(), target.outerHigh()};
    }

    @Test
    void shouldSurroundTheTargetByTheBand() {
        see(5, 2, 0.01);
        new FixedBandPolicy(0.5, Landing.TO_TARGET).decide(view, target);
        assertThat(region()).containsExactly(1.5, 2, 2, 2.5);
        assertThat(target.holdReason()).isEqualTo(DecisionReason.INSIDE_BAND);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.OUTSIDE_BAND);

        new FixedBandPolicy(0.5, Landing.TO_EDGE).decide(view, target);
        assertThat(region()).containsExactly(1.5, 1.5, 2.5, 2.5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Landing.class,
            names = {"TO_TARGET", "TO_EDGE"})
    void shouldHoldTheBandAtOneLotAtLeast(final Landing landing) {
        see(5, 2, 0.25);
        new FixedBandPolicy(0.1, landing).decide(view, target);

        assertThat(target.outerLow()).isEqualTo(1.75);
        assertThat(target.outerHigh()).isEqualTo(2.25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseAWidthThatIsNone(final double width) {
        assertThatThrownBy(() -> new FixedBandPolicy(width, Landing.TO_EDGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("halfWidth=");
    }

    @Test
    void shouldNameThePolicies() {
        assertThat(new FixedBandPolicy(1, Landing.TO_EDGE).kind()).isEqualTo(PolicyKind.FIXED_BAND);
        assertThat(new FixedIntervalPolicy().kind()).isEqualTo(PolicyKind.FIXED_INTERVAL);
    }

    @ParameterizedTest
    @CsvSource({"5", "-5", "2"})
    void shouldTradeByTheClockOnlyWhenItIsDue(final double delta) {
        see(delta, 2, 0.01);
        view.time(0, false);
        new FixedIntervalPolicy().decide(view, target);
        assertThat(delta).isBetween(target.outerLow(), target.outerHigh());
        assertThat(target.holdReason()).isEqualTo(DecisionReason.INTERVAL_NOT_DUE);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.INTERVAL_DUE);

        view.time(0, true);
        new FixedIntervalPolicy().decide(view, target);
        assertThat(region()).containsExactly(2, 2, 2, 2);
    }

    /** Whatever the deviation, an edge trade ends inside the band, less than a lot from its edge, on the same side. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void shouldLandInsideTheBandWithinALotOfItsEdgeAndNeverCrossTheTarget(final long seed) {
        final Mix random = new Mix(seed);
        for (int i = 0; i < 20_000; i++) {
            final Instrument instrument = random.chance(50) ? INVERSE : LINEAR;
            final double lot = OrderSizing.lotDelta(instrument, PRICE);
            final double width = lot * (1 + 50 * random.unit());
            final double centre = random.unit() - 0.5;
            final double delta = centre + (random.unit() - 0.5) * 300 * lot;
            see(delta, centre, lot);
            new FixedBandPolicy(width, Landing.TO_EDGE).decide(view, target);

            final long amount = OrderSizing.signedAmount(instrument, PRICE, delta, target);

            final double after = delta + OrderSizing.deltaOf(instrument, amount, PRICE) - centre;
            final double slack = 1e-8 * lot;
            final boolean wasInside = Math.abs(delta - centre) <= width;
            final String what = "seed=" + seed + ", i=" + i;
            assertThat(amount % instrument.contractSize()).as(what).isZero();
            if (wasInside) {
                assertThat(amount).as(what).isZero();
            } else {
                assertThat(Math.abs(after)).as(what).isBetween(width - lot - slack, width + slack);
                assertThat(after * (delta - centre)).as(what).isGreaterThanOrEqualTo(-slack);
            }
        }
    }

    /** Whatever the deviation, a target trade ends within half a lot of the target. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void shouldLandWithinHalfALotOfTheTarget(final long seed) {
        final Mix random = new Mix(seed);
        for (int i = 0; i < 20_000; i++) {
            final Instrument instrument = random.chance(50) ? INVERSE : LINEAR;
            final double lot = OrderSizing.lotDelta(instrument, PRICE);
            final double delta = (random.unit() - 0.5) * 300 * lot;
            see(delta, 0, lot);
            new FixedBandPolicy(0, Landing.TO_TARGET).decide(view, target);

            final long amount = OrderSizing.signedAmount(instrument, PRICE, delta, target);

            final double after = delta + OrderSizing.deltaOf(instrument, amount, PRICE);
            final double allowed = Math.abs(delta) <= lot ? lot : lot * (0.5 + 1e-8);
            assertThat(Math.abs(after)).as("seed=%d, i=%d", seed, i).isLessThanOrEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BUY, 30000.5, 0, 30000.5",
        "SELL, 29999.5, 0, 29999.5",
        "BUY, 30000.2, 0, 30000.5",
        "SELL, 29999.7, 0, 29999.5",
        "BUY, 30000.5, 4, 30002.5",
        "SELL, 29999.5, 4, 29997.5",
        "SELL, 1, 9, 0.5",
        "BUY, 0.1, 0, 0.5",
        "SELL, 0.1, 0, 0.5"
    })
    void shouldPutLimitPricesOnTheTickGridThroughTheTouch(
            final Side side, final double touch, final int ticks, final double price) {
        assertThat(OrderSizing.limitPrice(INVERSE, side, touch, ticks)).isEqualTo(Math.round(price * 1e8));
    }

    @ParameterizedTest
    @CsvSource({
        "BUY, 999, 1, 999.5",
        "BUY, 999.5, 1, 1000",
        "BUY, 999.5, 2, 1005",
        "BUY, 1001, 0, 1005",
        "BUY, 1000, 0, 1000",
        "SELL, 1003, 0, 1000",
        "SELL, 1005, 1, 1000",
        "SELL, 999.9, 0, 999.5",
        "SELL, 1000, 1, 995"
    })
    void shouldUseTheTickThatHoldsAtThePriceItself(
            final Side side, final double touch, final int ticks, final double price) {
        final Instrument stepped = instrument(Settlement.INVERSE, 10_00000000L, 1_000_00000000L, 5_00000000L);

        assertThat(OrderSizing.limitPrice(stepped, side, touch, ticks)).isEqualTo(Math.round(price * 1e8));
    }

    @Test
    void shouldConvertBetweenCoinsAndAmounts() {
        assertThat(OrderSizing.lotDelta(INVERSE, PRICE)).isEqualTo(10 / PRICE);
        assertThat(OrderSizing.lotDelta(LINEAR, PRICE)).isEqualTo(0.001);
        assertThat(OrderSizing.deltaOf(INVERSE, -3_000_00000000L, PRICE)).isEqualTo(-0.1);
        assertThat(OrderSizing.deltaOf(LINEAR, 30_000_000L, PRICE)).isEqualTo(0.3);
    }
}
