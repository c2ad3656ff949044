package io.gimbal.engine.hedging.instrument;

import io.gimbal.engine.pricing.Cholesky;

/**
 * Amounts of several hedges that together leave the least variance of an exposure: {@code x = −(Σ_hh + ridge)⁻¹ Σ_hp
 * p}. Covariances between different series may be shrunk first; the ridge is a share of the mean variance of the
 * hedges. Of returns, amounts and exposures are in USD; of changes in price, in units. Owned by the engine thread,
 * reused; allocates at construction only.
 */
public final class CrossHedge {
    /** A pivot below this share of its diagonal counts as none. */
    private static final double SMALLEST_PIVOT = 1e-12;

    private final double[][] factor;
    private final double[] amounts;
    private int size;
    private double varianceBefore;
    private double varianceAfter;

    /**
     * Makes room.
     *
     * @param capacity most hedges, at least 1
     */
    public CrossHedge(final int capacity) {
        factor = new double[capacity][capacity];
        amounts = new double[capacity];
    }

    /**
     * Solves. Series 0 to {@code hedges − 1} of the covariances are the hedges, the others what is held.
     *
     * @param covariances of all series
     * @param hedges      number of hedges, from 1 to the capacity
     * @param exposures   signed amounts held of the series after the hedges, in their order
     * @param shrinkage   share by which covariances are shrunk, from 0 to 1
     * @param ridge       share of the mean variance, at least 0
     * @return whether there is an answer; none where a number is missing or two hedges are one without a ridge, and
     *     then all amounts are 0
     */
    public boolean solve(
            final EwmaCovariance covariances,
            final int hedges,
            final double[] exposures,
            final double shrinkage,
            final double ridge) {
        size = 0;
        varianceBefore = Double.NaN;
        varianceAfter = Double.NaN;
        final boolean isUsable = hedges >= 1
                && hedges <= amounts.length
                && hedges + exposures.length == covariances.size()
                && shrinkage >= 0
                && shrinkage <= 1
                && ridge >= 0;
        if (!isUsable) {
            return false;
        }
        fill(covariances, hedges, exposures, 1 - shrinkage, ridge);
        if (!Cholesky.factorise(factor, hedges, SMALLEST_PIVOT)) {
            return false;
        }
        varianceBefore = variance(covariances, hedges, exposures, 1 - shrinkage);
        Cholesky.solve(factor, amounts, hedges);
        size = hedges;
        varianceAfter = variance(covariances, hedges, exposures, 1 - shrinkage);
        if (!(varianceAfter >= 0)) {
            size = 0;
        }
        return size > 0;
    }

    private void fill(
            final EwmaCovariance covariances,
            final int hedges,
            final double[] exposures,
            final double keep,
            final double ridge) {
        double trace = 0;
        for (int i = 0; i < hedges; i++) {
            trace += covariances.covariance(i, i);
        }
        for (int i = 0; i < hedges; i++) {
            for (int j = 0; j < i; j++) {
                factor[i][j] = keep * covariances.covariance(i, j);
            }
            factor[i][i] = covariances.covariance(i, i) + ridge * trace / hedges;
            amounts[i] = 0;
            for (int k = 0; k < exposures.length; k++) {
                amounts[i] -= keep * covariances.covariance(i, hedges + k) * exposures[k];
            }
        }
    }

    /** Of the exposures with the amounts found so far, none before the solution. */
    private double variance(
            final EwmaCovariance covariances, final int hedges, final double[] exposures, final double keep) {
        double sum = 0;
        for (int i = 0; i < hedges + exposures.length; i++) {
            for (int j = 0; j < hedges + exposures.length; j++) {
                final double covariance = covariances.covariance(i, j) * (i == j ? 1 : keep);
                sum += covariance * held(i, hedges, exposures) * held(j, hedges, exposures);
            }
        }
        return sum;
    }

    private double held(final int series, final int hedges, final double[] exposures) {
        return series >= hedges ? exposures[series - hedges] : amount(series);
    }

    /**
     * {@return the signed amount of a hedge, long above 0; 0 without an answer}
     *
     * @param hedge its series
     */
    public double amount(final int hedge) {
        return hedge < size ? amounts[hedge] : 0;
    }

    /** {@return variance of the exposures alone, per observation; NaN without an answer} */
    public double varianceBefore() {
        return varianceBefore;
    }

    /** {@return variance with the hedges, per observation; NaN without an answer} */
    public double varianceAfter() {
        return varianceAfter;
    }
}
