package io.gimbal.engine.analysis.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Cholesky;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Elimination against right sides made of a known answer. */
final class LinearSystemsTest {
    private static Random random(final String what) {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println(what + ", seed=" + seed);
        return new Random(seed);
    }

    private static double[][] matrix(final Random random, final int size) {
        final double[][] matrix = new double[size][];
        for (int i = 0; i < size; i++) {
            matrix[i] = random.doubles(size, -1, 1).toArray();
        }
        return matrix;
    }

    private static double[] times(final double[][] matrix, final double[] vector) {
        final double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    private static double[][] copy(final double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    @Test
    void shouldEliminateAnyRegularSystem() {
        final Random random = random("elimination");
        for (int round = 0; round < 500; round++) {
            final int size = 1 + random.nextInt(7);
            final double[][] matrix = matrix(random, size);
            for (int i = 0; i < size; i++) {
                matrix[i][(i + round) % size] += 3;
            }
            final double[] wanted = random.doubles(size, -5, 5).toArray();
            final double[] right = times(matrix, wanted);

            assertThat(DenseSystem.solve(copy(matrix), right)).isTrue();

            assertThat(right).containsExactly(wanted, within(1e-8));
        }
    }

    @Test
    void shouldExchangeRowsWhereADiagonalIsNothing() {
        final double[][] matrix = {{0, 2, 0}, {0, 0, 4}, {8, 0, 0}};
        final double[] right = {2, 12, 40};

        assertThat(DenseSystem.solve(matrix, right)).isTrue();

        assertThat(right).containsExactly(5, 1, 3);
    }

    @Test
    void shouldSayWhereASystemIsSingular() {
        assertThat(DenseSystem.solve(new double[][] {{1, 2}, {2, 4}}, new double[] {1, 2}))
                .isFalse();
        assertThat(DenseSystem.solve(new double[][] {{0}}, new double[] {1})).isFalse();
        assertThat(DenseSystem.solve(new double[][] {{1, 1}, {1, 1 + 1e-13}}, new double[] {1, 1}))
                .isFalse();
        assertThat(DenseSystem.solve(new double[][] {{1, 1}, {1, 1 + 1e-9}}, new double[] {1, 1}))
                .isTrue();
        assertThat(DenseSystem.solve(new double[][] {{Double.NaN}}, new double[] {1}))
                .isFalse();
    }

    @Test
    void shouldLearnMomentsThatAreThoseOfTheirMarket() {
        final StudyMoments moments = new StudyMoments(5);
        for (int day = 0; day < StudyMarket.DAYS; day++) {
            final double[][] covariance = new double[StudyMoments.FACTORS][StudyMoments.FACTORS];
            for (int i = 0; i < StudyMoments.FACTORS; i++) {
                for (int j = 0; j < StudyMoments.FACTORS; j++) {
                    covariance[i][j] = moments.covariance(day).get(i).get(j);
                }
            }
            for (int i = 0; i < StudyMoments.FACTORS; i++) {
                for (int j = 0; j < StudyMoments.FACTORS; j++) {
                    assertThat(covariance[i][j]).isEqualTo(covariance[j][i]);
                }
            }
            assertThat(Cholesky.factorise(covariance, StudyMoments.FACTORS, 0)).isTrue();
        }
        final double first = moments.covariance(0).get(1).get(1);
        final double last = moments.covariance(StudyMarket.DAYS - 1).get(1).get(1);
        assertThat(first).as("volatility moves more in seven days than in one").isGreaterThan(2 * last);
    }
}
