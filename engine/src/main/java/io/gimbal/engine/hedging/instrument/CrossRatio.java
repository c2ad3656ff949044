package io.gimbal.engine.hedging.instrument;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * How the price of one coin moves with that of another: the ratio of least variance, the correlation, and what a hedge
 * leaves. Returns are logarithmic, of either price at times of its own, at least a sample apart, so that neither the grain
 * of the quotes nor the lag between two feeds enters; they are paired by {@link HayashiYoshida} and fade with a half-life.
 * Owned by the engine thread; allocates at construction only.
 *
 * <p>Correlations are shrunk towards 0 by {@code λ = min(1, Var(ρ) / ρ²)} with {@code Var(ρ) = (1 − ρ²)² / (n − 1)}: the
 * intensity of J. Schäfer, K. Strimmer, "A shrinkage approach to large-scale covariance matrix estimation", Statistical
 * Applications in Genetics and Molecular Biology 4 (2005), for one pair. {@code n} counts the returns of the shorter
 * series by their weights.
 */
public final class CrossRatio {
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double LN_2 = DeterministicMath.log(2.0);
    private static final long NEVER = Long.MIN_VALUE;

    private final long sampleNs;
    private final double fadePerNs;
    private final HayashiYoshida together;
    private final long[] takenNs = {NEVER, NEVER};
    private final double[] returns = new double[2];
    private final double[] years = new double[2];

    /**
     * Starts empty.
     *
     * @param halfLifeNs in which a return loses half its weight, nanoseconds, above 0
     * @param sampleNs   returns are at least this long, nanoseconds, at least 1
     */
    public CrossRatio(final long halfLifeNs, final long sampleNs) {
        if (!(halfLifeNs > 0 && sampleNs >= 1)) {
            throw new IllegalArgumentException("out of range: halfLifeNs=" + halfLifeNs + ", sampleNs=" + sampleNs);
        }
        this.sampleNs = sampleNs;
        fadePerNs = LN_2 / halfLifeNs;
        together = new HayashiYoshida(halfLifeNs);
    }

    /**
     * Takes a price.
     *
     * @param series {@link HayashiYoshida#EXPOSURE} or {@link HayashiYoshida#HEDGE}
     * @param price  USD per coin, above 0
     * @param nowNs  engine time; sooner than a sample after the last one taken of the series it is passed over
     */
    public void onPrice(final int series, final double price, final long nowNs) {
        final boolean isFirst = takenNs[series] == NEVER;
        if (!(price > 0) || (!isFirst && nowNs - takenNs[series] < sampleNs)) {
            return;
        }
        if (!together.tick(series, nowNs, DeterministicMath.log(price))) {
            return;
        }
        if (!isFirst) {
            final double elapsedNs = nowNs - takenNs[series];
            final double kept = DeterministicMath.exp(-fadePerNs * elapsedNs);
            returns[series] = kept * returns[series] + 1;
            years[series] = kept * years[series] + elapsedNs / NS_PER_YEAR;
        }
        takenNs[series] = nowNs;
    }

    /** {@return returns of the shorter series, weights counted; at least 0} */
    public double samples() {
        return Math.min(returns[HayashiYoshida.EXPOSURE], returns[HayashiYoshida.HEDGE]);
    }

    /** {@return share by which correlation and ratio are shrunk, 0 to 1; 1 where nothing is known} */
    public double shrinkage() {
        final double correlation = together.correlation();
        final double square = correlation * correlation;
        final double noise = (1 - square) * (1 - square) / (samples() - 1);
        return square > 0 && samples() > 1 ? Math.min(noise / square, 1) : 1;
    }

    /** {@return correlation of the two, shrunk, −1 to 1; NaN while one of them is not known to move} */
    public double correlation() {
        return (1 - shrinkage()) * together.correlation();
    }

    /** {@return USD of the hedge per USD of exposure that leave the least variance, shrunk; NaN likewise} */
    public double ratio() {
        return (1 - shrinkage()) * together.ratio();
    }

    /** {@return variance of the exposure's return per year; NaN before the first return} */
    public double exposureVariance() {
        return together.variance(HayashiYoshida.EXPOSURE) / known(years[HayashiYoshida.EXPOSURE]);
    }

    /**
     * Variance that a hedge leaves: {@code σ² − 2 h Cov + h² σ_h²}, the covariance shrunk.
     *
     * @param ratio h, USD of the hedge per USD of exposure
     * @return per year, at least 0; NaN while it is not known
     */
    public double residualVariance(final double ratio) {
        final double hedge = together.variance(HayashiYoshida.HEDGE) / known(years[HayashiYoshida.HEDGE]);
        final double left = exposureVariance() + (ratio * ratio - 2 * ratio * ratio()) * hedge;
        return left >= 0 ? left : 0 * left;
    }

    private static double known(final double observedYears) {
        return observedYears > 0 ? observedYears : Double.NaN;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = together.mixInto(hash);
        for (int i = 0; i < takenNs.length; i++) {
            h = Bits.mix(Bits.mix(h, takenNs[i]), returns[i]);
            h = Bits.mix(h, years[i]);
        }
        return h;
    }
}
