package io.gimbal.engine.pricing;

/** The time an option has left, ACT/365 to the instant: never in whole days, never 365.25. */
public final class TimeToExpiry {
    /** Nanoseconds of a year of 365 days. */
    public static final double NS_PER_YEAR = 365.0 * 86_400.0 * 1e9;

    private TimeToExpiry() {}

    /**
     * Years between two instants.
     *
     * @param nowNs    epoch nanoseconds
     * @param expiryNs epoch nanoseconds
     * @return (expiry - now) / 365 days; 0 or negative from the expiry on
     */
    public static double years(final long nowNs, final long expiryNs) {
        return (expiryNs - nowNs) / NS_PER_YEAR;
    }
}
