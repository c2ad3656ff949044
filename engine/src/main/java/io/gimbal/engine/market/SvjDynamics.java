package io.gimbal.engine.market;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Stochastic volatility with jumps in price and variance: with index S and variance v, per year of 365 days,
 *
 * <pre>
 *   dS/S = drift dt + sqrt(v) dW + (e^J - 1) dN - jumpsPerYear E[e^J - 1] dt      J ~ N(jumpMean, jumpVol^2)
 *   dv   = meanReversion (longVariance - v) dt + volOfVariance sqrt(v) dZ + U dN    U ~ exponential, mean varianceJump
 *   dW dZ = correlation dt,  N a Poisson process of intensity jumpsPerYear
 * </pre>
 *
 * <p>Jumps are compensated: the index grows by the drift on average. Source: D. Duffie, J. Pan, K. Singleton, "Transform
 * analysis and asset pricing for affine jump-diffusions", Econometrica 68 (2000), example SVJJ without correlated jump
 * sizes; with {@code varianceJump} 0 it is the model of D. Bates, Review of Financial Studies 9 (1996).
 *
 * <p>Options are marked on the surface of J. Gatheral and A. Jacquier, "Arbitrage-free SVI volatility surfaces",
 * Quantitative Finance 14 (2014), equation 4.1, with the power law of its section 4.3 at exponent 1/2: at the money it has
 * the expected variance of the model, its slope follows the correlation. With {@code wings (1 + |correlation|) <= 2} it
 * holds neither a butterfly nor a calendar to arbitrage.
 *
 * @param variance      at the start, 0.36 is a volatility of 60 %
 * @param meanReversion of the variance, per year, above 0
 * @param longVariance  where the variance is drawn to between jumps
 * @param volOfVariance of the variance, above 0
 * @param correlation   of price and variance, within (-1, 1)
 * @param jumpsPerYear  intensity, 0 for none
 * @param jumpMean      mean of the logarithm of a price jump
 * @param jumpVol       standard deviation of the logarithm of a price jump
 * @param varianceJump  mean of the jump of the variance that comes with it
 * @param wings         how steep the smile is, above 0
 */
public record SvjDynamics(
        double variance,
        double meanReversion,
        double longVariance,
        double volOfVariance,
        double correlation,
        double jumpsPerYear,
        double jumpMean,
        double jumpVol,
        double varianceJump,
        double wings) {

    /** Crypto: about 60 % on the long run, a jump a month, 3 % down on average, dearer puts. */
    public static final SvjDynamics CRYPTO = new SvjDynamics(0.36, 6.0, 0.26, 1.7, -0.3, 12.0, -0.03, 0.05, 0.05, 0.8);

    private static final double STATIC_ARBITRAGE_LIMIT = 2.0;
    private static final double HIGHEST_VARIANCE = 100.0;
    private static final double HIGHEST_RATE = 1_000.0;
    private static final double HIGHEST_JUMPS = 1e6;

    /**
     * Checks the ranges.
     *
     * @param variance      as above
     * @param meanReversion as above
     * @param longVariance  as above
     * @param volOfVariance as above
     * @param correlation   as above
     * @param jumpsPerYear  as above
     * @param jumpMean      as above
     * @param jumpVol       as above
     * @param varianceJump  as above
     * @param wings         as above
     * @throws IllegalArgumentException when one is out of range, or the smile would hold an arbitrage
     */
    public SvjDynamics {
        check(variance >= 0.0 && variance <= HIGHEST_VARIANCE, "variance", variance);
        check(meanReversion > 0.0 && meanReversion <= HIGHEST_RATE, "meanReversion", meanReversion);
        check(longVariance > 0.0 && longVariance <= HIGHEST_VARIANCE, "longVariance", longVariance);
        check(volOfVariance > 0.0 && volOfVariance <= HIGHEST_RATE, "volOfVariance", volOfVariance);
        check(Math.abs(correlation) < 1.0, "correlation", correlation);
        check(jumpsPerYear >= 0.0 && jumpsPerYear <= HIGHEST_JUMPS, "jumpsPerYear", jumpsPerYear);
        check(Math.abs(jumpMean) < 1.0, "jumpMean", jumpMean);
        check(jumpVol >= 0.0 && jumpVol < 1.0, "jumpVol", jumpVol);
        check(varianceJump >= 0.0 && varianceJump <= HIGHEST_VARIANCE, "varianceJump", varianceJump);
        check(wings > 0.0 && wings * (1.0 + Math.abs(correlation)) <= STATIC_ARBITRAGE_LIMIT, "wings", wings);
    }

    /** {@return E[v] on the long run: the level between jumps and what jumps add} */
    public double meanVariance() {
        return longVariance + jumpsPerYear * varianceJump / meanReversion;
    }

    /** {@return variance per year that price jumps add to the index's logarithm} */
    public double jumpVariance() {
        return jumpsPerYear * (jumpMean * jumpMean + jumpVol * jumpVol);
    }

    /** {@return what jumps would add to the drift, per year, and is taken out of it} */
    double compensator() {
        return jumpsPerYear * (DeterministicMath.exp(jumpMean + 0.5 * jumpVol * jumpVol) - 1.0);
    }

    /**
     * Expected variance of the index's logarithm until a time.
     *
     * @param varianceNow v
     * @param years       0 or more
     * @return not per year: 0 at 0, rising
     */
    public double expectedVariance(final double varianceNow, final double years) {
        final double decayed = (1.0 - DeterministicMath.exp(-meanReversion * years)) / meanReversion;
        return meanVariance() * (years - decayed) + varianceNow * decayed + jumpVariance() * years;
    }

    private static void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
