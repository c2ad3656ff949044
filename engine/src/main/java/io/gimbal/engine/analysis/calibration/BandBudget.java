package io.gimbal.engine.analysis.calibration;

/**
 * What the band of Whalley and Wilmott, traded to its edge, is expected to cost and to leave unhedged, and the risk
 * aversion that meets a budget of either. In the limit of small costs, where the half-width is {@code (3 c a² / (2 γ
 * q))^(1/3)}, the cost rate {@code c a² / (2 H)} and the error {@code q H² / 3}; so the error falls with the cube root
 * of the risk aversion and the cost rises with it, and both inversions are closed. Opening and closing trades, lots
 * and floors are not in it. Immutable.
 *
 * @param forecast of gamma
 * @param costRate k, of the notional, above 0
 */
public record BandBudget(GammaForecast forecast, double costRate) {
    private double variance() {
        return forecast.vol() * forecast.vol();
    }

    /**
     * Expected cost over the horizon.
     *
     * @param riskAversion γ, per USD, above 0
     * @return USD
     */
    public double costUsd(final double riskAversion) {
        return 0.5 * costRate * Math.cbrt(2 * riskAversion * variance() / (3 * costRate)) * forecast.bands();
    }

    /**
     * Standard deviation, over the horizon, of what hedging in a band makes beyond hedging without costs and without
     * pause.
     *
     * @param riskAversion γ, per USD, above 0
     * @return USD
     */
    public double errorUsd(final double riskAversion) {
        final double root = Math.cbrt(3 * costRate / (2 * riskAversion * variance()));
        return Math.sqrt(variance() / 3 * root * root * forecast.bands());
    }

    /**
     * The risk aversion that spends an error budget.
     *
     * @param errorUsd above 0
     * @return per USD
     */
    public double aversionOfError(final double errorUsd) {
        final double ratio = errorUsd(1) / errorUsd;
        return ratio * ratio * ratio;
    }

    /**
     * The risk aversion that spends a cost budget.
     *
     * @param costUsd above 0
     * @return per USD
     */
    public double aversionOfCost(final double costUsd) {
        final double ratio = costUsd / costUsd(1);
        return ratio * ratio * ratio;
    }

    /**
     * The half-width at the start.
     *
     * @param riskAversion γ, per USD, above 0
     * @return coins
     */
    public double halfWidthCoins(final double riskAversion) {
        return Math.cbrt(3 * costRate * forecast.startRoughness() / (2 * riskAversion * variance() * forecast.price()));
    }

    /**
     * The interval of a clock to the target that costs as much.
     *
     * @param costUsd above 0
     * @return years
     */
    public double clockYears(final double costUsd) {
        final double ratio = costRate * Math.sqrt(2 / Math.PI) * forecast.first() / costUsd;
        return ratio * ratio;
    }

    /**
     * The error of a clock to the target that costs as much.
     *
     * @param costUsd above 0
     * @return USD
     */
    public double clockErrorUsd(final double costUsd) {
        return Math.sqrt(0.5 * clockYears(costUsd) * variance() * forecast.second());
    }
}
