package io.gimbal.engine.hedging.policy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandNetworkTest {
    private static final double[] INPUTS = {-7, -2.5, -1, 0.8, -1.1, 0.2};

    private final NetworkScratch scratch = new NetworkScratch();

    /** The same sums, written with matrices and the platform's functions. */
    private static double factor(final double[] row, final int output) {
        double[] layer = INPUTS.clone();
        layer = squashed(row, layer, NetworkShape.FIRST, NetworkShape.FIRST_BIAS);
        layer = squashed(row, layer, NetworkShape.SECOND, NetworkShape.SECOND_BIAS);
        double sum = row[NetworkShape.LAST_BIAS + output];
        for (int i = 0; i < layer.length; i++) {
            sum += row[NetworkShape.LAST + output * layer.length + i] * layer[i];
        }
        return Math.pow(4, sum / (1 + Math.abs(sum)));
    }

    private static double[] squashed(final double[] row, final double[] in, final int weights, final int bias) {
        final double[] out = new double[NetworkShape.HIDDEN];
        for (int n = 0; n < out.length; n++) {
            double sum = row[bias + n];
            for (int i = 0; i < in.length; i++) {
                sum += row[weights + n * in.length + i] * in[i];
            }
            out[n] = sum / (1 + Math.abs(sum));
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void shouldSayWhatTheLayersSay(final long seed) {
        final double[] row = TestNetworks.row(seed);

        TestNetworks.network(row).run(INPUTS, scratch);

        assertThat(BandNetwork.below(scratch)).as("seed %d", seed).isCloseTo(factor(row, 0), within(1e-12));
        assertThat(BandNetwork.above(scratch)).as("seed %d", seed).isCloseTo(factor(row, 1), within(1e-12));
    }

    @Test
    void shouldStayWithinAQuarterAndFourTimesWhateverTheOutput() {
        assertThat(BandNetwork.factor(0)).isEqualTo(1);
        assertThat(BandNetwork.factor(1e300)).isCloseTo(4, within(1e-12));
        assertThat(BandNetwork.factor(-1e300)).isCloseTo(0.25, within(1e-12));
        final double step = 1e-6;
        for (final double raw : new double[] {-3, -0.4, 0.2, 5}) {
            final double slope =
                    (Math.log(BandNetwork.factor(raw + step)) - Math.log(BandNetwork.factor(raw - step))) / (2 * step);
            assertThat(BandNetwork.factorSlope(raw)).isCloseTo(slope, within(1e-8));
        }
    }

    @Test
    void shouldMeasureTheDistanceOfCorrelatedInputs() {
        final double[] row = TestNetworks.row(1);
        row[NetworkShape.MEAN] = -6;
        row[NetworkShape.INVERSE_DEVIATION] = 2;
        row[NetworkShape.PRECISION] = 3;
        row[NetworkShape.PRECISION + 1] = -0.5;
        row[NetworkShape.MOST_DISTANCE] = 22;

        final BandNetwork network = TestNetworks.network(row);
        network.run(INPUTS, scratch);

        final double byHand = 3 * 4 + 2 * -0.5 * -2 * -2.5 + 6.25 + 1 + 0.64 + 1.21 + 0.04;
        assertThat(network.distance(scratch)).isCloseTo(byHand, within(1e-12));
        assertThat(network.isInside(scratch)).isTrue();
        row[NetworkShape.MOST_DISTANCE] = 16;
        assertThat(BandNetwork.isInside(row, scratch)).isFalse();
    }

    @Test
    void shouldNotSpeakBeyondTheRangeOfOneInputOrWhereItIsNoNumber() {
        final double[] row = TestNetworks.row(1);
        row[NetworkShape.MOST + 3] = 0.7;
        BandNetwork.run(row, INPUTS, 0, scratch);
        assertThat(BandNetwork.isInside(row, scratch)).isFalse();

        final double[] unknown = INPUTS.clone();
        unknown[4] = Double.NaN;
        final BandNetwork network = TestNetworks.network(TestNetworks.row(1));
        network.run(unknown, scratch);
        assertThat(network.isInside(scratch)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0001, 0.1, -1, 0",
        "0.0005, 0.16, -1, 4",
        "0.01, 0.5, -1, 8",
        "0.0001, 0.1, 1, 9",
        "0.001, 0.359, 0, 13",
        "0.01, 9, 1, 17"
    })
    void shouldNumberCellsByCostWidthAndSign(
            final double cost, final double width, final double gamma, final int expected) {
        final BandNetwork network = TestNetworks.network(1, NetworkShape.KEPT, all -> (double) (1L << expected));

        assertThat(network.cell(cost, width, gamma)).isEqualTo(expected);
        assertThat(network.isKept(expected)).isTrue();
        assertThat(network.isKept((expected + 1) % NetworkShape.CELLS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2",
        "5, NaN",
        "100, Infinity",
        "438, 0",
        "438, -1",
    })
    void shouldRefuseARowThatIsNone(final int word, final double value) {
        final double[] row = TestNetworks.row(1);
        final int at = word == 438 ? NetworkShape.INVERSE_DEVIATION : word;
        row[at] = value;

        assertThat(BandNetwork.of(row)).isNull();
    }

    @Test
    void shouldRefuseRangesEdgesAndMasksThatAreNone() {
        assertThat(BandNetwork.of(new double[NetworkShape.SIZE - 1])).isNull();
        for (final double[] wrong : new double[][] {
            {NetworkShape.MOST_DISTANCE, 0},
            {NetworkShape.LEAST, 2e6},
            {NetworkShape.COST_EDGES, 1},
            {NetworkShape.WIDTH_EDGES + 1, 0.1},
            {NetworkShape.KEPT, -1},
            {NetworkShape.KEPT, 0.5},
            {NetworkShape.KEPT, 1L << NetworkShape.CELLS}
        }) {
            final double[] row = TestNetworks.row(1);
            row[(int) wrong[0]] = wrong[1];
            assertThat(BandNetwork.of(row)).as("word %s", wrong[0]).isNull();
        }
    }

    @Test
    void shouldTellNetworksApartByTheLastBitOfAnyWord() {
        final BandNetwork network = TestNetworks.network(TestNetworks.row(4));
        assertThat(TestNetworks.network(network.words())).isEqualTo(network).hasSameHashCodeAs(network);
        for (int word = NetworkShape.FIRST; word < NetworkShape.KEPT; word += 7) {
            final BandNetwork other = TestNetworks.network(4, word, Math::nextUp);
            assertThat(other.digest()).as("word %d", word).isNotEqualTo(network.digest());
            assertThat(other).isNotEqualTo(network);
        }
    }
}
