package io.gimbal.engine.market.path;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Stochastic volatility of two speeds with jumps in price. With price S and its variance rate v, per year of 365 days,
 *
 * <pre>
 *   d ln S = -v/2 dt + sqrt(v) dW + J dN - jumpsPerYear E[e^J - 1] dt       J ~ N(jumpMean, jumpStdDev^2)
 *   v      = m exp(x + y - Var(x + y) / 2)                                  E[v] = m = totalVariance - jumpVariance
 *   dx     = -a x dt + fastStdDev sqrt(2 a) dX,   dX dW = fastCorrelation dt,   a = ln 2 / fast half-life;   dy likewise
 * </pre>
 *
 * <p>The noises of x and y have in common what each has in common with W. Both factors begin in their stationary law,
 * so the expected variance rate is {@code totalVariance} at all times. Form: L. Scott, "Option pricing when the
 * variance changes randomly", Journal of Financial and Quantitative Analysis 22 (1987), with two factors and R.
 * Merton's jumps.
 *
 * @param totalVariance      E of the price's variance rate, jumps included; 0.36 is a volatility of 60 %
 * @param fastHalfLifeDays   of x, above 0
 * @param slowHalfLifeDays   of y, above 0
 * @param fastStdDev         stationary standard deviation of x, at least 0
 * @param slowStdDev         stationary standard deviation of y, at least 0
 * @param fastCorrelation    of x's noise with the price's, within (-1, 1)
 * @param slowCorrelation    of y's noise with the price's, within (-1, 1)
 * @param jumpsPerYear       intensity, at least 0
 * @param jumpMean           mean of a jump of ln S
 * @param jumpStdDev         standard deviation of a jump of ln S, at least 0
 */
public record TwoFactorDynamics(
        double totalVariance,
        double fastHalfLifeDays,
        double slowHalfLifeDays,
        double fastStdDev,
        double slowStdDev,
        double fastCorrelation,
        double slowCorrelation,
        double jumpsPerYear,
        double jumpMean,
        double jumpStdDev) {

    /** Like bitcoin: 60 % in all, half-lives of a day and a month, fifty jumps a year of 2.5 %. */
    public static final TwoFactorDynamics BITCOIN =
            new TwoFactorDynamics(0.36, 1.0, 30.0, 0.70, 0.60, -0.30, -0.10, 50.0, -0.002, 0.025);

    private static final double DAYS_PER_YEAR = 365.0;
    private static final double LN_2 = 0.6931471805599453;

    /**
     * Checks the ranges.
     *
     * @param totalVariance as above
     * @param fastHalfLifeDays as above
     * @param slowHalfLifeDays as above
     * @param fastStdDev as above
     * @param slowStdDev as above
     * @param fastCorrelation as above
     * @param slowCorrelation as above
     * @param jumpsPerYear as above
     * @param jumpMean as above
     * @param jumpStdDev as above
     * @throws IllegalArgumentException when one is out of range, or jumps alone exceed the total variance
     */
    public TwoFactorDynamics {
        check(totalVariance > 0 && totalVariance <= 100, "totalVariance", totalVariance);
        check(fastHalfLifeDays > 0, "fastHalfLifeDays", fastHalfLifeDays);
        check(slowHalfLifeDays > 0, "slowHalfLifeDays", slowHalfLifeDays);
        check(fastStdDev >= 0 && fastStdDev <= 5, "fastStdDev", fastStdDev);
        check(slowStdDev >= 0 && slowStdDev <= 5, "slowStdDev", slowStdDev);
        check(Math.abs(fastCorrelation) < 1, "fastCorrelation", fastCorrelation);
        check(Math.abs(slowCorrelation) < 1, "slowCorrelation", slowCorrelation);
        check(jumpsPerYear >= 0 && jumpsPerYear <= 10_000, "jumpsPerYear", jumpsPerYear);
        check(Math.abs(jumpMean) < 1, "jumpMean", jumpMean);
        check(jumpStdDev >= 0 && jumpStdDev < 1, "jumpStdDev", jumpStdDev);
        final double jumps = jumpsPerYear * (jumpMean * jumpMean + jumpStdDev * jumpStdDev);
        check(jumps <= totalVariance, "totalVariance less that of jumps", totalVariance - jumps);
    }

    /** {@return variance rate that jumps add, per year} */
    public double jumpVariance() {
        return jumpsPerYear * (jumpMean * jumpMean + jumpStdDev * jumpStdDev);
    }

    /** {@return m, the mean variance rate of the diffusion, per year} */
    public double meanDiffusiveVariance() {
        return totalVariance - jumpVariance();
    }

    /** {@return what jumps would add to the drift of S, per year, and is taken out of it} */
    public double compensator() {
        return jumpsPerYear * (DeterministicMath.exp(jumpMean + 0.5 * jumpStdDev * jumpStdDev) - 1.0);
    }

    /** {@return a, per year} */
    public double fastReversion() {
        return LN_2 * DAYS_PER_YEAR / fastHalfLifeDays;
    }

    /** {@return what a is for y, per year} */
    public double slowReversion() {
        return LN_2 * DAYS_PER_YEAR / slowHalfLifeDays;
    }

    /**
     * Variance of x + y at a time, seen from a moment at which both are known.
     *
     * @param years ahead, at least 0; infinity gives the stationary variance
     * @return from 0, rising
     */
    public double logVariance(final double years) {
        final double fast = fastReversion();
        final double slow = slowReversion();
        return fastStdDev * fastStdDev * grown(2 * fast, years)
                + slowStdDev * slowStdDev * grown(2 * slow, years)
                + 2 * stationaryCovariance() * grown(fast + slow, years);
    }

    /** {@return covariance of x and y in their stationary law} */
    public double stationaryCovariance() {
        final double fast = fastReversion();
        final double slow = slowReversion();
        return fastCorrelation * slowCorrelation * fastStdDev * slowStdDev * 2 * Math.sqrt(fast * slow) / (fast + slow);
    }

    /**
     * Expected variance rate of the diffusion, seen from a moment at which both factors are known.
     *
     * @param fast  x
     * @param slow  y
     * @param years ahead, at least 0
     * @return per year
     */
    public double expectedVariance(final double fast, final double slow, final double years) {
        final double mean = fast * DeterministicMath.exp(-fastReversion() * years)
                + slow * DeterministicMath.exp(-slowReversion() * years);
        return meanDiffusiveVariance()
                * DeterministicMath.exp(mean + 0.5 * (logVariance(years) - logVariance(Double.POSITIVE_INFINITY)));
    }

    private static double grown(final double rate, final double years) {
        return 1.0 - DeterministicMath.exp(-rate * years);
    }

    private static void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
