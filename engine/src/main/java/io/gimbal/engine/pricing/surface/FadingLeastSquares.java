package io.gimbal.engine.pricing.surface;

import java.util.Arrays;

/**
 * Least squares of three unknowns through the origin with fading weights, kept as sums; estimates drop the unknowns that do
 * not differ from 0. Owned by one thread.
 *
 * <p>With weights w the estimate is A^-1 b for A = sum w x x', b = sum w x y; its covariance s^2 A^-1 A2 A^-1 with A2 =
 * sum w^2 x x', where s^2 is the weighted mean squared error, corrected for the degrees of freedom. With all weights 1 this
 * is the textbook's.
 */
final class FadingLeastSquares {
    static final int SIZE = 3;

    // Below this share of its diagonal a pivot is rounding: the unknowns cannot be told apart.
    private static final double SINGULAR = 1e-11;

    private final double[] products = new double[SIZE * SIZE];
    private final double[] squares = new double[SIZE * SIZE];
    private final double[] moments = new double[SIZE];
    private final double[] inverse = new double[SIZE * SIZE];
    private final double[] work = new double[SIZE * SIZE];
    private final double[] coefficients = new double[SIZE];
    private final double[] tStatistics = new double[SIZE];
    private final boolean[] isIn = new boolean[SIZE];
    private double total;
    private double weights;
    private double squaredWeights;
    private double gain;

    FadingLeastSquares() {}

    void fade(final double factor) {
        final double square = factor * factor;
        for (int i = 0; i < SIZE * SIZE; i++) {
            products[i] *= factor;
            squares[i] *= square;
        }
        for (int i = 0; i < SIZE; i++) {
            moments[i] *= factor;
        }
        total *= factor;
        weights *= factor;
        squaredWeights *= square;
    }

    void add(final double[] row, final double value) {
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                products[i * SIZE + j] += row[i] * row[j];
                squares[i * SIZE + j] += row[i] * row[j];
            }
            moments[i] += row[i] * value;
        }
        total += value * value;
        weights += 1.0;
        squaredWeights += 1.0;
    }

    /** The number of equally weighted observations that would average as well. */
    double observations() {
        return squaredWeights > 0.0 ? weights * weights / squaredWeights : 0.0;
    }

    double coefficient(final int index) {
        return coefficients[index];
    }

    double tStatistic(final int index) {
        return tStatistics[index];
    }

    double gain() {
        return gain;
    }

    /** Estimates; at most one unknown is dropped a round. */
    void estimate(final double leastObservations, final double leastT) {
        Arrays.fill(isIn, observations() >= leastObservations);
        for (int round = 0; round <= SIZE; round++) {
            final int weakest = solve(leastT);
            if (weakest < 0) {
                return;
            }
            isIn[weakest] = false;
        }
    }

    /** Solves for the unknowns that are in; the one to drop next, or -1 where all count. */
    private int solve(final double leastT) {
        Arrays.fill(coefficients, 0.0);
        Arrays.fill(tStatistics, 0.0);
        gain = 0.0;
        final int singular = invert();
        if (singular >= 0) {
            return singular;
        }
        double explained = 0.0;
        int used = 0;
        for (int i = 0; i < SIZE; i++) {
            used += isIn[i] ? 1 : 0;
            for (int j = 0; j < SIZE; j++) {
                coefficients[i] += inverse[i * SIZE + j] * moments[j];
            }
            explained += coefficients[i] * moments[i];
        }
        final double rest = Math.max(total - explained, 0.0);
        final double variance = rest / (weights * (1.0 - used / observations()));
        gain = used > 0 && total > 0.0 ? 1.0 - rest / total : 0.0;
        return weakest(variance, leastT);
    }

    private int weakest(final double variance, final double leastT) {
        int weakest = -1;
        double least = leastT;
        for (int i = 0; i < SIZE; i++) {
            if (!isIn[i]) {
                continue;
            }
            final double error = Math.sqrt(variance * sandwich(i));
            tStatistics[i] = error > 0.0 ? coefficients[i] / error : Math.copySign(Double.MAX_VALUE, coefficients[i]);
            if (!(Math.abs(tStatistics[i]) >= least)) {
                least = Math.abs(tStatistics[i]);
                weakest = i;
            }
        }
        return weakest;
    }

    private double sandwich(final int index) {
        double sum = 0.0;
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                sum += inverse[index * SIZE + i] * squares[i * SIZE + j] * inverse[index * SIZE + j];
            }
        }
        return sum;
    }

    /**
     * Inverts the products of the unknowns that are in by Gauss and Jordan's elimination, zeros elsewhere; an index whose
     * pivot vanishes, or -1.
     */
    private int invert() {
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                final boolean isUsed = isIn[i] && isIn[j];
                work[i * SIZE + j] = isUsed ? products[i * SIZE + j] : 0.0;
                inverse[i * SIZE + j] = isUsed && i == j ? 1.0 : 0.0;
            }
        }
        for (int pivot = 0; pivot < SIZE; pivot++) {
            if (isIn[pivot]) {
                final double diagonal = work[pivot * SIZE + pivot];
                if (!(diagonal > SINGULAR * products[pivot * SIZE + pivot])) {
                    return pivot;
                }
                eliminate(pivot, diagonal);
            }
        }
        return -1;
    }

    private void eliminate(final int pivot, final double diagonal) {
        for (int j = 0; j < SIZE; j++) {
            work[pivot * SIZE + j] /= diagonal;
            inverse[pivot * SIZE + j] /= diagonal;
        }
        for (int i = 0; i < SIZE; i++) {
            final double factor = work[i * SIZE + pivot];
            if (i != pivot && factor != 0.0) {
                for (int j = 0; j < SIZE; j++) {
                    work[i * SIZE + j] -= factor * work[pivot * SIZE + j];
                    inverse[i * SIZE + j] -= factor * inverse[pivot * SIZE + j];
                }
            }
        }
    }
}
