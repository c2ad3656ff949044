package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuadratureTest {
    private static final long SEED = 17L;

    @Test
    void shouldIntegratePolynomialsExactlyUpToTwiceTheNumberOfNodes() {
        for (final int count : new int[] {1, 2, 5, 20, 24}) {
            final UnitQuadrature rule = new UnitQuadrature(count);
            for (int degree = 0; degree < 2 * count; degree++) {
                assertThat(moment(rule, degree)).as("%d nodes", count).isCloseTo(1.0 / (degree + 1), within(2e-15));
            }
            assertThat(rule.size()).isEqualTo(count);
        }
        assertThat(Math.abs(moment(new UnitQuadrature(2), 4) - 0.2))
                .as("one degree more")
                .isGreaterThan(1e-3);
    }

    @Test
    void shouldHaveTheTabulatedNodesAndWeights() {
        // M. Abramowitz and I. Stegun, table 25.4, n = 3, moved to [0, 1].
        final UnitQuadrature rule = new UnitQuadrature(3);
        assertThat(rule.node(0)).isCloseTo(0.5 - 0.5 * 0.774596669241483, within(1e-15));
        assertThat(rule.node(1)).isCloseTo(0.5, within(1e-16));
        assertThat(rule.weight(0)).isCloseTo(5.0 / 18.0, within(1e-15));
        assertThat(rule.weight(1)).isCloseTo(4.0 / 9.0, within(1e-15));
    }

    @Test
    void shouldInterpolatePolynomialsExactlyAndSmoothFunctionsClosely() {
        final ChebyshevGrid grid = new ChebyshevGrid(2);
        assertThat(grid.intervals()).isEqualTo(12);
        for (int i = 0; i <= 12; i++) {
            assertThat(grid.node(i)).isCloseTo(0.5 - 0.5 * Math.cos(Math.PI * i / 12), within(1e-15));
        }
        for (final double x : new double[] {0.0, 1e-9, 0.3, grid.node(5), 0.77, 1.0}) {
            final double[] weights = grid.weightsAt(x);
            double sum = 0.0;
            double power = 0.0;
            double exponential = 0.0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i];
                power += weights[i] * Math.pow(grid.node(i), 11);
                exponential += weights[i] * Math.exp(grid.node(i));
            }
            assertThat(sum).isCloseTo(1.0, within(1e-14));
            assertThat(power).isCloseTo(Math.pow(x, 11), within(1e-14));
            assertThat(exponential).isCloseTo(Math.exp(x), within(1e-13));
        }
    }

    @Test
    void shouldInvertAMatrixAndSayWhereThereIsNoInverse() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final int size = 9;
        final double[][] matrix = new double[size][size];
        final double[][] copy = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = i == j ? 0.0 : random.nextDouble(-1.0, 1.0);
                copy[i][j] = matrix[i][j];
            }
        }
        final double[][] inverse = new double[size][size];

        assertThat(InverseMatrix.of(copy, inverse)).isTrue();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double product = 0.0;
                for (int k = 0; k < size; k++) {
                    product += matrix[i][k] * inverse[k][j];
                }
                assertThat(product).as("seed=%d", SEED).isCloseTo(i == j ? 1.0 : 0.0, within(1e-12));
            }
        }
        assertThat(InverseMatrix.of(new double[][] {{0.0, 0.0}, {1.0, 2.0}}, new double[2][2]))
                .isFalse();
        assertThat(InverseMatrix.of(new double[][] {{Double.NaN}}, new double[1][1]))
                .isFalse();
    }

    private static double moment(final UnitQuadrature rule, final int degree) {
        double sum = 0.0;
        for (int i = 0; i < rule.size(); i++) {
            sum += rule.weight(i) * Math.pow(rule.node(i), degree);
        }
        return sum;
    }
}
