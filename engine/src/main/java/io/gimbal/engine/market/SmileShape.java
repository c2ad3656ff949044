package io.gimbal.engine.market;

/**
 * Implied volatility over strikes: {@code base + skew k + curvature k^2} with {@code k = ln(strike / forward)}, plus the
 * noise of re-marking, kept between 0.01 and 5. All absolute (0.60 is 60 %).
 *
 * @param base      at the money
 * @param skew      per unit of log-moneyness; negative makes puts dearer
 * @param curvature per squared unit
 * @param noise     standard deviation of the change at each re-mark, 0 or more; re-marks fade by a tenth each time
 */
public record SmileShape(double base, double skew, double curvature, double noise) {
    private static final double LOWEST = 0.01;
    private static final double HIGHEST = 5.0;

    /** A crypto smile: 60 % at the money, puts dearer, wings up, re-marked by a tenth of a point. */
    public static final SmileShape CRYPTO = new SmileShape(0.60, -0.15, 1.2, 0.001);

    /**
     * The volatility at a strike.
     *
     * @param logMoneyness ln(strike / forward)
     * @param remark       added by re-marking
     * @return absolute, 0.01 to 5
     */
    public double vol(final double logMoneyness, final double remark) {
        final double vol = base + logMoneyness * (skew + curvature * logMoneyness) + remark;
        return Math.min(Math.max(vol, LOWEST), HIGHEST);
    }
}
