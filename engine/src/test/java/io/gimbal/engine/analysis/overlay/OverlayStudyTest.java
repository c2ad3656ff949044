package io.gimbal.engine.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Aims: total risk cut by 40 % at 5 % of the premium, at quoted half-spreads, hedging charged, skew moving. */
final class OverlayStudyTest {
    private static OverlayStudySettings settings(final int paths, final double halfSpread, final double aversion) {
        return new OverlayStudySettings(paths, 2_026, halfSpread, aversion, 1, 6e-4, OverlaySizing.OVERLAY);
    }

    @Test
    void shouldCutRiskWithFewPathsAlready() {
        final OverlayStudyResult result = OverlayStudy.run(settings(120, 0.67, 1));

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
        // Without options: a band between the floor of a free continuous hedge, 23 %, and an hourly clock, 24.4 %.
        assertThat(result.stdWithout()).isCloseTo(0.235, within(0.02));
    }

    @Test
    void shouldStandBetweenNeutralGammaAndNeutralVegaAtLessRiskThanEither() {
        final OverlayStudyResult overlay = OverlayStudy.run(sized(OverlaySizing.OVERLAY));
        final OverlayStudyResult gamma = OverlayStudy.run(sized(OverlaySizing.GAMMA_NEUTRAL));
        final OverlayStudyResult vega = OverlayStudy.run(sized(OverlaySizing.VEGA_NEUTRAL));

        assertThat(overlay.stdWith()).isLessThan(gamma.stdWith()).isLessThan(vega.stdWith());
        assertThat(overlay.optionCost()).isLessThan(gamma.optionCost());
        assertThat(gamma.stdWithout()).isEqualTo(vega.stdWithout());
    }

    private static OverlayStudySettings sized(final OverlaySizing sizing) {
        return new OverlayStudySettings(200, 2_026, 0.5, 1, 1, 6e-4, sizing);
    }

    @Test
    void shouldChangeNothingWhenRiskIsWorthNothing() {
        final OverlayStudyResult result = OverlayStudy.run(settings(40, 0.67, 0));

        assertThat(result.lotsTraded()).isZero();
        assertThat(result.optionCost()).isZero();
        assertThat(result.stdWith()).isEqualTo(result.stdWithout());
        assertThat(result.reduction()).isZero();
    }

    @Test
    void shouldTradeLessWhenSpreadsAreWider() {
        final OverlayStudyResult quoted = OverlayStudy.run(settings(40, 0.67, 0.3));
        final OverlayStudyResult wide = OverlayStudy.run(settings(40, 2.5, 0.3));

        assertThat(wide.lotsTraded()).isLessThan(quoted.lotsTraded());
    }

    @Test
    void shouldGiveTheSameFiguresForTheSameSeed() {
        assertThat(OverlayStudy.run(settings(20, 0.67, 1))).isEqualTo(OverlayStudy.run(settings(20, 0.67, 1)));
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
    }
}
