package io.gimbal.engine.hedging.instrument;

/**
 * Hedge ratios that leave the least variance. L. Ederington, "The hedging performance of the new futures markets",
 * Journal of Finance 34 (1979); J. Hull, Options, Futures and Other Derivatives, chapter 3. Pure; arguments out of
 * range give NaN.
 *
 * <p>Ratios are positive where exposure and hedge move together; the hedge is then sold.
 */
public final class MinimumVariance {
    private MinimumVariance() {}

    /**
     * The ratio: {@code Cov(ΔS, ΔF) / Var(ΔF)}. Of changes in price it is in units per unit, of returns in USD per USD.
     *
     * @param covariance of exposure and hedge, either sign
     * @param variance   of the hedge, above 0
     * @return either sign
     */
    public static double ratio(final double covariance, final double variance) {
        return variance > 0 ? covariance / variance : Double.NaN;
    }

    /**
     * Share of the exposure's variance that the hedge removes, Ederington's effectiveness.
     *
     * @param correlation from -1 to 1
     * @return from 0 to 1
     */
    public static double effectiveness(final double correlation) {
        return correlation >= -1 && correlation <= 1 ? correlation * correlation : Double.NaN;
    }

    /**
     * Contracts to hold against an exposure, {@code h Q_A / Q_F}: quantities where the ratio is of changes in price,
     * values where it is of returns and the contracts are settled daily.
     *
     * @param ratio    as {@link #ratio} gives it
     * @param exposure Q_A or V_A, either sign
     * @param contract Q_F or V_F, above 0
     * @return contracts, to be sold where above 0
     */
    public static double contracts(final double ratio, final double exposure, final double contract) {
        return contract > 0 ? ratio * exposure / contract : Double.NaN;
    }

    /**
     * Contracts with the interest on daily settlement taken out: divided by {@code 1 + rate · years}.
     *
     * @param contracts as {@link #contracts} gives it
     * @param rate      simple, per year, above {@code -1 / years}
     * @param years     the hedge is held, at least 0
     * @return contracts
     */
    public static double tailed(final double contracts, final double rate, final double years) {
        final double growth = 1 + rate * years;
        return years >= 0 && growth > 0 ? contracts / growth : Double.NaN;
    }

    /**
     * Whole contracts, half of one away from zero.
     *
     * @param contracts finite, either sign
     * @return 0 for NaN
     */
    public static long whole(final double contracts) {
        final long magnitude = (long) Math.floor(Math.abs(contracts) + 0.5);
        return contracts < 0 ? -magnitude : magnitude;
    }

    /**
     * Dollars of an inverse contract to hold against a value: {@code −β V_A}.
     *
     * @param ratio    β of returns
     * @param valueUsd V_A, either sign
     * @return USD, signed
     */
    public static double inverseNotional(final double ratio, final double valueUsd) {
        return -ratio * valueUsd;
    }
}
