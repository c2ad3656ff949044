package io.gimbal.engine.hedging.instrument;

import java.util.Arrays;

/**
 * Exponentially weighted covariances of returns that are observed together: {@code C ← λC + (1 − λ) r rᵀ}, no mean
 * taken out. J. P. Morgan, RiskMetrics technical document (1996), λ = 0.94 by day. Early on the weights that are
 * missing are made up for, so the first observations are not shrunk to zero. Beside the covariances the noise of each
 * is kept, which gives the intensity by which to shrink correlations to zero (J. Schäfer, K. Strimmer, 2005). Owned by
 * the engine thread, reused; allocates at construction only.
 */
public final class EwmaCovariance {
    private final int size;
    private final double decay;
    private final double[][] products;
    private final double[][] squares;
    private double weight;
    private double squaredWeight;
    private long count;
    private long refused;

    /**
     * Starts empty.
     *
     * @param size  number of series, at least 1
     * @param decay λ, weight of what is known against one observation, from 0, below 1
     */
    public EwmaCovariance(final int size, final double decay) {
        if (!(size >= 1 && decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("out of range: size=" + size + ", decay=" + decay);
        }
        this.size = size;
        this.decay = decay;
        products = new double[size][size];
        squares = new double[size][size];
    }

    /**
     * Adds one observation of all series.
     *
     * @param returns by series; of prices or their logarithms, per observation
     * @return whether it was taken; where one is not finite all are left out and counted
     */
    public boolean add(final double[] returns) {
        for (int i = 0; i < size; i++) {
            if (!(Math.abs(returns[i]) < Double.POSITIVE_INFINITY)) {
                refused++;
                return false;
            }
        }
        final double share = 1 - decay;
        weight = decay * weight + share;
        squaredWeight = decay * decay * squaredWeight + share * share;
        count++;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                final double product = returns[i] * returns[j];
                products[i][j] = decay * products[i][j] + share * product;
                squares[i][j] = decay * squares[i][j] + share * product * product;
            }
        }
        return true;
    }

    /** Forgets everything. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            Arrays.fill(products[i], 0);
            Arrays.fill(squares[i], 0);
        }
        weight = 0;
        squaredWeight = 0;
        count = 0;
    }

    /**
     * {@return covariance of two series, per observation; NaN before the first}
     *
     * @param i a series
     * @param j a series, the same for its variance
     */
    public double covariance(final int i, final int j) {
        return products[Math.max(i, j)][Math.min(i, j)] / (weight > 0 ? weight : Double.NaN);
    }

    /**
     * {@return correlation of two series; NaN where one of them stands still}
     *
     * @param i a series
     * @param j a series
     */
    public double correlation(final int i, final int j) {
        final double scale = Math.sqrt(covariance(i, i)) * Math.sqrt(covariance(j, j));
        return scale > 0 ? Math.min(Math.max(covariance(i, j) / scale, -1), 1) : Double.NaN;
    }

    /**
     * {@return the ratio of least variance that hedges one series with another}
     *
     * @param exposure a series
     * @param hedge    a series
     */
    public double ratio(final int exposure, final int hedge) {
        return MinimumVariance.ratio(covariance(exposure, hedge), covariance(hedge, hedge));
    }

    /**
     * {@return the share by which covariances between different series are best shrunk to 0, from 0 to 1: the variances
     * of the estimated correlations over their squares; 1 before the second observation}
     */
    public double shrinkage() {
        if (count < 2) {
            return 1;
        }
        double noise = 0;
        double signal = 0;
        for (int i = 1; i < size; i++) {
            for (int j = 0; j < i; j++) {
                final double scale = covariance(i, i) * covariance(j, j);
                final double covariance = covariance(i, j);
                if (scale > 0) {
                    noise += (squares[i][j] / weight - covariance * covariance) / scale;
                    signal += covariance * covariance / scale;
                }
            }
        }
        final double perEstimate = noise * squaredWeight / (weight * weight - squaredWeight);
        return signal > 0 ? Math.min(Math.max(perEstimate / signal, 0), 1) : 1;
    }

    /** {@return observations taken} */
    public long count() {
        return count;
    }

    /** {@return observations left out because a number was not finite} */
    public long refused() {
        return refused;
    }

    /** {@return number of series} */
    public int size() {
        return size;
    }
}
