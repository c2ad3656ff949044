package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Quantity;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.Revaluation;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A learned band asked again: what the network was shown, what it says, and why the closed form stands instead. */
class NetworkReaderTest {
    private static final double COST = 6e-4;
    private static final double AVERSION = 0.01;
    private static final double GAMMA = 4e-4;

    /** Speaks for everything, with nothing but a bias: twice the prior below, half of it above. */
    private static double[] row() {
        final double[] row = new double[NetworkShape.SIZE];
        row[0] = NetworkShape.FORMAT;
        row[NetworkShape.LAST_BIAS] = 1;
        row[NetworkShape.LAST_BIAS + 1] = -1;
        Arrays.fill(row, NetworkShape.INVERSE_DEVIATION, NetworkShape.PRECISION, 1);
        int at = NetworkShape.PRECISION;
        for (int i = 0; i < NetworkShape.INPUTS; i++) {
            row[at] = 1;
            at += NetworkShape.INPUTS - i;
        }
        row[NetworkShape.MOST_DISTANCE] = 1e9;
        Arrays.fill(row, NetworkShape.LEAST, NetworkShape.MOST, -100);
        Arrays.fill(row, NetworkShape.MOST, NetworkShape.COST_EDGES, 100);
        row[NetworkShape.COST_EDGES] = 1e-4;
        row[NetworkShape.COST_EDGES + 1] = 1e-3;
        row[NetworkShape.WIDTH_EDGES] = 0.1;
        row[NetworkShape.WIDTH_EDGES + 1] = 1;
        row[NetworkShape.KEPT] = (1L << NetworkShape.CELLS) - 1;
        return row;
    }

    /** Its delta is the same at every volatility. */
    private static final class StillBook implements Revaluation {
        @Override
        public double deltaChange(final double varianceFactor) {
            return 0;
        }

        @Override
        public double gamma(final double varianceFactor) {
            return -GAMMA;
        }
    }

    private static NetworkReader asked(final double @Nullable [] row, final double vol) {
        final HedgeView view = new HedgeView();
        view.delta(0, 0, 1 / 3_000.0)
                .gamma(-GAMMA, GAMMA)
                .options(vol, 30 / 365.0, 20)
                .market(30_000, 30_000)
                .costRate(Double.NaN)
                .hedgeRatio(1)
                .revaluation(new StillBook());
        return new NetworkReader(row == null ? null : requireNonNull(BandNetwork.of(row)), view, COST, AVERSION);
    }

    private static double value(final List<Quantity> quantities, final String name) {
        return requireNonNull(quantities.stream()
                .filter(quantity -> quantity.name().startsWith(name))
                .findFirst()
                .orElseThrow()
                .value());
    }

    @Test
    void shouldShowEveryInputThePriorAndTheAdjustment() {
        final NetworkReader asked = asked(row(), 0.6);

        final double prior = Math.cbrt(1.5 * COST * 30_000 * GAMMA * GAMMA / AVERSION);
        assertThat(asked.fallback()).isNull();
        assertThat(value(asked.inputs(), "1 ")).isCloseTo(Math.log(COST), within(1e-12));
        assertThat(value(asked.inputs(), "2 ")).isCloseTo(Math.log(0.6 * Math.sqrt(30 / 365.0)), within(1e-12));
        assertThat(value(asked.inputs(), "4 ")).as("short").isEqualTo(-1);
        assertThat(value(asked.steps(), "prior")).isCloseTo(prior, within(1e-9));
        assertThat(value(asked.steps(), "factor below")).as("e^(ln 4 / 2)").isCloseTo(2, within(1e-12));
        assertThat(value(asked.steps(), "factor above")).isCloseTo(0.5, within(1e-12));
        assertThat(asked.below()).isCloseTo(2 * prior, within(1e-9));
        assertThat(asked.above()).isCloseTo(0.5 * prior, within(1e-9));
    }

    @Test
    void shouldNameTheInputThatIsUnlikeWhatItWasTrainedOn() {
        final double[] row = row();
        row[NetworkShape.MOST + 3] = -2;

        assertThat(asked(row, 0.6).fallback())
                .isEqualTo("input 4 net over effective gamma is -1.000, trained on -100.0 to -2.000");
    }

    @Test
    void shouldSayThatAllTogetherAreTooFar() {
        final double[] row = row();
        row[NetworkShape.MOST_DISTANCE] = 1e-3;

        assertThat(asked(row, 0.6).fallback())
                .startsWith("all inputs together are too far from what it was trained on");
    }

    @Test
    void shouldNameTheCellInWhichItWasNoBetter() {
        final double[] row = row();
        row[NetworkShape.KEPT] = 0;

        assertThat(asked(row, 0.6).fallback()).startsWith("in cell ").endsWith("when it was trained");
    }

    @Test
    void shouldSayThatThereIsNoNetworkOrNothingToAdjust() {
        assertThat(asked(null, 0.6).fallback()).isEqualTo("no network was loaded");
        assertThat(asked(row(), Double.NaN).fallback())
                .as("%s", asked(row(), Double.NaN).steps())
                .isNotNull();
    }
}
