package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Factorisation against the matrix it came from, and systems against right sides made of a known answer. */
final class CholeskyTest {
    private static final int LARGEST = 8;
    private static final double SMALLEST_PIVOT = 1e-12;

    private static double[][] positive(final Random random, final int size) {
        final double[][] root = new double[size][size];
        for (final double[] row : root) {
            for (int j = 0; j < size; j++) {
                row[j] = random.nextGaussian();
            }
        }
        final double[][] product = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    product[i][j] += root[i][k] * root[j][k];
                }
            }
            product[i][i] += 0.1;
        }
        return product;
    }

    @Test
    void shouldFindTheAnswerThatARightSideWasMadeOf() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("symmetric systems, seed=" + seed);
        final Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            final int size = 1 + random.nextInt(LARGEST);
            final double[][] matrix = positive(random, size);
            final double[] wanted = random.doubles(size, -5, 5).toArray();
            final double[] right = new double[size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    right[i] += matrix[i][j] * wanted[j];
                }
            }
            final double[][] factor = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);

            assertThat(Cholesky.factorise(factor, size, SMALLEST_PIVOT)).isTrue();
            Cholesky.solve(factor, right, size);

            assertThat(right).containsExactly(wanted, within(1e-7));
            assertRoot(factor, matrix);
        }
    }

    private static void assertRoot(final double[][] factor, final double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += factor[i][k] * factor[j][k];
                }
                assertThat(sum).isCloseTo(matrix[i][j], within(1e-12));
            }
        }
    }

    @Test
    void shouldSayWhereASystemIsNotPositiveDefinite() {
        assertThat(factorises(new double[][] {{1, 0}, {2, 1}})).as("indefinite").isFalse();
        assertThat(factorises(new double[][] {{1, 0}, {1, 1}})).as("singular").isFalse();
        assertThat(factorises(new double[][] {{1, 0}, {1, 1 + 1e-13}}))
                .as("singular but for rounding")
                .isFalse();
        assertThat(factorises(new double[][] {{1, 0}, {1, 1 + 1e-9}}))
                .as("barely regular")
                .isTrue();
        assertThat(factorises(new double[][] {{0}})).as("nothing").isFalse();
        assertThat(factorises(new double[][] {{-1}})).as("negative").isFalse();
        assertThat(factorises(new double[][] {{Double.NaN}})).as("no number").isFalse();
        assertThat(factorises(new double[][] {{Double.POSITIVE_INFINITY}}))
                .as("no bound")
                .isFalse();
    }

    private static boolean factorises(final double[][] matrix) {
        return Cholesky.factorise(matrix, matrix.length, SMALLEST_PIVOT);
    }

    @Test
    void shouldTakeAnyPivotAboveNothingWhereNoShareIsAsked() {
        assertThat(Cholesky.factorise(new double[][] {{1, 0}, {1, 1 + 1e-13}}, 2, 0))
                .isTrue();
        assertThat(Cholesky.factorise(new double[][] {{1, 0}, {1, 1}}, 2, 0)).isFalse();
        assertThat(Cholesky.factorise(new double[][] {{0}}, 1, 0)).isFalse();
    }

    @Test
    void shouldLookAtTheLeadingBlockOnly() {
        final double[][] matrix = {{9, Double.NaN}, {Double.NaN, Double.NaN}};
        final double[] right = {18, 7};

        assertThat(Cholesky.factorise(matrix, 1, SMALLEST_PIVOT)).isTrue();
        Cholesky.solve(matrix, right, 1);

        assertThat(right).containsExactly(2, 7);
    }
}
