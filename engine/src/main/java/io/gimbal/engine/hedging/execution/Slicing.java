package io.gimbal.engine.hedging.execution;

/**
 * How much of a trade to send or to show at once, in whole lots. Pure. Amounts are without a sign; 0 means nothing can
 * be sent, for arguments out of range too. No slice leaves a rest smaller than the smallest order.
 */
public final class Slicing {
    private Slicing() {}

    /**
     * The tranche of an iceberg that is shown.
     *
     * @param remainingLots of the whole, at least 0
     * @param displayLots   to show at a time, at least 1
     * @param minLots       smallest order, at least 1
     * @return lots
     */
    public static long iceberg(final long remainingLots, final long displayLots, final long minLots) {
        if (!(displayLots >= 1 && minLots >= 1 && remainingLots >= minLots)) {
            return 0;
        }
        final long shown = Math.max(displayLots, minLots);
        return withoutDust(remainingLots, Math.min(shown, remainingLots), minLots);
    }

    /**
     * The clip that takes no more than a share of what is visible.
     *
     * @param remainingLots of the whole, at least 0
     * @param visibleLots   on the levels that may be taken, at least 0
     * @param share         of the visible lots, above 0, at most 1
     * @param minLots       smallest order, at least 1
     * @return lots
     */
    public static long byDepth(
            final long remainingLots, final long visibleLots, final double share, final long minLots) {
        if (!(share > 0 && share <= 1 && minLots >= 1 && visibleLots >= minLots && remainingLots >= minLots)) {
            return 0;
        }
        final long clip = Math.max((long) Math.floor(visibleLots * share), minLots);
        final long wanted = withoutDust(remainingLots, Math.min(clip, remainingLots), minLots);
        return wanted <= visibleLots ? wanted : Math.max(wanted - minLots, minLots);
    }

    private static long withoutDust(final long remaining, final long slice, final long min) {
        final long rest = remaining - slice;
        if (rest == 0 || rest >= min) {
            return slice;
        }
        return slice - min + rest >= min ? slice - (min - rest) : remaining;
    }

    /**
     * Where the delta will be off by when an order at a given price is filled, because the book's own delta moves on
     * the way.
     *
     * @param deviation now, at the mid, coins
     * @param gamma     net gamma of the book, coins per USD
     * @param mid       USD per coin
     * @param price     of the order, USD per coin
     * @return coins
     */
    public static double deviationAt(final double deviation, final double gamma, final double mid, final double price) {
        return deviation + gamma * (price - mid);
    }
}
