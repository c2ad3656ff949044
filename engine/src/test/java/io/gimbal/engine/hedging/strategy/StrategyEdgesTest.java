package io.gimbal.engine.hedging.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is documented as allowed at the very end of a range is allowed there, and what is not is refused. */
class StrategyEdgesTest {
    private static final double MAX = Double.MAX_VALUE;
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldHoldNothingAtRiskWithoutMultiplierOrCap() {
        assertThat(ConstantProportion.exposure(120, 100, 0, 2)).isZero();
        assertThat(ConstantProportion.exposure(120, 100, 4, 0)).isZero();
        assertThat(ConstantProportion.exposure(100, 100, 4, 2)).isZero();
    }

    @Test
    void shouldTakeTheLargestNumbers() {
        assertThat(ConstantProportion.exposure(MAX, MAX, 4, 2)).isZero();
        assertThat(ConstantProportion.exposure(MAX, 0, 1, Double.POSITIVE_INFINITY))
                .isEqualTo(MAX);
        assertThat(ConstantProportion.exposure(1, 0, 3, MAX)).isEqualTo(3);
        assertThat(ConstantProportion.exposure(Double.POSITIVE_INFINITY, 0, 1, 1))
                .isNaN();
    }

    @Test
    void shouldLeaveTheCushionWhereNothingHappens() {
        assertThat(ConstantProportion.terminalCushion(0, 2, 3, 0.05, 0.6, 1)).isZero();
        assertThat(ConstantProportion.terminalCushion(20, 2, 0, 0.05, 0.6, 0)).isEqualTo(20);
        assertThat(ConstantProportion.terminalCushion(20, 2, 0, 0.05, 0.6, 1))
                .isCloseTo(20 * Math.exp(0.05), within(1e-12));
        assertThat(ConstantProportion.terminalCushion(20, 1.5, 2, 0, 0, 1)).isCloseTo(45, within(1e-12));
        assertThat(ConstantProportion.terminalCushion(20, 0, 2, 0, 0, 1)).isNaN();
    }

    @Test
    void shouldNotBreakTheFloorUpToAMultiplierOfOne() {
        assertThat(ConstantProportion.gapProbability(1, -5, 0, 2, 1)).isZero();
        assertThat(ConstantProportion.gapProbability(0, -5, 0, 2, 1)).isZero();
        assertThat(ConstantProportion.gapProbability(Math.nextUp(1), -500, 0, 2, 1))
                .isCloseTo(1, within(1e-12));
        assertThat(ConstantProportion.gapProbability(2, 0, 0, 0, 1)).isNaN();
        assertThat(ConstantProportion.gapProbability(2, 0, 0, 1, 0)).isNaN();
        assertThat(ConstantProportion.breakingJumps(1, 10, -5, 1)).isZero();
        assertThat(ConstantProportion.breakingJumps(0, 10, -5, 1)).isZero();
        assertThat(ConstantProportion.breakingJumps(2, 0, -5, 1)).isZero();
        assertThat(ConstantProportion.breakingJumps(2, 10, -5, 0)).isNaN();
    }

    @Test
    void shouldJoinIntervalsAtTheEndsOfTheirRanges() {
        assertThat(ConstantProportion.gapProbability(0, 10)).isZero();
        assertThat(ConstantProportion.gapProbability(0.5, 0)).isZero();
        assertThat(ConstantProportion.gapProbability(1, 0)).isZero();
        assertThat(ConstantProportion.gapProbability(1, 3)).isEqualTo(1);
        assertThat(ConstantProportion.jumpGapProbability(0, 3)).isZero();
        assertThat(ConstantProportion.jumpGapProbability(3, 0)).isZero();
        assertThat(ConstantProportion.jumpGapProbability(-1e-9, 1)).isNaN();
    }

    @Test
    void shouldGiveMultipliersAtTheEndsOfTheirRanges() {
        assertThat(ConstantProportion.multiplierForGap(0.25, 0)).isEqualTo(4);
        assertThat(ConstantProportion.multiplierForGap(0, 0.01)).isNaN();
        assertThat(ConstantProportion.multiplierForProbability(0, 0, 0, 0.6, 1)).isNaN();
        assertThat(ConstantProportion.multiplierForProbability(1, 0, 0, 0.6, 1)).isNaN();
        assertThat(ConstantProportion.multiplierForProbability(0.01, 0, 0, 0, 1))
                .isNaN();
        assertThat(ConstantProportion.multiplierForProbability(0.01, 0, 0, 0.6, 0))
                .isNaN();
        // The drift takes away exactly what the quantile asks for.
        assertThat(ConstantProportion.multiplierForProbability(0.5, 0.5, 0, 1, 1))
                .isInfinite();
    }

    @Test
    void shouldTradeNothingWithoutCushionVolOrMultiplier() {
        assertThat(ConstantProportion.exposureRoughness(0, 20, 0.6)).isZero();
        assertThat(ConstantProportion.exposureRoughness(3, 0, 0.6)).isZero();
        assertThat(ConstantProportion.exposureRoughness(3, 20, 0)).isZero();
        assertThat(ConstantProportion.exposureRoughness(3, 20, -0.1)).isNaN();
    }

    @Test
    void shouldTakePortfolioRulesAtTheEndsOfTheirRanges() {
        assertThatCode(() -> new Cppi(MAX, 1, MAX, 0, 0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Cppi(0, 1, 0, 0, 0)).hasMessageContaining("multiplier");
        assertThatThrownBy(() -> new Cppi(3, 0, 0, 0, 0)).hasMessageContaining("cap");
        assertThatThrownBy(() -> new Cppi(3, 1, 0, 1, 0)).hasMessageContaining("ratchet");
        assertThatThrownBy(() -> new Cppi(3, 1, 0, 0, 1)).hasMessageContaining("band");
        assertThatCode(() -> new VolTarget(MAX, MAX, 0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new VolTarget(0, 1, 0)).hasMessageContaining("targetVol");
        assertThatThrownBy(() -> new VolTarget(0.4, 0, 0)).hasMessageContaining("largest");
        assertThatThrownBy(() -> new VolTarget(0.4, 1, 1)).hasMessageContaining("bandShare");
    }

    @Test
    void shouldStartAtTheLargestFiniteValues() {
        final Cppi portfolio = new Cppi(3, 1, 0, 0, 0);

        portfolio.start(MAX, MAX, 0);

        assertThat(portfolio.isCashLocked()).isTrue();
        assertThat(portfolio.floor()).isEqualTo(MAX);
        portfolio.start(0, 1, 0);
        portfolio.onValue(MAX, 1);
        assertThat(portfolio.isCashLocked()).isFalse();
        assertThat(portfolio.cushion()).isEqualTo(MAX);
    }

    @Test
    void shouldKeepTheRatchetBelowAValueOfZero() {
        final Cppi portfolio = new Cppi(3, 1, 0, 0.9, 0);

        portfolio.start(-100, 0, 0);

        assertThat(portfolio.floor()).isEqualTo(-100);
        portfolio.onValue(10, 0);
        assertThat(portfolio.floor()).isEqualTo(9);
    }

    @Test
    void shouldNotTradeAnExposureOnTheEdgeOfItsBand() {
        final Cppi portfolio = new Cppi(2, 10, 0, 0, 0.25);
        portfolio.start(50, 100, 0);

        assertThat(portfolio.targetExposure()).isEqualTo(100);
        assertThat(portfolio.isOutside(125)).isFalse();
        assertThat(portfolio.isOutside(75)).isFalse();
        assertThat(portfolio.isOutside(Math.nextUp(125))).isTrue();
        final VolTarget target = new VolTarget(0.5, 4, 0.25);
        assertThat(target.isOutside(1.25, 0.5)).isFalse();
        assertThat(target.isOutside(Math.nextUp(1.25), 0.5)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"500, 0, 0.1, true", "500, 0.1, 0, true", "500, 0.04, 0.06, true", "501, 0.04, 0.06, false"})
    void shouldBeSafeUpToTheWholeCushion(
            final double exposure, final double margin, final double gap, final boolean isSafe) {
        final Cppi portfolio = new Cppi(10, 10, 0, 0, 0);
        portfolio.start(50, 100, 0);

        assertThat(portfolio.isSafeWithMargin(exposure, margin, gap)).isEqualTo(isSafe);
        assertThat(portfolio.isSafeWithMargin(-exposure, margin, gap)).isEqualTo(isSafe);
    }

    @Test
    void shouldTellStatesOfAPortfolioApart() {
        final Cppi locked = new Cppi(2, 10, 0, 0, 0);
        locked.start(50, 40, 0);
        locked.onValue(100, 0);
        final Cppi free = new Cppi(2, 10, 0, 0, 0);
        free.start(50, 100, 0);

        assertThat(locked.isCashLocked()).isTrue();
        assertThat(locked.mixInto(1)).isNotEqualTo(free.mixInto(1));
    }

    @Test
    void shouldTakeGammaAtTheEndsOfItsRanges() {
        assertThat(GammaPnl.ofInterval(0.5, 10, 0.1, 0, 1)).isCloseTo(0.25, within(1e-15));
        assertThat(GammaPnl.ofInterval(0.5, 10, 0.1, 0.6, 0)).isCloseTo(0.25, within(1e-15));
        assertThat(GammaPnl.ofInterval(0.5, 0, 0.1, 0.6, 1)).isNaN();
        assertThat(GammaRent.gain(2, 10, 0)).isZero();
        assertThat(GammaRent.gain(2, 0, 0.6)).isNaN();
        assertThat(GammaRent.net(2, 10, 0.5, -25, 0)).isZero();
        assertThat(GammaRent.breakEvenVol(2, 10, -25, 0)).isCloseTo(0.5, within(1e-15));
        assertThat(GammaRent.breakEvenVol(2, 0, -25, 0)).isNaN();
    }

    @Test
    void shouldPayOnlyAboveTheMargin() {
        assertThat(GammaRent.pays(2, 10, 0.5, -25, 0, 0)).isFalse();
        assertThat(GammaRent.pays(2, 10, 0.5, -24, 0, 0)).isTrue();
        assertThat(GammaRent.pays(2, 10, 0.5, -24, 0, 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 0.1, 0.5, 0.5",
        "100, 0, 0.1, 0.5, 0.5",
        "100, 100, 0, 0.5, 0.5",
        "100, 100, 0.1, 0, 0.5",
        "100, 100, 0.1, 0.5, 0"
    })
    void shouldExpectNothingOfAnOptionWithoutOneOfItsTerms(
            final double price, final double strike, final double years, final double implied, final double actual) {
        assertThat(GammaPnl.expectedAtImplied(price, strike, years, implied, actual, 0))
                .isNaN();
    }

    @Test
    void shouldWeighAForecastOfZeroByTheLargestWeight() {
        final VolTarget target = new VolTarget(0.5, 4, 0.25);

        assertThat(target.weight(0)).isEqualTo(4);
        assertThat(target.varianceWeight(1, 0)).isEqualTo(4);
        assertThat(target.varianceWeight(0, 1)).isNaN();
        assertThat(target.exposure(0, 0.5)).isZero();
        assertThat(target.exposure(-1, 0.5)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void shouldRefuseAHalfLifeOfNothing(final long halfLifeNs) {
        assertThatThrownBy(() -> new RemarkGate(halfLifeNs, 2)).hasMessageContaining("halfLifeNs");
        assertThatCode(() -> new RemarkGate(1, 1)).doesNotThrowAnyException();
    }

    @Test
    void shouldHoldBackUpToTheLimitAndNotBeyond() {
        final RemarkGate gate = new RemarkGate(SECOND_NS, 3);
        gate.onRemark(2, 0);

        assertThat(gate.isHeldBack(1, 1, 0)).as("on the edge of the band").isFalse();
        assertThat(gate.isHeldBack(3, 1, 0)).as("at the limit").isTrue();
        assertThat(gate.isHeldBack(Math.nextUp(3), 1, 0)).isFalse();
        gate.onRemark(MAX, SECOND_NS);
        assertThat(gate.drift(SECOND_NS)).isEqualTo(MAX);
    }

    @Test
    void shouldScoreWithTheFewestAndWeightsOfOne() {
        final RegimeScore score = new RegimeScore(1, 1, 0, 2);
        score.onInterval(new double[] {1}, 3, 1);

        assertThat(score.variance(0)).isZero();
        assertThat(score.best()).isZero();
        assertThatThrownBy(() -> new RegimeScore(0, 1, 0, 2)).hasMessageContaining("regimes");
        assertThatThrownBy(() -> new RegimeScore(2, 0, 0, 2)).hasMessageContaining("decay");
        assertThatThrownBy(() -> new RegimeScore(2, 1, 0, Math.nextDown(2))).hasMessageContaining("leastIntervals");
    }

    @Test
    void shouldProveARegimeAtTheLeastIntervalsAndTakeTheFirstOfEquals() {
        final RegimeScore score = new RegimeScore(3, 1, 0, 3);
        final double[] deltas = {2, 1, 1};
        score.onInterval(deltas, 1.1, 1);
        score.onInterval(deltas, -0.9, -1);
        assertThat(score.significance(1)).as("too few").isNaN();
        assertThat(score.best()).isZero();

        score.onInterval(deltas, 2.05, 2);

        assertThat(score.significance(1)).isPositive();
        assertThat(score.best()).isEqualTo(1);
    }
}
