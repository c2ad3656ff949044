package io.gimbal.engine.market.path;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * A smile whose slope moves by itself: at the logarithm k of strike over forward and with T years left, volatility is that
 * at the money plus {@code skew √(14 days / T) k + curvature k²}. The skew is an Ornstein–Uhlenbeck process that begins in
 * its stationary law, independent of price and variance.
 *
 * @param mean         of the skew of 14 days, volatility per unit of k
 * @param stdDev       stationary, at least 0
 * @param halfLifeDays in which a deviation loses half, above 0
 * @param curvature    volatility per squared unit of k
 */
public record SkewDynamics(double mean, double stdDev, double halfLifeDays, double curvature) {
    /** Like bitcoin's: puts a little dearer, the slope often changing its sign. */
    public static final SkewDynamics BITCOIN = new SkewDynamics(-0.10, 0.15, 3, 0.30);

    private static final double DAYS_PER_YEAR = 365;
    private static final double REFERENCE_YEARS = 14 / DAYS_PER_YEAR;
    private static final double SHORTEST_YEARS = 1 / DAYS_PER_YEAR;

    /**
     * Checks the ranges.
     *
     * @param mean         as above
     * @param stdDev       as above
     * @param halfLifeDays as above
     * @param curvature    as above
     * @throws IllegalArgumentException when one is out of range
     */
    public SkewDynamics {
        if (!(Math.abs(mean) <= 10 && stdDev >= 0 && stdDev <= 10 && halfLifeDays > 0 && Math.abs(curvature) <= 10)) {
            throw new IllegalArgumentException("out of range: mean=" + mean + ", stdDev=" + stdDev + ", halfLifeDays="
                    + halfLifeDays + ", curvature=" + curvature);
        }
    }

    /**
     * The skew to begin with.
     *
     * @param random source of chance
     * @return of the stationary law
     */
    public double first(final SplitMix64 random) {
        return mean + stdDev * random.nextGaussian();
    }

    /**
     * The skew after a time, drawn exactly.
     *
     * @param skew   now
     * @param years  later, above 0
     * @param random source of chance
     * @return then
     */
    public double next(final double skew, final double years, final SplitMix64 random) {
        final double kept = kept(years);
        return mean + kept * (skew - mean) + stdDev * Math.sqrt(1 - kept * kept) * random.nextGaussian();
    }

    /**
     * What is left of a deviation.
     *
     * @param years later
     * @return from 1, falling to 0
     */
    public double kept(final double years) {
        return DeterministicMath.exp(-DeterministicMath.log(2.0) / halfLifeDays * DAYS_PER_YEAR * years);
    }

    /**
     * What the smile adds to the volatility at the money.
     *
     * @param skew  of 14 days
     * @param log   k
     * @param years left
     * @return absolute volatility, either sign
     */
    public double smile(final double skew, final double log, final double years) {
        return skew * scale(years) * log + curvature * log * log;
    }

    /**
     * How much steeper than that of 14 days a smile is.
     *
     * @param years left; counts as a day at least
     * @return above 0
     */
    public static double scale(final double years) {
        return Math.sqrt(REFERENCE_YEARS / Math.max(years, SHORTEST_YEARS));
    }
}
