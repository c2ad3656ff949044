package io.gimbal.engine.market;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;

/**
 * How much stands in a book of which only the best prices are known: the touch, and behind it the next {@link #LEVELS}
 * prices of a fixed grid of one basis point of what was quoted first.
 *
 * @param coins         at each level, coins; 0 for {@link #DEFAULT_USD} dollars' worth
 * @param isTouchQuoted whether the touch holds the amount that was quoted with it; else a level's
 */
public record BookDepth(double coins, boolean isTouchQuoted) {
    /**
     * Of a level unless said otherwise: the mean of eight best amounts of BTC-PERPETUAL recorded in 2025 and 2026 (91,570 to
     * 254,900 USD), and the mean of what stood behind them per basis point over the next three.
     */
    public static final double DEFAULT_USD = 150_000;

    /** Levels behind the touch. */
    public static final int LEVELS = 20;

    /** From level to level, basis points of the first quote. */
    public static final int STEP_BP = 1;

    private static final double ONE = Decimals.ONE;
    private static final double MOST_COINS = 1e6;
    private static final double MOST_SCALED = 9e17;
    private static final long BP_PER_UNIT = 10_000;

    /**
     * Checks the range.
     *
     * @param coins         as above
     * @param isTouchQuoted as above
     * @throws IllegalArgumentException when it is negative, not a number, or above a million coins
     */
    public BookDepth {
        if (!(coins >= 0 && coins <= MOST_COINS)) {
            throw new IllegalArgumentException("depth is 0 to 1e6 coins: coins=" + coins);
        }
    }

    /** Of one level, in the instrument's unit of amounts, whole lots, at least the smallest order. */
    long amount(final InstrumentSpec spec, final long price) {
        final double worth = coins > 0 ? coins * (price / ONE) : DEFAULT_USD;
        final double units = spec.isUsdAmount() ? worth : worth / (price / ONE);
        final long scaled = (long) Math.min(units * ONE, MOST_SCALED);
        return Math.max(scaled - scaled % spec.lot(), spec.minAmount());
    }

    /** Between two levels, on the grid of prices, from what the instrument is worth. */
    static long step(final InstrumentSpec spec, final long price) {
        return Math.max(spec.tickBelow(price / BP_PER_UNIT * STEP_BP), spec.tickAt(price));
    }
}
