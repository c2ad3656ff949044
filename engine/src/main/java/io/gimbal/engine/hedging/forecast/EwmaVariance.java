package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Exponentially weighted variance of returns: {@code σ²' = λ σ² + (1 − λ) u²}. Returns are taken about zero. Owned by the engine
 * thread. J. Hull, "Options, Futures, and Other Derivatives", chapter on estimating volatilities; RiskMetrics 1996.
 */
public final class EwmaVariance {
    private static final double LN_2 = 0.6931471805599453;

    private final double decay;
    private double variance = Double.NaN;

    /**
     * Knows nothing: the first return's square is the first variance.
     *
     * @param decay λ, weight of the past per observation, above 0 and below 1
     */
    public EwmaVariance(final double decay) {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("decay must be above 0 and below 1: decay=" + decay);
        }
        this.decay = decay;
    }

    /**
     * The weight of the past that halves an observation's share after a time.
     *
     * @param interval between observations, any unit, at least 0
     * @param halfLife in the same unit, above 0
     * @return {@code 2^(−interval / halfLife)}; NaN for arguments out of range
     */
    public static double decay(final double interval, final double halfLife) {
        return interval >= 0 && halfLife > 0 ? DeterministicMath.exp(-LN_2 * interval / halfLife) : Double.NaN;
    }

    /**
     * Starts from a known variance.
     *
     * @param newVariance per observation, at least 0; anything else leaves the state as it was
     */
    public void start(final double newVariance) {
        if (newVariance >= 0 && newVariance <= Double.MAX_VALUE) {
            variance = newVariance;
        }
    }

    /**
     * Takes one return.
     *
     * @param move relative or logarithmic, of one observation; a value that is not finite leaves the state as it was
     */
    public void onReturn(final double move) {
        final double square = move * move;
        if (square <= Double.MAX_VALUE) {
            variance = variance >= 0 ? decay * variance + (1 - decay) * square : square;
        }
    }

    /**
     * The variance of the next observation.
     *
     * @return per observation; NaN before the first return
     */
    public double variance() {
        return variance;
    }

    /**
     * The volatility of the next observation.
     *
     * @return per root observation; NaN before the first return
     */
    public double vol() {
        return Math.sqrt(variance);
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        return Bits.mix(hash, variance);
    }
}
