package io.gimbal.engine.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.exact.ExactBandStudy;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.NetworkPolicy;
import io.gimbal.engine.hedging.policy.Revaluation;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.journal.codec.DecisionReason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks in {@code config/networks}, and what theory says of them. */
class ShippedNetworksTest {
    private static final double SPOT = 100;
    private static final double VOL = 0.2;
    private static final double AVERSION = 0.1;

    private static BandNetwork shipped(final String name) {
        return NetworkFile.read(Path.of("..", "config", "networks", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gbm-band.toml", "btc-band.toml"})
    void shouldBeReadableAndKeptSomewhereButNotEverywhere(final String name) {
        final BandNetwork network = shipped(name);

        int kept = 0;
        for (int cell = 0; cell < 18; cell++) {
            kept += network.isKept(cell) ? 1 : 0;
        }
        assertThat(kept).isBetween(1, 17);
    }

    /** The book of the exact study: one call at the money, a year, 20 % volatility. */
    private static HedgeView call(final double units) {
        final double gamma = units * DeterministicMath.normalPdf(VOL / 2) / (SPOT * VOL);
        return new HedgeView()
                .delta(0, 0, 0)
                .gamma(gamma, Math.abs(gamma))
                .options(VOL, 1, Math.abs(units) * DeterministicMath.exp(-VOL * VOL / 8))
                .market(SPOT, SPOT)
                .revaluation(new Revaluation() {
                    @Override
                    public double deltaChange(final double varianceFactor) {
                        return units
                                * (DeterministicMath.normalCdf(0.5 * VOL * Math.sqrt(varianceFactor))
                                        - DeterministicMath.normalCdf(0.5 * VOL));
                    }

                    @Override
                    public double gamma(final double varianceFactor) {
                        return Double.NaN;
                    }
                });
    }

    /**
     * Nobody told the network of the exact band, and it minimises another loss, mean and variance of what is left:
     * yet where costs are high it widens a long band and narrows a short one as dynamic programming does.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.009", "1, 0.005", "1, 0.003", "-1, 0.004", "-1, 0.0025"})
    void shouldLieNearerToTheExactBandThanItsPriorDoes(final double units, final double costRate) {
        final ExactBandStudy.Row exact =
                ExactBandStudy.rows(units, 100, List.of(costRate)).get(0);
        final HedgeTarget target = new HedgeTarget();

        new NetworkPolicy(AVERSION, costRate, 0, shipped("gbm-band.toml")).decide(call(units), target);

        final double width = 0.5 * (target.outerHigh() - target.outerLow());
        assertThat(target.holdReason()).isEqualTo(DecisionReason.INSIDE_BAND);
        assertThat(Math.abs(width - exact.halfWidth()))
                .isLessThan(Math.abs(exact.whalleyWilmott() - exact.halfWidth()));
    }

    @Test
    void shouldFallBackOnTheClosedFormWhereCostsAreFarBeyondItsTraining() {
        final HedgeTarget target = new HedgeTarget();

        new NetworkPolicy(AVERSION, 0.2, 0, shipped("gbm-band.toml")).decide(call(1), target);

        assertThat(target.holdReason()).isEqualTo(DecisionReason.FALLBACK_INSIDE);
        assertThat(target.outerHigh()).isCloseTo(-target.outerLow(), within(1e-15));
    }
}
