package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * How much is traded a day: a fading rate over public trades, half of it of the last day. What the desk stated stands
 * for the time before the first trade, and alone where trades are not told. Owned by the engine thread.
 */
public final class TradedVolume {
    private static final double DAY_NS = 86_400e9;
    private static final double LN_2 = 0.6931471805599453;

    private double perDay;
    private long timeNs = Long.MIN_VALUE;

    /**
     * Knows what was stated.
     *
     * @param stated coins a day, above 0 and finite
     */
    public TradedVolume(final double stated) {
        if (!Usable.isPositive(stated)) {
            throw new IllegalArgumentException("volume must be above 0: stated=" + stated);
        }
        perDay = stated;
    }

    /**
     * Takes a public trade.
     *
     * @param coins above 0 and finite; anything else changes nothing
     * @param atNs  engine time; before the last trade's counts as the last one's
     */
    public void onTrade(final double coins, final long atNs) {
        if (!Usable.isPositive(coins)) {
            return;
        }
        if (timeNs != Long.MIN_VALUE) {
            perDay *= EwmaVariance.decay((double) Math.max(0, atNs - timeNs), DAY_NS);
            perDay += LN_2 * coins;
        }
        timeNs = Math.max(timeNs, atNs);
    }

    /**
     * The rate, as of the last trade.
     *
     * @return coins a day, above 0
     */
    public double perDay() {
        return Math.max(perDay, 1 / Usable.LARGEST);
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        return Bits.mix(Bits.mix(hash, perDay), timeNs);
    }
}
