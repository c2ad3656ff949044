package io.gimbal.engine.hedging.strategy;

/**
 * Whether gamma is worth its rent: what it is expected to make of the price's moves against the theta and the cost of trading. Pure;
 * allocates nothing; NaN for arguments out of range. Rates are USD per year at fixed forward; a long option's theta is below 0. The expected cost of a
 * band is {@link io.gimbal.engine.hedging.policy.Bands#costRate}.
 */
public final class GammaRent {
    private GammaRent() {}

    /**
     * What gamma is expected to make: {@code ½ Γ S² σ²}.
     *
     * @param gamma net, coins per USD, either sign
     * @param price USD per coin, above 0
     * @param vol   σ, forecast, absolute per root year, at least 0
     * @return USD per year; the sign of gamma
     */
    public static double gain(final double gamma, final double price, final double vol) {
        return price > 0 && vol >= 0 ? 0.5 * gamma * price * price * vol * vol : Double.NaN;
    }

    /**
     * What is left of it: {@code ½ Γ S² σ_f² + Θ − cost}.
     *
     * @param gamma    net, coins per USD, either sign
     * @param price    USD per coin, above 0
     * @param vol      σ_f, forecast, absolute per root year, at least 0
     * @param theta    of the book, USD per year; below 0 for a long option
     * @param costRate expected cost of trading, USD per year, at least 0
     * @return USD per year
     */
    public static double net(
            final double gamma, final double price, final double vol, final double theta, final double costRate) {
        return costRate >= 0 ? gain(gamma, price, vol) + theta - costRate : Double.NaN;
    }

    /**
     * Whether it pays to scalp.
     *
     * @param gamma    net, coins per USD, either sign
     * @param price    USD per coin, above 0
     * @param vol      σ_f, forecast, absolute per root year, at least 0
     * @param theta    of the book, USD per year; below 0 for a long option
     * @param costRate expected cost of trading, USD per year, at least 0
     * @param margin   that must be left, USD per year, at least 0
     * @return false for arguments out of range
     */
    public static boolean pays(
            final double gamma,
            final double price,
            final double vol,
            final double theta,
            final double costRate,
            final double margin) {
        return margin >= 0 && net(gamma, price, vol, theta, costRate) > margin;
    }

    /**
     * The volatility at which nothing is left: {@code √(2 (cost − Θ) / (Γ S²))}. Long gamma gains above it, short gamma below.
     *
     * @param gamma    net, coins per USD, not 0
     * @param price    USD per coin, above 0
     * @param theta    of the book, USD per year
     * @param costRate expected cost of trading, USD per year, at least 0
     * @return absolute per root year; NaN where no volatility breaks even and for arguments out of range
     */
    public static double breakEvenVol(
            final double gamma, final double price, final double theta, final double costRate) {
        if (!(price > 0 && costRate >= 0)) {
            return Double.NaN;
        }
        return Math.sqrt(2 * (costRate - theta) / (gamma * price * price));
    }
}
