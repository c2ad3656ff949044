package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.app.configuration.NetworkFile;
import io.gimbal.engine.market.path.QueueSettings;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whole sweeps on few paths, in wide bounds. */
class FrontierTest {
    private static final FrontierSettings SMALL =
            FrontierSettings.of(FrontierWorld.GBM, 2, 5L).withPaths(100, 2).withClock(60);

    private static final FrontierReport REPORT = Frontier.run(SMALL);

    @Test
    void shouldRankThePoliciesAsTheoryDoesEvenOnFewPaths() {
        assertThat(REPORT.results())
                .extracting(FrontierReport.Row::policy)
                .containsExactly(
                        "fixed-time",
                        "fixed-band-target",
                        "fixed-band-edge",
                        "price-move",
                        "hybrid",
                        "whalley-wilmott-target",
                        "whalley-wilmott-edge",
                        "zakamouline-edge",
                        "two-band",
                        "leland",
                        "hoggard-whalley-wilmott",
                        "dynamic-frequency",
                        "default-maker");
        assertThat(ratio(REPORT, "fixed-time")).isEqualTo(1.0);
        assertThat(REPORT.result("fixed-time").standardError()).isZero();
        assertThat(ratio(REPORT, "whalley-wilmott-edge")).isBetween(0.40, 0.70);
        assertThat(ratio(REPORT, "whalley-wilmott-target")).isBetween(0.60, 1.0);
        assertThat(ratio(REPORT, "zakamouline-edge")).isBetween(0.40, 0.75);
        assertThat(ratio(REPORT, "leland")).isBetween(0.85, 1.15);
        assertThat(ratio(REPORT, "two-band"))
                .as("without a cost per order the two bands are one")
                .isEqualTo(ratio(REPORT, "whalley-wilmott-edge"));
        assertThat(ratio(REPORT, "hoggard-whalley-wilmott"))
                .as("a straddle's gamma has one sign")
                .isEqualTo(ratio(REPORT, "leland"));
        assertThat(ratio(REPORT, "default-maker")).isBetween(0.02, 0.36);
    }

    @Test
    void shouldCompareAtTheSameCostAndReportConsistentFigures() {
        final double clockCost = REPORT.result("fixed-time").point().cost();

        for (final FrontierReport.Row row : REPORT.results()) {
            final FrontierReport.Point point = row.point();
            final FrontierReport.Execution execution = point.execution();
            assertThat(row.costRatio()).as(row.policy()).isCloseTo(point.cost() / clockCost, within(1e-9));
            final boolean isBand = row.policy().endsWith("-edge");
            assertThat(row.costRatio()).as(row.policy()).isBetween(isBand ? 0.97 : 0.7, isBand ? 1.03 : 1.3);
            assertThat(point.costError()).isPositive();
            assertThat(point.trackingErrorError()).isPositive();
            assertThat(point.totalStdError()).isPositive();
            assertThat(point.es95()).isGreaterThan(point.totalStd());
            assertThat(point.es95Error()).isPositive();
            assertThat(point.meanPnl())
                    .as("%s: what is left of a fair premium is the cost", row.policy())
                    .isCloseTo(-point.cost(), within(4 * point.meanPnlError()));
            if (!row.policy().equals("default-maker")) {
                assertThat(execution.allInBp()).isCloseTo(6.0, within(1e-9));
                assertThat(execution.makerShare()).isZero();
                assertThat(execution.makerAllInBp()).isNull();
            }
        }
        final FrontierReport.Execution maker =
                REPORT.result("default-maker").point().execution();
        assertThat(maker.makerShare()).isBetween(0.3, 1.0);
        assertThat(maker.makerShortfallBp()).isBetween(-0.62, -0.45);
        assertThat(maker.makerAdverseBp()).isBetween(0.3, 1.2);
        assertThat(REPORT.frontiers())
                .allSatisfy(frontier -> assertThat(frontier.points())
                        .hasSizeGreaterThan(3)
                        .isSortedAccordingTo((a, b) -> Double.compare(a.parameter(), b.parameter())));
    }

    @Test
    void shouldShowTheConstantOfEachRuleBesideItsClosedForm() {
        for (final FrontierReport.Row row : REPORT.results()) {
            final Double constant = row.constant();
            if (constant != null) {
                final double theory = Objects.requireNonNull(row.theoryConstant());
                assertThat(constant).as(row.policy()).isCloseTo(theory, within(0.03 * theory));
                assertThat(Objects.requireNonNull(row.constantError())).isPositive();
            }
        }
        assertThat(REPORT.results())
                .filteredOn(row -> row.constant() != null)
                .extracting(FrontierReport.Row::policy, FrontierReport.Row::theoryConstant)
                .containsExactly(
                        tuple("fixed-time", Math.sqrt(1 / Math.PI)),
                        tuple("fixed-band-target", Math.sqrt(1.0 / 6)),
                        tuple("fixed-band-edge", Math.sqrt(1.0 / 12)),
                        tuple("price-move", Math.sqrt(1.0 / 6)),
                        tuple("whalley-wilmott-target", Math.sqrt(1.0 / 6)),
                        tuple("whalley-wilmott-edge", Math.sqrt(1.0 / 12)));
    }

    @Test
    void shouldRankTwoBandsFirstOfThoseThatTakeWhereAnOrderCostsSomethingWhateverItsSize() {
        final FrontierSettings gas = new FrontierSettings(
                FrontierWorld.GBM,
                1,
                50,
                5L,
                2,
                60,
                2.0,
                new TradingCosts(5.0, 1.0, 0.0, 2.0),
                QueueSettings.PERPETUAL);

        final FrontierReport report = Frontier.run(gas);

        final double twoBand = ratio(report, "two-band");
        assertThat(twoBand).isLessThan(0.95 * ratio(report, "whalley-wilmott-edge"));
        assertThat(twoBand).isLessThan(ratio(report, "whalley-wilmott-target"));
        assertThat(twoBand).isLessThan(0.8);
    }

    @Test
    void shouldJudgeATrainedNetworkAmongTheOthersWhenOneIsGiven() {
        final FrontierSettings settings =
                FrontierSettings.of(FrontierWorld.GBM, 1, 5L).withPaths(50, 2).withClock(60);

        final FrontierReport report =
                Frontier.run(settings, NetworkFile.read(Path.of("../config/networks/gbm-band.toml")));

        assertThat(report.results()).hasSize(REPORT.results().size() + 1);
        final double edge = ratio(report, "whalley-wilmott-edge");
        assertThat(ratio(report, "band-network"))
                .isCloseTo(edge, within(0.15 * edge))
                .isNotEqualTo(edge);
        assertThat(report.result("band-network").constant()).isNull();
    }

    @Test
    void shouldCostMoreAccuracyTheDearerFillsAre() {
        double last = ratio(REPORT, "default-maker");
        for (final FrontierReport.DearerFills dearer : REPORT.dearerFills()) {
            assertThat(dearer.teRatioAtEqualCost()).isGreaterThan(last);
            last = Objects.requireNonNull(dearer.teRatioAtEqualCost());
        }
        assertThat(last).isLessThan(1.0);
    }

    @Test
    void shouldGiveTheSameReportWhateverTheThreads() {
        final FrontierSettings settings =
                FrontierSettings.of(FrontierWorld.BTC, 1, 9L).withPaths(50, 1);

        final FrontierReport alone = Frontier.run(settings);

        assertThat(Frontier.run(settings.withPaths(50, 3))).isEqualTo(alone);
        final FrontierReport other =
                Frontier.run(FrontierSettings.of(FrontierWorld.BTC, 1, 10L).withPaths(50, 2));
        assertThat(other.results()).isNotEqualTo(alone.results());
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SMALL.withPaths(49, 1))
                .withMessage("out of range: paths=49.0");
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withPaths(50, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withClock(90));
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withClock(24 * 60));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrontierSettings(
                        FrontierWorld.GBM,
                        7,
                        100,
                        1L,
                        1,
                        240,
                        Double.NaN,
                        TradingCosts.SIX_BP,
                        QueueSettings.PERPETUAL))
                .withMessageContaining("makerReach");
        assertThatIllegalArgumentException().isThrownBy(() -> new TradingCosts(0.0, 0.0, 0.0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TradingCosts(5.0, Double.NaN, 0.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TradingCosts(5.0, 1.0, 0.0, -1.0))
                .withMessageContaining("orderCostBp");
    }

    private static double ratio(final FrontierReport report, final String policy) {
        return Objects.requireNonNull(report.result(policy).teRatioAtEqualCost(), policy);
    }
}
