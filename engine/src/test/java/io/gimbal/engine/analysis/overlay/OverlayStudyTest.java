package io.gimbal.engine.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.path.SkewDynamics;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Aims: total risk cut by 40 % at 5 % of the premium, at quoted half-spreads, hedging charged, skew moving. */
final class OverlayStudyTest {
    private static final StudyMoments MOMENTS = OverlayStudy.moments(2_026);

    private static OverlayStudyResult run(final OverlayStudySettings settings) {
        return OverlayStudy.run(settings, MOMENTS);
    }

    private static OverlayStudySettings settings(final int paths, final double halfSpread, final double aversion) {
        return new OverlayStudySettings(paths, 2_026, halfSpread, aversion, 1, 6e-4, OverlaySizing.OVERLAY, 20, 13);
    }

    @Test
    void shouldCutRiskWithFewPathsAlready() {
        final OverlayStudyResult result = run(settings(120, 0.67, 1));

        assertThat(result.reduction()).isGreaterThan(0.40 - 2 * result.standardError());
        assertThat(result.optionCost()).isBetween(0.01, 0.05);
        assertThat(result.perpetualCost()).isLessThan(result.perpetualBefore());
        assertThat(result.shortfall95()).isLessThan(result.shortfallBefore());
    }

    @Tag("nightly")
    @Test
    void shouldCutRiskByTwoFifthsAtATwentiethOfThePremium() {
        final OverlayStudyResult result = OverlayStudy.run(OverlayStudySettings.DEFAULT);

        assertThat(result.reduction()).isGreaterThan(0.40);
        assertThat(result.optionCost()).isLessThan(0.05);
        assertThat(result.depthShare()).as("a straddle at the touch is enough").isLessThan(0.02);
        assertThat(result.mostMargin()).isLessThanOrEqualTo(13);
        // Without options: a band between the floor of a free continuous hedge, 23 %, and an hourly clock, 24.4 %.
        assertThat(result.stdWithout()).isCloseTo(0.235, within(0.02));
    }

    @Test
    void shouldLeaveLessRiskThanNeutralityAndTheLinearForm() {
        final OverlayStudyResult overlay = run(sized(OverlaySizing.OVERLAY));
        final OverlayStudyResult gamma = run(sized(OverlaySizing.GAMMA_NEUTRAL));
        final OverlayStudyResult vega = run(sized(OverlaySizing.VEGA_NEUTRAL));
        final OverlayStudyResult linear = run(sized(OverlaySizing.LINEAR));

        assertThat(overlay.stdWith()).isLessThan(gamma.stdWith()).isLessThan(vega.stdWith());
        assertThat(overlay.stdWith()).isLessThan(linear.stdWith());
        assertThat(linear.stdWith()).isLessThan(linear.stdWithout());
        assertThat(linear.lotsTraded()).isPositive();
        assertThat(overlay.optionCost()).isLessThan(gamma.optionCost());
        assertThat(gamma.stdWithout()).isEqualTo(vega.stdWithout());
    }

    private static OverlayStudySettings sized(final OverlaySizing sizing) {
        return new OverlayStudySettings(100, 2_026, 0.5, 1, 1, 6e-4, sizing, 60, Double.POSITIVE_INFINITY);
    }

    private static OverlayStudySettings limited(final long depthLots, final double marginUsd) {
        return new OverlayStudySettings(40, 2_026, 0.67, 1, 1, 6e-4, OverlaySizing.OVERLAY, depthLots, marginUsd);
    }

    @Test
    void shouldTakeNoMoreThanThereIs() {
        final OverlayStudyResult deep = run(limited(60, Double.POSITIVE_INFINITY));
        final OverlayStudyResult thin = run(limited(2, Double.POSITIVE_INFINITY));
        final OverlayStudyResult none = run(limited(0, Double.POSITIVE_INFINITY));

        assertThat(deep.depthShare()).isZero();
        assertThat(thin.depthShare()).as("it would have more on most days").isGreaterThan(0.5);
        assertThat(thin.lotsTraded()).isLessThan(deep.lotsTraded());
        assertThat(thin.reduction()).isBetween(0.0, deep.reduction());
        assertThat(none.lotsTraded()).isZero();
        assertThat(none.stdWith()).isEqualTo(none.stdWithout());
    }

    @Test
    void shouldTieUpNoMoreMarginThanThereIs() {
        final OverlayStudyResult free = run(limited(60, Double.POSITIVE_INFINITY));
        final OverlayStudyResult bound = run(limited(60, 3));

        assertThat(free.mostMargin()).as("what it would take").isGreaterThan(6);
        assertThat(bound.mostMargin()).as("and what there is").isLessThanOrEqualTo(3);
        assertThat(bound.optionCost()).isLessThan(free.optionCost());
        assertThat(bound.reduction()).isLessThan(free.reduction());
    }

    /** The skew is a factor of its own: where it moves, a straddle away from the money is a risk that is priced. */
    @Test
    void shouldMoveTheSkewAndCountItAsARisk() {
        final List<List<Double>> covariance = new StudyMoments(7).covariance(0);
        final double kept = SkewDynamics.BITCOIN.kept(7.0 / 365);
        final double variance = 2 * 0.15 * 0.15 * (1 - kept);

        assertThat(covariance.get(2).get(2))
                .as("of the change in seven days")
                .isCloseTo(variance, within(0.15 * variance));
    }

    @Test
    void shouldChargeThePerpetualForEveryTrade() {
        final OverlayStudySettings usual = settings(30, 0.67, 1);
        final OverlayStudySettings dear =
                new OverlayStudySettings(30, 2_026, 0.67, 1, 1, 12e-4, OverlaySizing.OVERLAY, 20, 13);

        final OverlayStudyResult cheap = run(usual);
        final OverlayStudyResult expensive = run(dear);

        assertThat(cheap.perpetualCost()).isPositive();
        assertThat(expensive.perpetualCost())
                .as("a wider band, yet more is paid")
                .isGreaterThan(cheap.perpetualCost());
        assertThat(expensive.meanWith()).isLessThan(cheap.meanWith());
    }

    @Test
    void shouldSweepWaysAndSpreadsAlikeOnAnyNumberOfThreads() {
        final OverlayFrontierReport one = OverlayFrontier.run(20, 5, List.of(0.67), 1);
        final OverlayFrontierReport two = OverlayFrontier.run(20, 5, List.of(0.67), 3);

        assertThat(two).isEqualTo(one);
        assertThat(one.results()).hasSize(7);
        assertThat(one.results())
                .allSatisfy(row -> assertThat(row.totalStdBefore())
                        .as("the same paths")
                        .isEqualTo(one.results().get(0).totalStdBefore()));
        assertThat(one.results().get(2).optionCost())
                .as("more aversion, more options")
                .isGreaterThan(one.results().get(0).optionCost());
    }

    @Test
    void shouldChangeNothingWhenRiskIsWorthNothing() {
        final OverlayStudyResult result = run(settings(40, 0.67, 0));

        assertThat(result.lotsTraded()).isZero();
        assertThat(result.optionCost()).isZero();
        assertThat(result.stdWith()).isEqualTo(result.stdWithout());
        assertThat(result.reduction()).isZero();
    }

    @Test
    void shouldTradeLessWhenSpreadsAreWider() {
        final OverlayStudyResult quoted = run(settings(40, 0.67, 0.3));
        final OverlayStudyResult wide = run(settings(40, 2.5, 0.3));

        assertThat(wide.lotsTraded()).isLessThan(quoted.lotsTraded());
    }

    @Test
    void shouldGiveTheSameFiguresForTheSameSeed() {
        assertThat(run(settings(20, 0.67, 1))).isEqualTo(run(settings(20, 0.67, 1)));
    }

    @Test
    void shouldValueAStraddleAsItsTwoOptions() {
        final Straddle straddle = new Straddle();
        final OptionGreeks call = new OptionGreeks();
        final OptionGreeks put = new OptionGreeks();
        straddle.value(103, 95, 0.05, 0.7);
        Black76.evaluate(true, 103, 95, 0.05, 0.7, call);
        Black76.evaluate(false, 103, 95, 0.05, 0.7, put);

        assertThat(straddle.price()).isCloseTo(call.price() + put.price(), within(1e-12));
        assertThat(straddle.delta()).isCloseTo(call.delta() + put.delta(), within(1e-14));
        assertThat(straddle.gamma()).isCloseTo(call.gamma() + put.gamma(), within(1e-14));
        assertThat(straddle.vega()).isCloseTo(call.vega() + put.vega(), within(1e-12));
    }

    @Test
    void shouldShowOneMarketToBothExpiries() {
        final StudyMarket market = new StudyMarket();
        market.draw(7);

        assertThat(market.nearYears(StudyMarket.STEPS)).isZero();
        assertThat(market.farYears(StudyMarket.STEPS)).isCloseTo(7.0 / 365, within(1e-12));
        assertThat(market.vol(0.6, 0.03, market.price(10), 10)).isCloseTo(0.6, within(1e-15));
        assertThat(market.vol(0.6, 0.03, 80, 10)).isNotEqualTo(market.vol(0.6, 0.03, 80, 200));
    }

    @Test
    void shouldRefuseSettingsThatMeanNothing() {
        assertThatThrownBy(() -> settings(19, 0.67, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("paths=19");
        assertThatThrownBy(() -> settings(20, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(20, 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limited(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limited(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
