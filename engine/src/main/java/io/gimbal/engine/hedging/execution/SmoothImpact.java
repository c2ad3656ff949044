package io.gimbal.engine.hedging.execution;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * How fast to trade towards the target where costs grow with the speed and no band is worth having. Linear impact:
 * R. Almgren, T. Li, "Option hedging with smooth market impact", Market Microstructure and Liquidity 2 (2016); power
 * impact: the same equation without noise in the target. Pure; arguments out of range give NaN.
 *
 * <p>An error of e coins costs {@code errorPrice e²} USD per year, as in the bands; speeds are coins per year, buys
 * above 0.
 */
public final class SmoothImpact {
    private static final double LN_2 = DeterministicMath.log(2.0);

    private SmoothImpact() {}

    /**
     * Speed under linear impact, where trading at v costs η v² per year: {@code −e √(μq/η)}.
     *
     * @param deviation  e, delta less its target, coins, either sign
     * @param errorPrice μ q, USD per squared coin and year, at least 0
     * @param impact     η, USD years per squared coin, above 0
     * @return coins per year, against the deviation
     */
    public static double linearRate(final double deviation, final double errorPrice, final double impact) {
        return errorPrice >= 0 && impact > 0 ? -deviation * Math.sqrt(errorPrice / impact) : Double.NaN;
    }

    /**
     * Time in which a deviation halves under linear impact: {@code ln 2 / √(μq/η)}.
     *
     * @param errorPrice μ q, USD per squared coin and year, at least 0
     * @param impact     η, USD years per squared coin, above 0
     * @return years, infinite where errors cost nothing
     */
    public static double halfLife(final double errorPrice, final double impact) {
        return errorPrice >= 0 && impact > 0 ? LN_2 / Math.sqrt(errorPrice / impact) : Double.NaN;
    }

    /**
     * Cost of tracking a target of the given roughness under linear impact, errors and impact together: {@code a² √(μq
     * η)}.
     *
     * @param roughness  a², coins squared per year, at least 0
     * @param errorPrice μ q, USD per squared coin and year, at least 0
     * @param impact     η, USD years per squared coin, above 0
     * @return USD per year
     */
    public static double trackingCost(final double roughness, final double errorPrice, final double impact) {
        final boolean isUsable = roughness >= 0 && errorPrice >= 0 && impact > 0;
        return isUsable ? roughness * Math.sqrt(errorPrice * impact) : Double.NaN;
    }

    /**
     * Speed under power impact, where trading at v costs β |v|^p per year: {@code −sgn(e) (μ q e² / ((p − 1)
     * β))^(1/p)}.
     *
     * @param deviation  e, coins, either sign
     * @param errorPrice μ q, USD per squared coin and year, at least 0
     * @param impact     β, USD per year at a speed of 1 coin per year, above 0
     * @param power      p, above 1; 1.5 is the square-root law, 2 linear impact
     * @return coins per year, against the deviation
     */
    public static double powerRate(
            final double deviation, final double errorPrice, final double impact, final double power) {
        if (!(errorPrice >= 0 && impact > 0 && power > 1 && Math.abs(deviation) >= 0)) {
            return Double.NaN;
        }
        final double base = errorPrice * deviation * deviation / ((power - 1) * impact);
        final double speed = base > 0 ? DeterministicMath.exp(DeterministicMath.log(base) / power) : 0;
        return deviation > 0 ? -speed : speed;
    }

    /**
     * Whole lots to trade now at a speed, without passing the target.
     *
     * @param rate      coins per year, signed
     * @param years     since the last trade, at least 0
     * @param deviation e, coins, of the other sign
     * @param lotDelta  coins of one lot, above 0
     * @return signed, towards zero; 0 where a number is missing
     */
    public static long lots(final double rate, final double years, final double deviation, final double lotDelta) {
        if (!(years >= 0 && lotDelta > 0)) {
            return 0;
        }
        final double amount = Math.min(Math.abs(rate) * years, Math.abs(deviation));
        final long lots = (long) Math.floor(amount / lotDelta);
        return rate < 0 ? -lots : lots;
    }
}
