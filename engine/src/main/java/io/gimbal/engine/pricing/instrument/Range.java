package io.gimbal.engine.pricing.instrument;

/**
 * The numbers an input may be. NaN and infinities are in no range.
 *
 * @param least         smallest number, finite or negative infinity
 * @param isLeastInside whether the smallest number itself is allowed
 * @param most          largest number, finite or infinity; allowed itself
 * @param words         what to put there, for messages: "a number above 0 like 27500.5"
 */
public record Range(double least, boolean isLeastInside, double most, String words) {
    /** Above 0. */
    public static final Range POSITIVE =
            new Range(0.0, false, Double.POSITIVE_INFINITY, "a number above 0 like 27500.5");

    /** 0 or more. */
    public static final Range NOT_NEGATIVE =
            new Range(0.0, true, Double.POSITIVE_INFINITY, "a number of 0 or more like 0.60");

    /** Any finite number. */
    public static final Range ANY =
            new Range(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, "a number like -0.05");

    /** Years to an expiry; those not above 0 are valued as expired. */
    public static final Range YEARS = new Range(
            Double.NEGATIVE_INFINITY,
            true,
            Double.POSITIVE_INFINITY,
            "a number of years like 0.25; 0 or less is expired");

    /** From -1 to 1. */
    public static final Range CORRELATION = new Range(-1.0, true, 1.0, "a number from -1 to 1");

    /** +1 for a call, -1 for a put. */
    public static final Range SIDE = new Range(-1.0, true, 1.0, "call, put, C or P");

    /**
     * Whether a number is allowed.
     *
     * @param value any number
     * @return false for NaN and infinities too
     */
    public boolean contains(final double value) {
        final boolean isAboveLeast = isLeastInside ? value >= least : value > least;
        return isAboveLeast && value <= most && Math.abs(value) <= Double.MAX_VALUE;
    }
}
