package io.gimbal.engine.hedging.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

final class SymmetricSystemTest {
    private static final int LARGEST = 8;

    private final SymmetricSystem system = new SymmetricSystem(LARGEST);

    /** A product of a matrix with its transpose, which is positive definite, and the answer that is to be found. */
    private void load(final double[][] matrix, final int size) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                system.entry(i, j, matrix[i][j]);
            }
        }
    }

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
            load(matrix, size);

            assertThat(system.factorise(size)).isTrue();
            system.solve(right, size);

            assertThat(right).containsExactly(wanted, within(1e-7));
        }
    }

    @Test
    void shouldSayWhereASystemIsNotPositiveDefinite() {
        load(new double[][] {{1, 0}, {2, 1}}, 2);
        assertThat(system.factorise(2)).as("indefinite").isFalse();

        load(new double[][] {{1, 0}, {1, 1}}, 2);
        assertThat(system.factorise(2)).as("singular").isFalse();

        load(new double[][] {{1, 0}, {1, 1 + 1e-13}}, 2);
        assertThat(system.factorise(2)).as("singular but for rounding").isFalse();

        load(new double[][] {{1, 0}, {1, 1 + 1e-9}}, 2);
        assertThat(system.factorise(2)).as("barely regular").isTrue();

        load(new double[][] {{0}}, 1);
        assertThat(system.factorise(1)).as("nothing").isFalse();

        load(new double[][] {{Double.NaN}}, 1);
        assertThat(system.factorise(1)).as("no number").isFalse();

        load(new double[][] {{Double.POSITIVE_INFINITY}}, 1);
        assertThat(system.factorise(1)).as("no bound").isFalse();
    }

    @Test
    void shouldForgetTheSystemBefore() {
        load(new double[][] {{4, 0}, {2, 3}}, 2);
        assertThat(system.factorise(2)).isTrue();
        load(new double[][] {{9}}, 1);
        final double[] right = {18};

        assertThat(system.factorise(1)).isTrue();
        system.solve(right, 1);

        assertThat(right[0]).isEqualTo(2);
    }
}
