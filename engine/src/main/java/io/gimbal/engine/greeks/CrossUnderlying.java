package io.gimbal.engine.greeks;

/**
 * One number for a book of several underlyings. Pure functions over arrays by underlying, summed in their order; they
 * allocate nothing.
 */
public final class CrossUnderlying {
    private CrossUnderlying() {}

    /**
     * Beta-weighted delta: how much of a reference underlying moves, to first order, as the whole book does when each
     * underlying's return is its beta times the reference's.
     *
     * @param deltaCash      of each underlying, USD
     * @param betas          return of each per return of the reference, which has 1
     * @param referencePrice USD per unit, positive
     * @return sum of beta × delta cash / reference price, units of the reference
     * @throws IllegalArgumentException where the arrays differ in length or the price is not positive and finite
     */
    public static double betaWeightedDelta(
            final double[] deltaCash, final double[] betas, final double referencePrice) {
        if (deltaCash.length != betas.length || !(referencePrice > 0 && referencePrice <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("cannot weight: underlyings=" + deltaCash.length + ", betas="
                    + betas.length + ", referencePrice=" + referencePrice);
        }
        double cash = 0.0;
        for (int i = 0; i < deltaCash.length; i++) {
            cash = Math.fma(betas[i], deltaCash[i], cash);
        }
        return cash / referencePrice;
    }

    /**
     * Correlation-weighted risk of the delta: one standard deviation of the book's result over the horizon of the sigmas.
     *
     * @param deltaCash    of each underlying, USD
     * @param sigmas       standard deviation of each one's return over the horizon, at least 0
     * @param correlations of the returns
     * @param exposures    scratch of the same length, overwritten with sigma × delta cash
     * @return √(x′Rx), USD
     * @throws IllegalArgumentException where the lengths differ
     */
    public static double deltaRisk(
            final double[] deltaCash,
            final double[] sigmas,
            final CorrelationMatrix correlations,
            final double[] exposures) {
        if (deltaCash.length != sigmas.length || deltaCash.length != exposures.length) {
            throw new IllegalArgumentException("lengths differ: underlyings=" + deltaCash.length + ", sigmas="
                    + sigmas.length + ", scratch=" + exposures.length);
        }
        for (int i = 0; i < deltaCash.length; i++) {
            exposures[i] = sigmas[i] * deltaCash[i];
        }
        return correlations.risk(exposures);
    }
}
