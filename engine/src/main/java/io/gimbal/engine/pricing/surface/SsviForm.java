package io.gimbal.engine.pricing.surface;

/**
 * The SSVI form of one slice, w(k) = theta/2 (1 + rho phi k + sqrt((phi k + rho)^2 + 1 - rho^2)), with a theta, rho and
 * phi of its own per expiry (eSSVI). It is a raw SVI of three parameters whose freedom from butterflies is known before
 * it is fitted: theta phi (1 + |rho|) below 4 and theta phi^2 (1 + |rho|) at most 4.
 *
 * <p>Source: Gatheral and Jacquier (2014), equation 4.1 and theorem 4.2; S. Hendriks and C. Martini, "The extended SSVI
 * volatility surface", Journal of Computational Finance 22 (2019), for a rho of its own per slice.
 */
public final class SsviForm {
    private static final double BOUND = 4.0;

    private SsviForm() {}

    /**
     * Writes the slice as a raw SVI.
     *
     * @param theta total variance at the money, above 0
     * @param rho   in (-1, 1)
     * @param phi   above 0
     * @param out   receives the raw parameters
     */
    public static void toSvi(final double theta, final double rho, final double phi, final SviParameters out) {
        final double square = (1.0 - rho) * (1.0 + rho);
        out.set(0.5 * theta * square, 0.5 * theta * phi, rho, -rho / phi, Math.sqrt(square) / phi);
    }

    /**
     * Whether a slice is free of butterflies by the sufficient conditions.
     *
     * @param theta total variance at the money
     * @param rho   tilt
     * @param phi   steepness
     * @return false also where a parameter is out of its range or NaN
     */
    public static boolean isFreeOfButterflies(final double theta, final double rho, final double phi) {
        return theta > 0.0
                && phi > 0.0
                && Math.abs(rho) < 1.0
                && theta * phi * (1.0 + Math.abs(rho)) < BOUND
                && theta * phi * phi * (1.0 + Math.abs(rho)) <= BOUND;
    }

    /**
     * The largest phi that both conditions allow.
     *
     * @param theta above 0
     * @param rho   in (-1, 1)
     * @return above 0; at the first bound itself the condition is not strict, so stay below
     */
    public static double largestPhi(final double theta, final double rho) {
        final double scaled = theta * (1.0 + Math.abs(rho));
        return Math.min(BOUND / scaled, Math.sqrt(BOUND / scaled));
    }
}
