package io.gimbal.engine.pricing.surface;

import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.TimeToExpiry;

/**
 * The smile of one expiry as it was published: parameters, the market they were fitted to, and how well. A value in a
 * reusable holder: copied, never shared. Owned by one thread.
 *
 * <p>Between two fits the volatility of a log-moneyness stays as it was, so {@link #vol} needs no time.
 */
public final class SurfaceSlice {
    private final SviParameters parameters = new SviParameters();
    private final FitErrors errors = new FitErrors();
    private SliceStatus status = SliceStatus.ABSENT;
    private long version;
    private long expiryNs;
    private long fitTimeNs;
    private double forward;
    private double discount = 1.0;
    private double timeToExpiryYears;
    private int evaluations;
    private double leastDensity;

    /** Creates an absent slice. */
    public SurfaceSlice() {}

    /**
     * Sets what the slice is fitted to.
     *
     * @param newExpiryNs  epoch nanoseconds
     * @param newFitTimeNs epoch nanoseconds of the quotes
     * @param newForward   for this expiry at that time, above 0
     * @param newDiscount  factor to this expiry, above 0
     */
    public void market(
            final long newExpiryNs, final long newFitTimeNs, final double newForward, final double newDiscount) {
        expiryNs = newExpiryNs;
        fitTimeNs = newFitTimeNs;
        forward = newForward;
        discount = newDiscount;
        timeToExpiryYears = TimeToExpiry.years(newFitTimeNs, newExpiryNs);
    }

    /**
     * Sets what was found.
     *
     * @param newStatus      where the smile comes from
     * @param newVersion     above every version published before
     * @param newEvaluations that the fit took
     * @param newDensity     smallest g of the smile
     */
    public void outcome(
            final SliceStatus newStatus, final long newVersion, final int newEvaluations, final double newDensity) {
        status = newStatus;
        version = newVersion;
        evaluations = newEvaluations;
        leastDensity = newDensity;
    }

    /**
     * Takes all of another slice.
     *
     * @param other read, not kept
     */
    public void copyFrom(final SurfaceSlice other) {
        parameters.copyFrom(other.parameters);
        errors.copyFrom(other.errors);
        market(other.expiryNs, other.fitTimeNs, other.forward, other.discount);
        timeToExpiryYears = other.timeToExpiryYears;
        outcome(other.status, other.version, other.evaluations, other.leastDensity);
    }

    /**
     * Lets time pass: total variance shrinks in proportion to the time left, so that volatilities stay. That makes no
     * butterfly where there was none: g is concave in the factor, at least 0 at 1 and a square at 0.
     *
     * @param nowNs epoch nanoseconds, before the expiry; an earlier time than the last changes nothing
     */
    public void age(final long nowNs) {
        final double years = TimeToExpiry.years(nowNs, expiryNs);
        if (!(years > 0.0 && years < timeToExpiryYears)) {
            return;
        }
        final double left = years / timeToExpiryYears;
        parameters.set(
                left * parameters.a(), left * parameters.b(), parameters.rho(), parameters.m(), parameters.sigma());
        timeToExpiryYears = years;
    }

    /** Marks the slice as the last good one, kept because newer quotes gave none. */
    public void keep() {
        status = SliceStatus.KEPT;
    }

    /** {@return the smile; meaningful where the status has one} */
    public SviParameters parameters() {
        return parameters;
    }

    /** {@return how far it lies from the quotes it was fitted to} */
    public FitErrors errors() {
        return errors;
    }

    /** {@return where it comes from} */
    public SliceStatus status() {
        return status;
    }

    /** {@return its number; a later fit has a larger one} */
    public long version() {
        return version;
    }

    /** {@return epoch nanoseconds} */
    public long expiryNs() {
        return expiryNs;
    }

    /** {@return epoch nanoseconds of the quotes it was fitted to} */
    public long fitTimeNs() {
        return fitTimeNs;
    }

    /** {@return the forward at the fit} */
    public double forward() {
        return forward;
    }

    /** {@return the discount factor at the fit} */
    public double discount() {
        return discount;
    }

    /** {@return years of 365 days that the total variance is of: at the fit, or at the last {@link #age}} */
    public double timeToExpiryYears() {
        return timeToExpiryYears;
    }

    /** {@return evaluations the fit took} */
    public int evaluations() {
        return evaluations;
    }

    /** {@return the smallest g of the smile, at least 0 in whatever is published} */
    public double leastDensity() {
        return leastDensity;
    }

    /**
     * Log-moneyness.
     *
     * @param strike     above 0
     * @param forwardNow of this expiry, above 0
     * @return ln(strike / forward)
     */
    public static double logMoneyness(final double strike, final double forwardNow) {
        return DeterministicMath.log(strike / forwardNow);
    }

    /**
     * Volatility.
     *
     * @param k log-moneyness
     * @return absolute, above 0; NaN for NaN
     */
    public double vol(final double k) {
        return Math.sqrt(parameters.totalVariance(k) / timeToExpiryYears);
    }

    /**
     * Skew: the derivative of volatility by log-moneyness, w' / (2 vol T).
     *
     * @param k log-moneyness
     * @return per 1.00 of k; negative where lower strikes are dearer
     */
    public double skew(final double k) {
        return parameters.slope(k) / (2.0 * vol(k) * timeToExpiryYears);
    }

    /**
     * Curvature: the second derivative of volatility by log-moneyness, (w'' / (2 T) - skew^2) / vol.
     *
     * @param k log-moneyness
     * @return per 1.00 of k squared
     */
    public double curvature(final double k) {
        final double skew = skew(k);
        return (parameters.curvature(k) / (2.0 * timeToExpiryYears) - skew * skew) / vol(k);
    }
}
