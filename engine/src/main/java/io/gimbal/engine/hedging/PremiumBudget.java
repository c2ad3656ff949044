package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;

/**
 * Premium paid for options bought in one UTC day. Sales give nothing back: a limit that they refill is none. The engine
 * and whoever proposes beside it keep one each. Owned by one thread; allocates nothing.
 */
public final class PremiumBudget {
    private static final long DAY_NS = 86_400L * 1_000_000_000L;

    private long day = Long.MIN_VALUE;
    private double spentUsd;

    /** Creates a budget of which nothing is spent. */
    public PremiumBudget() {}

    /**
     * An option was bought.
     *
     * @param nowNs epoch nanoseconds
     * @param usd   paid, at least 0, fees left out; what is no number counts nothing
     */
    public void onBought(final long nowNs, final double usd) {
        final long today = Math.floorDiv(nowNs, DAY_NS);
        if (today != day) {
            day = today;
            spentUsd = 0;
        }
        if (usd > 0 && usd <= Double.MAX_VALUE) {
            spentUsd += usd;
        }
    }

    /**
     * What was paid in the day of a time.
     *
     * @param nowNs epoch nanoseconds
     * @return USD, at least 0
     */
    public double spentUsd(final long nowNs) {
        return Math.floorDiv(nowNs, DAY_NS) == day ? spentUsd : 0;
    }

    /** Adds what was spent to a fingerprint; nothing before the first purchase. */
    long mixInto(final long hash) {
        return day == Long.MIN_VALUE ? hash : Bits.mix(Bits.mix(hash, day), spentUsd);
    }
}
