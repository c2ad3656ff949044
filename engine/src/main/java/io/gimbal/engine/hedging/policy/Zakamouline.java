package io.gimbal.engine.hedging.policy;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The band that V. Zakamouline fitted to exact solutions of utility indifference hedging: a wider band than the small-cost
 * limit and a centre at another volatility. "Efficient analytic approximation of the optimal hedging strategy for a European
 * call option with transaction costs", Quantitative Finance 6 (2006). Without discounting. The exponents are a regression;
 * tau and vol must be in years. Pure; allocates nothing; arguments out of range give NaN.
 */
public final class Zakamouline {
    private static final double LOWEST_VARIANCE_SHARE = 0.05;
    private static final double WIDTH_FACTOR = 1.12;
    private static final double WIDTH_COST = 0.31;
    private static final double WIDTH_TIME = 0.05;
    private static final double SHIFT_FACTOR = -4.76;
    private static final double SHIFT_COST = 0.78;
    private static final double SHIFT_TIME = 0.02;
    private static final double SHIFT_GAMMA = 0.15;

    private Zakamouline() {}

    /**
     * The part of the half-width that stays without gamma: {@code k / (γ S σ² τ)}.
     *
     * @param costRate     k, share of the price per coin traded, at least 0
     * @param price        S, USD per coin, above 0
     * @param riskAversion γ, per USD, above 0
     * @param vol          σ, absolute, above 0
     * @param years        τ, to expiry, above 0
     * @return coins
     */
    public static double floor(
            final double costRate,
            final double price,
            final double riskAversion,
            final double vol,
            final double years) {
        if (!(costRate >= 0 && price > 0 && riskAversion > 0 && vol > 0 && years > 0)) {
            return Double.NaN;
        }
        return costRate / (riskAversion * price * vol * vol * years);
    }

    /**
     * The part of the half-width that comes with gamma: {@code 1.12 k^0.31 τ^0.05 (e^(−rτ)/σ)^0.25 (|Γ|/γ)^0.5}.
     *
     * @param costRate     k, share of the price per coin traded, at least 0
     * @param gamma        Γ, net gamma of the book, coins per USD, either sign
     * @param riskAversion γ, per USD, above 0
     * @param vol          σ, absolute, above 0
     * @param years        τ, to expiry, above 0
     * @param discount     e^(−rτ), above 0; 1 without interest
     * @return coins
     */
    public static double width(
            final double costRate,
            final double gamma,
            final double riskAversion,
            final double vol,
            final double years,
            final double discount) {
        if (!(costRate >= 0 && riskAversion > 0 && vol > 0 && years > 0 && discount > 0)) {
            return Double.NaN;
        }
        return WIDTH_FACTOR
                * power(costRate, WIDTH_COST)
                * power(years, WIDTH_TIME)
                * Math.sqrt(Math.sqrt(discount / vol))
                * Math.sqrt(Math.abs(gamma) / riskAversion);
    }

    /**
     * The shift of the variance at which the centre's delta is taken, K:
     * {@code −4.76 k^0.78 / τ^0.02 (e^(−rτ)/σ)^0.25 (γ S² |Γ|)^0.15}.
     *
     * @param costRate     k, share of the price per coin traded, at least 0
     * @param price        S, USD per coin, above 0
     * @param gamma        Γ, net gamma of the book, coins per USD, either sign
     * @param riskAversion γ, per USD, above 0
     * @param vol          σ, absolute, above 0
     * @param years        τ, to expiry, above 0
     * @param discount     e^(−rτ), above 0; 1 without interest
     * @return at most 0
     */
    public static double shift(
            final double costRate,
            final double price,
            final double gamma,
            final double riskAversion,
            final double vol,
            final double years,
            final double discount) {
        if (!(costRate >= 0 && price > 0 && riskAversion > 0 && vol > 0 && years > 0 && discount > 0)) {
            return Double.NaN;
        }
        return SHIFT_FACTOR
                * power(costRate, SHIFT_COST)
                / power(years, SHIFT_TIME)
                * Math.sqrt(Math.sqrt(discount / vol))
                * power(riskAversion * price * price * Math.abs(gamma), SHIFT_GAMMA);
    }

    /**
     * The volatility at which the centre's delta is taken: above the option's own when gamma is short, below when it is long,
     * never below the root of a twentieth of its variance.
     *
     * @param vol    σ, absolute, above 0
     * @param shift  K, as {@link #shift} gives it, at most 0
     * @param gamma  sign of the book's net gamma
     * @return absolute
     */
    public static double centreVol(final double vol, final double shift, final double gamma) {
        if (!(vol > 0 && shift <= 0) || Double.isNaN(gamma)) {
            return Double.NaN;
        }
        final double factor = gamma < 0 ? 1 - shift : Math.max(1 + shift, LOWEST_VARIANCE_SHARE);
        return vol * Math.sqrt(factor);
    }

    private static double power(final double base, final double exponent) {
        return base == 0 ? 0 : DeterministicMath.exp(exponent * DeterministicMath.log(base));
    }
}
