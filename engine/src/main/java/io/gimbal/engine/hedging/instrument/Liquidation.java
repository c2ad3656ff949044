package io.gimbal.engine.hedging.instrument;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Where a futures position is liquidated, alone on its margin, and how far that is. Pure; arguments out of range give
 * NaN.
 */
public final class Liquidation {
    private Liquidation() {}

    /**
     * Price at which the equity of an inverse position equals its maintenance margin: of
     * {@code B + N (1/F0 − 1/F) = m |N| / F}, so {@code F = (N + m|N|) / (B + N/F0)}.
     *
     * @param notionalUsd N, signed, long above 0
     * @param entry       F0, USD per coin, above 0
     * @param marginCoins B, equity at the entry price, coins
     * @param maintenance m, share of the notional, from 0, below 1
     * @return USD per coin; 0 for a long position that no price liquidates, infinite for such a short one
     */
    public static double inversePrice(
            final double notionalUsd, final double entry, final double marginCoins, final double maintenance) {
        if (!(entry > 0 && maintenance >= 0 && maintenance < 1 && Math.abs(notionalUsd) > 0)) {
            return Double.NaN;
        }
        final double coins = marginCoins + notionalUsd / entry;
        final double dollars = notionalUsd + maintenance * Math.abs(notionalUsd);
        if (Double.isNaN(coins)) {
            return Double.NaN;
        }
        if (notionalUsd > 0) {
            return coins > 0 ? dollars / coins : Double.POSITIVE_INFINITY;
        }
        return coins < 0 ? dollars / coins : Double.POSITIVE_INFINITY;
    }

    /**
     * Price at which the equity of a linear position equals its maintenance margin: of
     * {@code B + h (F − F0) = m |h| F}.
     *
     * @param coins       h, signed, long above 0
     * @param entry       F0, USD per coin, above 0
     * @param marginUsd   B, equity at the entry price, USD
     * @param maintenance m, share of the notional, from 0, below 1
     * @return USD per coin; 0 for a long position that no price liquidates
     */
    public static double linearPrice(
            final double coins, final double entry, final double marginUsd, final double maintenance) {
        if (!(entry > 0 && maintenance >= 0 && maintenance < 1 && Math.abs(coins) > 0) || Double.isNaN(marginUsd)) {
            return Double.NaN;
        }
        return Math.max((coins * entry - marginUsd) / (coins - maintenance * Math.abs(coins)), 0);
    }

    /**
     * Distance in standard deviations of the price until a reaction: {@code |ln(F / F_liq)| / (σ √t)}.
     *
     * @param price       F, USD per coin, above 0
     * @param liquidation F_liq; 0 or infinite where there is none
     * @param isLong      whether falling prices liquidate
     * @param vol         absolute, above 0
     * @param years       until a reaction takes effect, above 0
     * @return infinite where nothing liquidates; 0 at the price of liquidation and below 0 beyond it
     */
    public static double distance(
            final double price, final double liquidation, final boolean isLong, final double vol, final double years) {
        if (!(price > 0 && liquidation >= 0 && vol > 0 && years > 0)) {
            return Double.NaN;
        }
        final double scale = vol * Math.sqrt(years);
        if (liquidation == 0) {
            return isLong ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        if (liquidation == Double.POSITIVE_INFINITY) {
            return isLong ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        final double log = DeterministicMath.logRatio(price, liquidation);
        return (isLong ? log : -log) / scale;
    }

    /**
     * The largest inverse notional of a side whose distance to liquidation stays above a limit.
     *
     * @param side        above 0 for long, below for short
     * @param price       F, entry and now, USD per coin, above 0
     * @param marginCoins B, coins, above 0
     * @param maintenance m, from 0, below 1
     * @param move        z σ √t: log distance asked for, above 0
     * @return USD, at least 0, without a sign; infinite for a short that no size liquidates
     */
    public static double largestInverse(
            final int side, final double price, final double marginCoins, final double maintenance, final double move) {
        if (!(price > 0 && marginCoins > 0 && maintenance >= 0 && maintenance < 1 && move > 0)) {
            return Double.NaN;
        }
        final double barrier = price * DeterministicMath.exp(side > 0 ? -move : move);
        final double lossPerUsd =
                side > 0 ? (1 + maintenance) / barrier - 1 / price : 1 / price - (1 - maintenance) / barrier;
        return lossPerUsd > 0 ? marginCoins / lossPerUsd : Double.POSITIVE_INFINITY;
    }
}
