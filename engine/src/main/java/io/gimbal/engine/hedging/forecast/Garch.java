package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Variance that returns to its long-run level: GARCH(1,1), {@code σ²' = ω + α u² + β σ²}. Owned by the engine thread. T. Bollerslev,
 * Journal of Econometrics 31 (1986); J. Hull, "Options, Futures, and Other Derivatives", chapter on estimating volatilities.
 */
public final class Garch {
    private final double omega;
    private final double alpha;
    private final double beta;
    private final double longRunVariance;
    private double variance;

    /**
     * Starts at the long-run variance.
     *
     * @param omega ω, variance per observation, above 0
     * @param alpha α, weight of the last squared return, at least 0
     * @param beta  β, weight of the last variance, at least 0; α + β below 1
     */
    public Garch(final double omega, final double alpha, final double beta) {
        if (!(omega > 0 && omega <= Double.MAX_VALUE && alpha >= 0 && beta >= 0 && alpha + beta < 1)) {
            throw new IllegalArgumentException(
                    "omega must be above 0, alpha and beta at least 0 and alpha + beta below 1:" + " omega=" + omega
                            + ", alpha=" + alpha + ", beta=" + beta);
        }
        this.omega = omega;
        this.alpha = alpha;
        this.beta = beta;
        longRunVariance = omega / (1 - alpha - beta);
        variance = longRunVariance;
    }

    /**
     * Starts from a known variance.
     *
     * @param newVariance of the next observation, at least 0; anything else leaves the state as it was
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
            variance = omega + alpha * square + beta * variance;
        }
    }

    /**
     * The variance of the next observation, σ_n².
     *
     * @return per observation
     */
    public double variance() {
        return variance;
    }

    /**
     * The level that the variance returns to: {@code V_L = ω / (1 − α − β)}.
     *
     * @return per observation
     */
    public double longRunVariance() {
        return longRunVariance;
    }

    /**
     * The share of a deviation from the long run that is left after one observation: {@code α + β}.
     *
     * @return from 0, below 1
     */
    public double persistence() {
        return alpha + beta;
    }

    /**
     * Expected variance of one observation ahead: {@code V_L + (α + β)^k (σ_n² − V_L)}.
     *
     * @param steps k, observations after the next one, at least 0
     * @return per observation; NaN below 0
     */
    public double expected(final double steps) {
        return steps >= 0 ? longRunVariance + left(steps) * (variance - longRunVariance) : Double.NaN;
    }

    /**
     * Expected variance per observation, averaged over the next ones: what an option over them is worth in this model.
     *
     * @param steps n, observations beginning with the next one, above 0
     * @return {@code V_L + (σ_n² − V_L) (1 − p^n) / (n (1 − p))}, p the persistence; NaN for n not above 0
     */
    public double mean(final double steps) {
        if (!(steps > 0)) {
            return Double.NaN;
        }
        final double weight = (1 - left(steps)) / (steps * (1 - persistence()));
        return longRunVariance + weight * (variance - longRunVariance);
    }

    private double left(final double steps) {
        return steps == 0 ? 1 : DeterministicMath.exp(steps * DeterministicMath.log(persistence()));
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
