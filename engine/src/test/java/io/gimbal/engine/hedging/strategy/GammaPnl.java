package io.gimbal.engine.hedging.strategy;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * What a delta hedge is expected to make of the difference between the volatility that comes and the implied one. Without interest.
 * Pure; allocates nothing; NaN for arguments out of range. R. Ahmad, P. Wilmott, "Which free lunch would you like today, sir? Delta
 * hedging, volatility arbitrage and optimal portfolios", Wilmott magazine (2005).
 */
public final class GammaPnl {
    private static final int STEPS = 256;

    private GammaPnl() {}

    /**
     * The result of one interval of an option hedged with its implied delta: {@code ½ Γ S² ((δS/S)² − σ_i² δt)}.
     *
     * @param gamma      net, at the implied volatility, coins per USD, either sign
     * @param price      S, at the start of the interval, USD per coin, above 0
     * @param move       δS / S, of the interval
     * @param impliedVol σ_i, absolute per root year, at least 0
     * @param years      δt, at least 0
     * @return USD; long gamma makes money of large moves
     */
    public static double ofInterval(
            final double gamma, final double price, final double move, final double impliedVol, final double years) {
        if (!(price > 0 && impliedVol >= 0 && years >= 0)) {
            return Double.NaN;
        }
        return 0.5 * gamma * price * price * (move * move - impliedVol * impliedVol * years);
    }

    /**
     * Expected result of a long vanilla option over its life, hedged without pause at its implied volatility while the price has
     * another: {@code ½ (σ² − σ_i²) ∫ E[Γ_i S²] dt}, lognormal price of a drift. The same for a call and a put.
     *
     * @param price      now, USD per coin, above 0
     * @param strike     USD per coin, above 0
     * @param years      to expiry, above 0
     * @param impliedVol σ_i, absolute per root year, above 0
     * @param actualVol  σ, absolute per root year, above 0
     * @param drift      μ of the price, continuous, per year
     * @return USD per coin of option
     */
    public static double expectedAtImplied(
            final double price,
            final double strike,
            final double years,
            final double impliedVol,
            final double actualVol,
            final double drift) {
        if (!(price > 0 && strike > 0 && years > 0 && impliedVol > 0 && actualVol > 0)) {
            return Double.NaN;
        }
        final double moneyness = DeterministicMath.logRatio(price, strike);
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            final double share = (double) i / STEPS;
            sum += simpson(i) * cashGamma(moneyness, share, years, impliedVol, actualVol, drift);
        }
        final double mean = strike * sum / (3 * STEPS);
        return 0.5 * (actualVol * actualVol - impliedVol * impliedVol) * mean * years;
    }

    private static double simpson(final int index) {
        if (index == 0 || index == STEPS) {
            return 1;
        }
        return index % 2 == 1 ? 4 : 2;
    }

    /** Expected Γ S² over the strike, after a share of the life. */
    private static double cashGamma(
            final double moneyness,
            final double share,
            final double years,
            final double impliedVol,
            final double actualVol,
            final double drift) {
        final double passed = actualVol * actualVol * share * years;
        final double left = impliedVol * impliedVol * (1 - share) * years;
        final double mean = moneyness + drift * share * years - 0.5 * (passed + left);
        final double deviation = Math.sqrt(passed + left);
        return DeterministicMath.normalPdf(mean / deviation) / deviation;
    }
}
