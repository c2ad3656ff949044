package io.gimbal.engine.hedging.policy;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Half-widths of no-trade bands and intervals between trades, in closed form. Pure; allocates nothing.
 *
 * <p>Common to all: the deviation {@code e} of the delta from its target moves as a martingale with the variance rate
 * {@code roughness} (a², coins squared per year; (gamma vol price)² where the price alone moves the target). An error costs
 * {@code errorPrice · e²} dollars per year, {@code errorPrice = riskAversion / 2 · vol² price²}; a trade costs
 * {@code costPerCoin} dollars per coin and {@code costPerOrder} dollars. Widths are in coins. Small-cost limit of constant
 * absolute risk aversion: A. Whalley, P. Wilmott, "An asymptotic analysis of an optimal hedging model for option pricing with
 * transaction costs", Mathematical Finance 7 (1997).
 *
 * <p>Arguments out of range, NaN among them, give NaN: no comparison with a NaN width trades.
 */
public final class Bands {
    private static final double HALF = 0.5;

    /** Minus zeta(1/2) over the root of 2 pi: how far, in steps' deviations, a walk looked at in steps overshoots. */
    private static final double OVERSHOOT = 0.5826;

    private Bands() {}

    /**
     * Variance rate of the target of a book whose volatilities stand still.
     *
     * @param gamma net, coins per USD, either sign
     * @param vol   absolute, per root year
     * @param price USD per coin
     * @return coins squared per year
     */
    public static double roughness(final double gamma, final double vol, final double price) {
        final double root = gamma * vol * price;
        return root * root;
    }

    /**
     * What an error of one coin costs.
     *
     * @param riskAversion absolute, per USD, above 0
     * @param vol          absolute, per root year
     * @param price        USD per coin
     * @return USD per squared coin and year
     */
    public static double errorPrice(final double riskAversion, final double vol, final double price) {
        final double move = vol * price;
        return HALF * riskAversion * move * move;
    }

    /**
     * Half-width of Whalley and Wilmott, traded to the edge: {@code (3/2 k S Γ² / γ)^(1/3)}, without discounting.
     *
     * @param costRate     k, share of the price per coin traded, at least 0
     * @param price        S, USD per coin, above 0
     * @param gamma        Γ, net gamma of the book, coins per USD, either sign
     * @param riskAversion γ, per USD, above 0
     * @return coins
     */
    public static double whalleyWilmott(
            final double costRate, final double price, final double gamma, final double riskAversion) {
        if (!(costRate >= 0 && price > 0 && riskAversion > 0)) {
            return Double.NaN;
        }
        return DeterministicMath.cbrt(1.5 * costRate * price * gamma * gamma / riskAversion);
    }

    /**
     * Best half-width where costs are proportional and the trade ends at the edge: {@code H³ = 3 c a² / (4 μ q)}.
     *
     * @param costPerCoin c, USD, at least 0
     * @param roughness   a², coins squared per year, at least 0
     * @param errorPrice  μ q, USD per squared coin and year, above 0
     * @return coins
     */
    public static double toEdge(final double costPerCoin, final double roughness, final double errorPrice) {
        return proportional(0.75, costPerCoin, roughness, errorPrice);
    }

    /**
     * Best half-width where costs are proportional and the trade ends at the target: {@code H³ = 3 c a² / (μ q)}.
     *
     * @param costPerCoin c, USD, at least 0
     * @param roughness   a², coins squared per year, at least 0
     * @param errorPrice  μ q, USD per squared coin and year, above 0
     * @return coins
     */
    public static double toTarget(final double costPerCoin, final double roughness, final double errorPrice) {
        return proportional(3.0, costPerCoin, roughness, errorPrice);
    }

    private static double proportional(
            final double factor, final double costPerCoin, final double roughness, final double errorPrice) {
        if (!(costPerCoin >= 0 && roughness >= 0 && errorPrice > 0)) {
            return Double.NaN;
        }
        return DeterministicMath.cbrt(factor * costPerCoin * roughness / errorPrice);
    }

    /**
     * Best half-width where each order costs the same, whatever its size: {@code H⁴ = 6 f a² / (μ q)}, traded to the target.
     *
     * @param costPerOrder f, USD, at least 0
     * @param roughness    a², coins squared per year, at least 0
     * @param errorPrice   μ q, USD per squared coin and year, above 0
     * @return coins
     */
    public static double fixedCost(final double costPerOrder, final double roughness, final double errorPrice) {
        if (!(costPerOrder >= 0 && roughness >= 0 && errorPrice > 0)) {
            return Double.NaN;
        }
        return Math.sqrt(Math.sqrt(6.0 * costPerOrder * roughness / errorPrice));
    }

    /**
     * Best time between trades to the target at proportional costs: {@code (c √(2/π) / (μ q a))^(2/3)}. Of the family of
     * E. Grannan and G. Swindle, "Minimizing transaction costs of option hedging strategies", Mathematical Finance 6 (1996).
     *
     * @param costPerCoin c, USD, at least 0
     * @param roughness   a², coins squared per year, above 0
     * @param errorPrice  μ q, USD per squared coin and year, above 0
     * @return years
     */
    public static double interval(final double costPerCoin, final double roughness, final double errorPrice) {
        if (!(costPerCoin >= 0 && roughness > 0 && errorPrice > 0)) {
            return Double.NaN;
        }
        final double root = DeterministicMath.cbrt(costPerCoin * Math.sqrt(2 / Math.PI) / errorPrice);
        return root * root / DeterministicMath.cbrt(roughness);
    }

    /**
     * Expected cost of a band from which trades jump from {@code outer} to {@code inner}:
     * {@code (f + c (H − L)) a² / (H² − L²)}, and {@code c a² / (2 H)} where both are one.
     *
     * @param costPerOrder f, USD, at least 0; must be 0 where {@code inner} equals {@code outer}
     * @param costPerCoin  c, USD, at least 0
     * @param roughness    a², coins squared per year, at least 0
     * @param outer        H, coins, above 0
     * @param inner        L, coins, from 0 to {@code outer}
     * @return USD per year
     */
    public static double costRate(
            final double costPerOrder,
            final double costPerCoin,
            final double roughness,
            final double outer,
            final double inner) {
        if (!(costPerOrder >= 0 && costPerCoin >= 0 && roughness >= 0 && outer > 0 && inner >= 0 && inner <= outer)) {
            return Double.NaN;
        }
        if (inner == outer && costPerOrder > 0) {
            return Double.NaN;
        }
        final double perOrder = costPerOrder == 0 ? 0 : costPerOrder / (outer * outer - inner * inner);
        return roughness * (perOrder + costPerCoin / (outer + inner));
    }

    /**
     * Mean squared deviation of a band from which trades jump from {@code outer} to {@code inner}: {@code (H² + L²) / 6}.
     *
     * @param outer H, coins, at least 0
     * @param inner L, coins, from 0 to {@code outer}
     * @return coins squared
     */
    public static double meanSquare(final double outer, final double inner) {
        if (!(inner >= 0 && inner <= outer)) {
            return Double.NaN;
        }
        return (outer * outer + inner * inner) / 6.0;
    }

    /**
     * What a price must move by before the band is left: {@code H / (|Γ| S)}.
     *
     * @param halfWidth coins, at least 0
     * @param gamma     net, coins per USD, not 0
     * @param price     USD per coin, above 0
     * @return share of the price
     */
    public static double priceMove(final double halfWidth, final double gamma, final double price) {
        if (!(halfWidth >= 0 && gamma != 0 && price > 0)) {
            return Double.NaN;
        }
        return halfWidth / (Math.abs(gamma) * price);
    }

    /**
     * The half-width at which a band looked at only now and then acts like one watched always: narrower by what the
     * deviation is expected to overshoot between two looks, {@code H − 0.5826 a √δ}. M. Broadie, P. Glasserman, S.
     * Kou, "A continuity correction for discrete barrier options", Mathematical Finance 7 (1997).
     *
     * @param halfWidth coins, at least 0
     * @param roughness a², coins squared per year, at least 0
     * @param interval  δ, years between two looks, at least 0
     * @return coins, at least 0
     */
    public static double inspected(final double halfWidth, final double roughness, final double interval) {
        if (!(halfWidth >= 0 && roughness >= 0 && interval >= 0)) {
            return Double.NaN;
        }
        return Math.max(halfWidth - OVERSHOOT * Math.sqrt(roughness * interval), 0);
    }
}
