package io.gimbal.engine.pricing;

/**
 * The half hour before an expiry, during which the settlement price is formed as the time average of the index.
 *
 * <p>With f the fraction of the window left, A the average so far and S the index, the settlement price is expected at
 * the estimate E = (1 - f) A + f S. A move of the index moves the estimate by f of it, so every delta of a value V(E)
 * carries one factor f and every gamma two. Outside the window f is 1 and E is S.
 */
public final class DeliveryWindow {
    /** Length of the average, nanoseconds. */
    public static final long LENGTH_NS = 30L * 60L * 1_000_000_000L;

    private DeliveryWindow() {}

    /**
     * The fraction of the averaging window that is still to come.
     *
     * @param nowNs    epoch nanoseconds
     * @param expiryNs epoch nanoseconds, the end of the window
     * @return 1 before the window, falling linearly to 0 at the expiry, 0 after it
     */
    public static double fractionLeft(final long nowNs, final long expiryNs) {
        if (nowNs >= expiryNs) {
            return 0.0;
        }
        if (nowNs <= expiryNs - LENGTH_NS) {
            return 1.0;
        }
        return (expiryNs - nowNs) / (double) LENGTH_NS;
    }

    /**
     * The expected settlement price.
     *
     * @param fractionLeft of the window, 0 to 1
     * @param averageSoFar of the index since the window began, USD; not read where the fraction is 1
     * @param index        now, USD
     * @return the estimate, USD
     */
    public static double estimate(final double fractionLeft, final double averageSoFar, final double index) {
        return fractionLeft >= 1.0 ? index : Math.fma(fractionLeft, index - averageSoFar, averageSoFar);
    }

    /**
     * Sensitivity of an option's USD value to the index.
     *
     * @param fractionLeft of the window, 0 to 1
     * @param delta        Black's delta at the estimate
     * @return dV/dS = f delta, in coins
     */
    public static double usdDelta(final double fractionLeft, final double delta) {
        return fractionLeft * delta;
    }

    /**
     * Second derivative of an option's USD value by the index.
     *
     * @param fractionLeft of the window, 0 to 1
     * @param gamma        Black's gamma at the estimate, per USD
     * @return d2V/dS2 = f^2 gamma, per USD
     */
    public static double usdGamma(final double fractionLeft, final double gamma) {
        return fractionLeft * fractionLeft * gamma;
    }

    /**
     * Delta of a coin-settled option in the coin-neutral sense: the premium term fades with the window like the delta.
     *
     * @param fractionLeft of the window, 0 to 1
     * @param delta        Black's delta at the estimate
     * @param coinValue    the option's value in coins, price / estimate
     * @return f (delta - v), in coins
     */
    public static double coinDelta(final double fractionLeft, final double delta, final double coinValue) {
        return fractionLeft * (delta - coinValue);
    }

    /**
     * The time whose variance the settlement price still has: what Black's formula takes as time to expiry where the
     * settlement is an average, in place of the time on the clock, which would overstate it.
     *
     * <p>For an index that wanders with variance rate sigma^2 the average over a window of length W has variance
     * sigma^2 (T - W + W/3) at T before its end, and sigma^2 f^2 tau / 3 with the fraction f = tau / W left inside the
     * window: its standard deviation is sigma sqrt(T - 20 minutes), then sigma f sqrt(tau / 3). Both are 10 minutes where
     * the window begins. The average is taken as continuous; the venue's samples are seconds apart.
     *
     * @param nowNs    epoch nanoseconds
     * @param expiryNs epoch nanoseconds, the end of the window
     * @return years of 365 days; 0 from the expiry on
     */
    public static double effectiveVarianceYears(final long nowNs, final long expiryNs) {
        if (nowNs >= expiryNs) {
            return 0.0;
        }
        if (nowNs <= expiryNs - LENGTH_NS) {
            return TimeToExpiry.years(nowNs, expiryNs - LENGTH_NS / 3L * 2L);
        }
        final double fraction = fractionLeft(nowNs, expiryNs);
        return fraction * fraction * TimeToExpiry.years(nowNs, expiryNs) / 3.0;
    }

    /**
     * The standard deviation of the settlement price over the index's volatility, as a share of the estimate.
     *
     * @param nowNs    epoch nanoseconds
     * @param expiryNs epoch nanoseconds, the end of the window
     * @param vol      of the index, absolute, 0.60 for 60 %
     * @return vol sqrt({@link #effectiveVarianceYears}); 0 from the expiry on
     */
    public static double effectiveStdDev(final long nowNs, final long expiryNs, final double vol) {
        return vol * Math.sqrt(effectiveVarianceYears(nowNs, expiryNs));
    }

    /**
     * Sensitivity of a coin-settled option's coin value to the index.
     *
     * @param fractionLeft of the window, 0 to 1
     * @param delta        Black's delta at the estimate
     * @param coinValue    the option's value in coins, price / estimate
     * @param estimate     the expected settlement price, USD
     * @return dv/dS = f (delta - v) / estimate, coins per USD
     */
    public static double coinSlope(
            final double fractionLeft, final double delta, final double coinValue, final double estimate) {
        return coinDelta(fractionLeft, delta, coinValue) / estimate;
    }

    /**
     * Second derivative of a coin-settled option's coin value by the index.
     *
     * @param fractionLeft of the window, 0 to 1
     * @param delta        Black's delta at the estimate
     * @param gamma        Black's gamma at the estimate, per USD
     * @param coinValue    the option's value in coins, price / estimate
     * @param estimate     the expected settlement price, USD
     * @return d2v/dS2 = f^2 (gamma - 2 (delta - v) / estimate) / estimate, coins per USD^2
     */
    public static double coinGamma(
            final double fractionLeft,
            final double delta,
            final double gamma,
            final double coinValue,
            final double estimate) {
        return fractionLeft * fractionLeft * (gamma - 2.0 * (delta - coinValue) / estimate) / estimate;
    }
}
