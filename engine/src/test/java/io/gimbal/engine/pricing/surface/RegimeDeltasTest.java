package io.gimbal.engine.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.OptionGreeks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each delta against the difference of full revaluations along the smile's own movement, which is its definition. */
class RegimeDeltasTest {
    private static final long NOW_NS = 1_700_000_000_000_000_000L;
    private static final long EXPIRY_NS = NOW_NS + 30L * 86_400_000_000_000L;
    private static final double FORWARD = 30_000.0;
    private static final double STEP = 0.5;

    private final SurfaceSlice slice = new SurfaceSlice();
    private final OptionGreeks greeks = new OptionGreeks();
    private final RegimeDeltas deltas = new RegimeDeltas();

    @BeforeEach
    void setSkewedSmile() {
        slice.market(EXPIRY_NS, NOW_NS, FORWARD, 1.0);
        slice.parameters().set(0.01, 0.08, -0.45, -0.05, 0.15);
        slice.outcome(SliceStatus.SVI, 1, 1, 0.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.5, 1.0, 1.4, 2.0})
    void shouldBeTheDifferenceAlongTheSmileWhenItMovesByTheRatio(final double stickiness) {
        for (double strike = 22_000.0; strike <= 40_000.0; strike += 1_500.0) {
            for (final boolean isCall : new boolean[] {true, false}) {
                evaluate(isCall, strike, stickiness);
                final double up = value(isCall, strike, FORWARD + STEP, stickiness);
                final double down = value(isCall, strike, FORWARD - STEP, stickiness);

                assertThat(deltas.delta(DeltaRegime.SKEW_STICKINESS))
                        .as("strike=" + strike)
                        .isCloseTo((up - down) / (2.0 * STEP), within(2e-7));
            }
        }
    }

    @Test
    void shouldBeBlacksWhenTheStrikeIsStickyAndRevaluedWhenMoneynessIs() {
        for (double strike = 22_000.0; strike <= 40_000.0; strike += 1_500.0) {
            evaluate(true, strike, 1.0);
            final double k = SurfaceSlice.logMoneyness(strike, FORWARD);
            final double sticky = price(true, strike, FORWARD + STEP, slice.vol(k))
                    - price(true, strike, FORWARD - STEP, slice.vol(k));
            final double moneyness = price(true, strike, FORWARD + STEP, onSmile(strike, FORWARD + STEP))
                    - price(true, strike, FORWARD - STEP, onSmile(strike, FORWARD - STEP));

            assertThat(deltas.delta(DeltaRegime.STICKY_STRIKE)).isCloseTo(sticky / (2.0 * STEP), within(2e-7));
            assertThat(deltas.delta(DeltaRegime.SKEW_STICKINESS)).isEqualTo(deltas.delta(DeltaRegime.STICKY_STRIKE));
            assertThat(deltas.delta(DeltaRegime.STICKY_MONEYNESS)).isCloseTo(moneyness / (2.0 * STEP), within(2e-7));
        }
    }

    @Test
    void shouldHedgeLessWithStickyMoneynessThanWithTwiceTheSkewWhenPutsAreDearer() {
        evaluate(true, FORWARD, 2.0);

        final double black = deltas.delta(DeltaRegime.STICKY_STRIKE);
        assertThat(deltas.delta(DeltaRegime.STICKY_MONEYNESS)).isGreaterThan(black);
        assertThat(deltas.delta(DeltaRegime.SKEW_STICKINESS)).isLessThan(black);
        assertThat(deltas.delta(DeltaRegime.SKEW_STICKINESS) - black)
                .isCloseTo(black - deltas.delta(DeltaRegime.STICKY_MONEYNESS), within(1e-15));
    }

    /** At-the-money volatility moves R times the skew: the slope of a regression, which is not the fixed strike's. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0, 1.0, 2.0})
    void shouldMoveTheMoneysVolatilityByTheRatioTimesTheSkew(final double stickiness) {
        final double move = 1e-5;
        final double forward = FORWARD * Math.exp(move);
        final double atTheMoney = vol(forward, forward, stickiness);

        assertThat((atTheMoney - slice.vol(0.0)) / move).isCloseTo(stickiness * slice.skew(0.0), within(1e-3));
    }

    /** The estimate is what was sampled and, for the rest of the window, the spot: only that share moves with it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 29, 30, 31, 60})
    void shouldBeTheSlopeInSpotOfAnOptionOnTheAverageOfTheWindow(final int minutesLeft) {
        final long nowNs = EXPIRY_NS - minutesLeft * 60_000_000_000L;
        final double ahead = Math.min(minutesLeft / 30.0, 1.0);
        final double years = DeliveryWindow.effectiveVarianceYears(nowNs, EXPIRY_NS);
        for (final double strike : new double[] {29_950.0, 30_000.0, 30_040.0}) {
            final double sampled = 29_980.0;
            assertThat(Black76.evaluate(true, sampled + ahead * (FORWARD - sampled), strike, years, 0.6, greeks))
                    .isTrue();

            deltas.averagedSettlement(greeks, DeliveryWindow.fractionLeft(nowNs, EXPIRY_NS));

            final double step = 1e-3;
            final double up = averagePrice(sampled + ahead * (FORWARD + step - sampled), strike, years);
            final double down = averagePrice(sampled + ahead * (FORWARD - step - sampled), strike, years);
            assertThat(deltas.delta(DeltaRegime.AVERAGED_SETTLEMENT))
                    .as("strike=" + strike)
                    .isCloseTo((up - down) / (2.0 * step), within(1e-6));
        }
    }

    private double averagePrice(final double estimate, final double strike, final double years) {
        assertThat(Black76.evaluate(true, estimate, strike, years, 0.6, greeks)).isTrue();
        return greeks.price();
    }

    @Test
    void shouldTakeStickyStrikeWhenTheWantedRegimeIsUnknown() {
        evaluate(false, 28_000.0, 1.0);

        assertThat(deltas.delta(DeltaRegime.VENUE)).isNaN();
        assertThat(deltas.deltaOrStickyStrike(DeltaRegime.VENUE)).isEqualTo(greeks.delta());
        deltas.venue(-0.31);
        assertThat(deltas.deltaOrStickyStrike(DeltaRegime.VENUE)).isEqualTo(-0.31);
        deltas.clear();
        assertThat(deltas.deltaOrStickyStrike(DeltaRegime.VENUE)).isNaN();
    }

    private void evaluate(final boolean isCall, final double strike, final double stickiness) {
        final double k = SurfaceSlice.logMoneyness(strike, FORWARD);
        assertThat(Black76.evaluate(isCall, FORWARD, strike, slice.timeToExpiryYears(), slice.vol(k), greeks))
                .isTrue();
        deltas.clear();
        deltas.smile(greeks, FORWARD, slice.skew(k), stickiness);
    }

    // d vol(K) = (R - 1) skew dlnF: with R = 0 the smile follows K / F, with R = 1 it stays.
    private double vol(final double strike, final double forward, final double stickiness) {
        return slice.vol(Math.log(strike / FORWARD) + (stickiness - 1.0) * Math.log(forward / FORWARD));
    }

    private double onSmile(final double strike, final double forward) {
        return slice.vol(Math.log(strike / forward));
    }

    private double value(final boolean isCall, final double strike, final double forward, final double stickiness) {
        return price(isCall, strike, forward, vol(strike, forward, stickiness));
    }

    private double price(final boolean isCall, final double strike, final double forward, final double vol) {
        final OptionGreeks out = new OptionGreeks();
        Black76.evaluate(isCall, forward, strike, slice.timeToExpiryYears(), vol, out);
        return out.price();
    }
}
