package io.gimbal.engine.hedging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies answer exactly where one rule gives way to the next. */
final class PolicyEdgesTest {
    private static final double YEAR_NS = 365.0 * 86_400e9;
    private static final double MOST = Double.MAX_VALUE;
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private final HedgeTarget target = new HedgeTarget();
    private final HedgeView view = new HedgeView()
            .delta(3, 1, 0.25)
            .gamma(-0.5, 0.5)
            .options(1, 0.5, 0)
            .market(1, 1)
            .time(0, false);

    /** Moves the delta by a slope per unit of variance; must not be asked at the variance that the book has. */
    private record Slope(double slope, double gamma) implements Revaluation {
        @Override
        public double deltaChange(final double varianceFactor) {
            assertThat(varianceFactor).as("asked only for another variance").isNotEqualTo(1);
            return slope * (varianceFactor - 1);
        }

        @Override
        public double gamma(final double varianceFactor) {
            return gamma;
        }
    }

    private double[] region() {
        return new double[] {target.outerLow(), target.innerLow(), target.innerHigh(), target.outerHigh()};
    }

    private void assertReasons(final DecisionReason hold, final DecisionReason trade) {
        assertThat(target.holdReason()).isEqualTo(hold);
        assertThat(target.tradeReason()).isEqualTo(trade);
    }

    @Test
    void shouldKnowNothingAtFirst() {
        final HedgeView blank = new HedgeView();

        assertThat(blank.costRate()).isNaN();
        assertThat(blank.hedgeRatio()).isEqualTo(1);
        assertThat(blank.sinceTradeNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(blank.isIntervalDue()).isFalse();
        assertThat(blank.revaluation().deltaChange(2)).isNaN();
        assertThat(blank.revaluation().gamma(2)).isNaN();
        assertThat(target.deadlineNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(target.isTriggered()).isFalse();
        assertReasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
    }

    /** Nothing of an earlier answer may stay in a later one. */
    @Test
    void shouldForgetTheLastAnswerWithANewRegion() {
        target.region(-1, 0, 1, 2);
        target.centre(9);
        target.deadlineNs(5);
        target.trigger();
        assertThat(target.isTriggered()).isTrue();
        assertThat(target.centre()).isEqualTo(9);
        assertThat(target.deadlineNs()).isEqualTo(5);

        target.region(-4, -2, 3, 8);

        assertThat(region()).containsExactly(-4, -2, 3, 8);
        assertThat(target.centre()).as("the middle of the inner one").isEqualTo(0.5);
        assertThat(target.isTriggered()).isFalse();
        assertThat(target.deadlineNs()).isEqualTo(HedgeTarget.NO_DEADLINE);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 3", "-3, -3, 1", "1, 1, 1"})
    void shouldReachFromTheCentreToTheDeltaBetweenTwoTrades(final double delta, final double low, final double high) {
        Regions.clock(view.delta(delta, 1, 0.25), target, false, 1);
        assertThat(region()).containsExactly(low, 1, 1, high);
        assertThat(target.isTriggered()).isFalse();

        Regions.clock(view, target, true, 1);
        assertThat(region()).containsExactly(1, 1, 1, 1);
        assertThat(target.isTriggered()).isTrue();
    }

    /** A lot is 0.25: a landing of 0.125 from the centre is kept, a nearer one is the centre. */
    @ParameterizedTest
    @CsvSource({
        "2, 0.125, 2, 0.125",
        "2, 0.1249, 2, 0",
        "2, 2, 2, 2",
        "2, 3, 2, 2",
        "0.1, 0.1, 0.25, 0.25",
        "0.1, 0.05, 0.25, 0",
        "0, 0, 0.25, 0.25",
        "0.25, 0.2, 0.25, 0.2"
    })
    void shouldLandOnTheCentreWhatLandsWithinHalfALot(
            final double outer, final double inner, final double width, final double landing) {
        Regions.band(view, target, 1, outer, inner);

        assertThat(region()).containsExactly(1 - width, 1 - landing, 1 + landing, 1 + width);
        assertThat(target.centre()).isEqualTo(1);
    }

    /** A gamma of 0.5 at price and volatility 1 is a variance of a quarter a year: a band of 1 lasts four years. */
    @Test
    void shouldSetADeadlineOnlyWhereTheTargetMoves() {
        Regions.band(view, target, 1, 1, 1);
        assertThat((double) target.deadlineNs()).isCloseTo(4 * YEAR_NS, within(1e4));

        Regions.band(view.gamma(-0.5, 0), target, 1, 1, 1);
        assertThat(target.deadlineNs()).as("never").isEqualTo(HedgeTarget.NO_DEADLINE);
        Regions.band(view.gamma(-0.5, NAN), target, 1, 1, 1);
        assertThat(target.deadlineNs()).as("not known").isEqualTo(HedgeTarget.NO_DEADLINE);
        Regions.band(view.gamma(-0.5, 1e-9), target, 1, 1, 1);
        assertThat(target.deadlineNs()).as("beyond a long").isEqualTo(HedgeTarget.NO_DEADLINE);
    }

    @Test
    void shouldFallBackToAnEdgeAroundTheTargetOfTheDesk() {
        Regions.fallback(view, target, 0.75);
        assertThat(region()).containsExactly(0.25, 0.25, 1.75, 1.75);
        Regions.fallback(view, target, 0);
        assertThat(region()).as("a lot at least").containsExactly(0.75, 0.75, 1.25, 1.25);
        assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0.5", "-1e-9, 0.125", "NaN, 0.125"})
    void shouldTakeAMeasuredCostOfNothingButNotOneThatIsNone(final double measured, final double taken) {
        assertThat(Regions.costRate(view.costRate(measured), 0.125)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"0, 7", "-1, 7", "NaN, 7", "20, 7", "14, 7", "13, 6.5", "1e-3, 5e-4"})
    void shouldPinABandToHalfOfWhatTheDeltaCanMoveBy(final double live, final double width) {
        assertThat(Regions.pinned(view.options(1, 1, live), 7)).isEqualTo(width);
    }

    @Test
    void shouldNotAskForAnotherVarianceWhereItIsTheBooksOwn() {
        view.revaluation(new Slope(0.1, 0)).hedgeRatio(0.5);

        assertThat(Regions.shiftedCentre(view, 1)).isEqualTo(1);
        assertThat(Regions.shiftedCentre(view, 3)).isCloseTo(0.9, within(1e-15));
        assertThat(Regions.shiftedCentre(view, NAN)).isNaN();
    }

    /** Bounds chosen so that every figure is a power of two: at the bound itself nothing is due. */
    @ParameterizedTest
    @CsvSource({"1.125, false", "0.875, false", "1.1250001, true", "0.8749999, true", "0, true", "NaN, true"})
    void shouldTradeOnlyBeyondTheMoveItself(final double price, final boolean isDue) {
        new PriceMovePolicy(0.125).decide(view.market(price, 1).lastTrade(1, 5), target);

        assertThat(target.isTriggered()).isEqualTo(isDue);
        assertReasons(DecisionReason.PRICE_NOT_MOVED, DecisionReason.PRICE_MOVED);
    }

    @Test
    void shouldWaitForTheWholeIntervalOfAFollowingClock() {
        final DynamicFrequencyPolicy policy = new DynamicFrequencyPolicy(1, 0, 0.0625);
        final long wait = Math.round(0.0625 * YEAR_NS);

        policy.decide(view.lastTrade(1, wait - 1_000), target);
        assertThat(target.isTriggered()).isFalse();
        assertReasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.INTERVAL_DUE);
        policy.decide(view.lastTrade(1, wait), target);
        assertThat(target.isTriggered()).as("at the interval itself").isTrue();
        policy.decide(view.lastTrade(1, 0).time(0, true), target);
        assertThat(target.isTriggered()).as("called for before").isTrue();
        policy.decide(view.lastTrade(0, HedgeView.NEVER_TRADED).time(0, false), target);
        assertThat(target.isTriggered()).as("once at first").isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, NAN})
    void shouldBeTheClockOfTheShortestIntervalWithoutAVolatility(final double vol) {
        final DynamicFrequencyPolicy policy = new DynamicFrequencyPolicy(1, 0, 0.0625);
        final long wait = Math.round(0.0625 * YEAR_NS);

        policy.decide(view.options(vol, 4, 0).lastTrade(1, wait - 1_000), target);
        assertThat(target.isTriggered()).isFalse();
        assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
        policy.decide(view.options(vol, 4, 0).lastTrade(1, wait), target);
        assertThat(target.isTriggered()).isTrue();
        assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "0.25, 0.0625", "0.2, 0.0625", "0, 0.0625"})
    void shouldWaitAQuarterOfTheTimeLeftAtMost(final double years, final double longest) {
        final DynamicFrequencyPolicy policy = new DynamicFrequencyPolicy(1e-12, 1, 0.0625);

        assertThat(policy.intervalYears(view.options(1, years, 0))).isEqualTo(longest);
        assertThat(policy.intervalYears(view.options(1, years, 0).gamma(0, 0))).isEqualTo(longest);
    }

    @Test
    void shouldNotLookBetweenTwoLooksOfAHybrid() {
        final HybridPolicy policy = new HybridPolicy(0.5, 0.5, 1e-9);
        policy.decide(view, target);
        assertThat(region()).containsExactly(1, 1, 1, 3);
        assertReasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.OUTSIDE_BAND);

        policy.decide(view.time(0, true).options(0, 0, 0), target);
        assertThat(region()).as("as asked").containsExactly(0.5, 0.75, 1.25, 1.5);
        assertReasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
        policy.decide(view.options(NAN, 0, 0), target);
        assertThat(region()).as("volatility not known").containsExactly(0.5, 0.75, 1.25, 1.5);
        new HybridPolicy(0.5, 1, 4).decide(view.options(1, 0, 0), target);
        assertThat(region()).as("all is overshot: a lot").containsExactly(0.75, 0.75, 1.25, 1.25);
    }

    @Test
    void shouldTradeToThePlainDeltaWhereLelandsIsNotKnown() {
        final LelandPolicy policy = new LelandPolicy(0.01, 0.0625, false);
        policy.decide(view.revaluation(new Slope(0.1, 0)), target);
        assertThat(region()).containsExactly(1, 1, 1, 3);
        assertReasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.INTERVAL_DUE);

        policy.decide(view.time(0, true).options(0, 0, 0), target);
        assertThat(region()).containsExactly(1, 1, 1, 1);
        assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
        policy.decide(view.options(1, 1, 0).revaluation(new Slope(INFINITE, 0)), target);
        assertThat(target.centre()).as("no finite centre").isEqualTo(1);
        policy.decide(view.revaluation(new Slope(0.1, 0)).gamma(NAN, NAN), target);
        assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
        policy.decide(view.gamma(-1, 1), target);
        assertThat(target.isTriggered()).isTrue();
        assertThat(target.centre()).isLessThan(1);
        assertReasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.INTERVAL_DUE);
    }

    /** Without gamma there is nothing to shift by, and nobody is asked. */
    @Test
    void shouldCentreZakamoulineOnTheTargetWithoutGamma() {
        new ZakamoulinePolicy(1, 0.5, 9).decide(view.gamma(0, 0).revaluation(new Slope(0.1, 0)), target);
        assertThat(target.centre()).isEqualTo(1);
        assertThat(target.outerHigh()).as("k / (aversion S vol² years)").isCloseTo(2, within(1e-15));
        assertReasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);

        view.gamma(-1, 1).revaluation(new Slope(NAN, 0));
        new ZakamoulinePolicy(1, 0.5, 9).decide(view, target);
        assertThat(region()).containsExactly(-8, -8, 10, 10);
        assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
    }

    /** At price 6, cost 1/9 and aversion 1 the band to the edge is the cube root of gamma squared. */
    @Test
    void shouldTakeTheLargerOfTheBandAndOfWhatTheTimeLeftIsWorth() {
        final WhalleyWilmottPolicy policy = new WhalleyWilmottPolicy(1, 1.0 / 9, Landing.TO_EDGE, 5);
        view.market(6, 6).gamma(-1, 8);
        policy.decide(view.options(1, 1, 0), target);
        assertThat(target.outerHigh()).isCloseTo(5, within(1e-12));
        policy.decide(view.options(1, 1.0 / 432, 0), target);
        assertThat(target.outerHigh()).as("8 for the time left").isCloseTo(9, within(1e-12));
        policy.decide(view.options(0, 0, 0), target);
        assertThat(target.outerHigh()).as("needs no volatility").isCloseTo(5, within(1e-12));
        assertReasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);

        new WhalleyWilmottPolicy(1, 1.0 / 9, Landing.TO_TARGET, 5).decide(view, target);
        assertThat(target.outerHigh()).isCloseTo(1 + Math.cbrt(256), within(1e-12));
        assertThat(target.innerHigh()).isEqualTo(1);
        policy.decide(view.market(0, 0), target);
        assertThat(target.outerHigh()).as("no price").isEqualTo(6);
        assertReasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
    }

    @Test
    void shouldHoldTwoBandsAtALotWithoutGammaAndScaleBothWhenPinned() {
        final TwoBandPolicy policy = new TwoBandPolicy(1, 0.5, 0.25, 5);
        policy.decide(view.gamma(0, 0), target);
        assertThat(region()).containsExactly(0.75, 0.75, 1.25, 1.25);
        assertReasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);

        policy.decide(view.gamma(0, 4).delta(3, 0, 1e-9), target);
        final double outer = target.outerHigh();
        final double inner = target.innerHigh();
        policy.decide(view.options(1, 0.5, outer), target);
        assertThat(target.outerHigh()).isCloseTo(outer / 2, within(1e-12));
        assertThat(target.innerHigh()).isCloseTo(inner / 2, within(1e-12)).isBetween(1e-3, outer / 2);
        assertReasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
    }

    @Test
    void shouldSayOfEachPolicyWhatItReadsAndWhetherItStaysDue() {
        final List<HedgePolicy> all = List.of(
                new FixedBandPolicy(1, Landing.TO_EDGE),
                new FixedIntervalPolicy(),
                new PriceMovePolicy(1),
                new HybridPolicy(1, 1, 1),
                new WhalleyWilmottPolicy(1, 1, Landing.TO_EDGE, 1),
                new ZakamoulinePolicy(1, 1, 1),
                new LelandPolicy(1, 1, false),
                new LelandPolicy(1, 1, true),
                new DynamicFrequencyPolicy(1, 1, 1),
                new TwoBandPolicy(1, 1, 1, 1));
        assertThat(all)
                .extracting(HedgePolicy::kind)
                .containsExactly(
                        PolicyKind.FIXED_BAND,
                        PolicyKind.FIXED_INTERVAL,
                        PolicyKind.PRICE_MOVE,
                        PolicyKind.HYBRID,
                        PolicyKind.WHALLEY_WILMOTT,
                        PolicyKind.ZAKAMOULINE,
                        PolicyKind.LELAND,
                        PolicyKind.HOGGARD_WHALLEY_WILMOTT,
                        PolicyKind.DYNAMIC_FREQUENCY,
                        PolicyKind.TWO_BAND);
        assertThat(all)
                .extracting(HedgePolicy::isModelled)
                .containsExactly(false, false, false, true, true, true, true, true, true, true);
        assertThat(all)
                .extracting(HedgePolicy::isKeptDue)
                .containsExactly(false, true, true, true, false, false, true, true, true, false);
    }

    @Test
    void shouldTakeTheLargestNumbersAndRefuseWhatIsNone() {
        final List<ThrowingCallable> right = List.of(
                () -> new WhalleyWilmottPolicy(MOST, MOST, Landing.TO_EDGE, MOST),
                () -> new ZakamoulinePolicy(Double.MIN_VALUE, 0, 0),
                () -> new TwoBandPolicy(MOST, 0, 0, 0),
                () -> new TwoBandPolicy(MOST, 0, MOST, 0),
                () -> new LelandPolicy(0, Double.MIN_VALUE, false),
                () -> new HybridPolicy(0, 0, MOST),
                () -> new HybridPolicy(MOST, 1, Double.MIN_VALUE),
                () -> new PriceMovePolicy(MOST),
                () -> new PriceMovePolicy(Double.MIN_VALUE),
                () -> new FixedBandPolicy(MOST, 0, Landing.TO_EDGE),
                () -> new FixedBandPolicy(0, MOST, Landing.TO_EDGE));
        right.forEach(each -> assertThatCode(each).doesNotThrowAnyException());
        assertRefused(() -> new WhalleyWilmottPolicy(NAN, 0, Landing.TO_EDGE, 0), "riskAversion=NaN");
        assertRefused(() -> new WhalleyWilmottPolicy(1, INFINITE, Landing.TO_EDGE, 0), "costRate=Infinity");
        assertRefused(() -> new WhalleyWilmottPolicy(1, 0, Landing.TO_EDGE, INFINITE), "halfWidth=Infinity");
        assertRefused(() -> new ZakamoulinePolicy(0, 0, 0), "riskAversion=0.0");
        assertRefused(() -> new TwoBandPolicy(1, -1, 0, 0), "costRate=-1.0");
        assertRefused(() -> new TwoBandPolicy(1, 0, 0, -1), "halfWidth=-1.0");
        assertRefused(() -> new TwoBandPolicy(1, 0, NAN, 0), "costPerOrder=NaN");
        assertRefused(() -> new TwoBandPolicy(0, 0, 0, 0), "riskAversion=0.0");
        assertRefused(() -> new LelandPolicy(0, INFINITE, false), "intervalYears=Infinity");
        assertRefused(() -> new DynamicFrequencyPolicy(1, -1, 1), "costRate=-1.0");
        assertRefused(() -> new HybridPolicy(INFINITE, 0, 1), "halfWidth=Infinity");
        assertRefused(() -> new HybridPolicy(1, NAN, 1), "landingShare=NaN");
        assertRefused(() -> new HybridPolicy(1, 1, INFINITE), "intervalYears=Infinity");
        assertRefused(() -> new PriceMovePolicy(INFINITE), "move=Infinity");
        assertRefused(() -> new FixedBandPolicy(0, INFINITE, Landing.TO_EDGE), "upperHalfWidth=Infinity");
        assertRefused(() -> new FixedBandPolicy(0, -1, Landing.TO_EDGE), "upperHalfWidth=-1.0");
    }

    private static void assertRefused(final ThrowingCallable wrong, final String what) {
        assertThatThrownBy(wrong).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(what);
    }

    @Test
    void shouldKeepEachSideOfAFixedBandAtItsOwnWidth() {
        new FixedBandPolicy(0.5, 2, Landing.TO_EDGE).decide(view, target);
        assertThat(region()).containsExactly(0.5, 0.5, 3, 3);
        assertThat(target.centre()).as("the target, not the middle").isEqualTo(1);
        new FixedBandPolicy(0.5, 0.125, Landing.TO_TARGET).decide(view, target);
        assertThat(region()).containsExactly(0.5, 1, 1, 1.25);
        assertThat(target.deadlineNs()).isEqualTo(HedgeTarget.NO_DEADLINE);
    }

    @Test
    void shouldGiveEachEventItsOwnBit() {
        int all = 0;
        for (final HedgeEvent event : HedgeEvent.values()) {
            assertThat(Integer.bitCount(event.bit())).isEqualTo(1);
            assertThat(all & event.bit()).as(event.word()).isZero();
            all |= event.bit();
        }
        assertThat(all).isEqualTo(HedgeEvent.ALL);
    }
}
