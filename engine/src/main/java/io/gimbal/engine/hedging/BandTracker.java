package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;

/**
 * Measures how the delta kept to its band: each breach, whether it was answered, and every nanosecond outside, by cause.
 * Never decides. Owned by the engine thread.
 *
 * <p>A breach begins when the delta, with everything in flight counted as filled, leaves the configured band; it is
 * answered when the same event made an order. Time outside counts positions only, so it includes the time an order needs.
 */
public final class BandTracker {
    /** Why the delta is where it is. */
    public enum Standing {
        /** In the band. */
        INSIDE(0),
        /** Outside; an order is on its way. */
        LATENCY(1),
        /** Outside by less than can be traded. */
        LOT(2),
        /** Outside; something we would trade on is missing, stale or one-sided. */
        DATA_GAP(3),
        /** Outside; a limit, an operator, a recent rejection or the desk's own trigger or gate forbids the trade. */
        REFUSED(4),
        /** Outside; an order rests for it, or a slice is not due. */
        RESTING(5);

        private final int code;

        Standing(final int code) {
            this.code = code;
        }
    }

    private final long[] outsideNs = new long[Standing.RESTING.code + 1];
    private Standing standing = Standing.INSIDE;
    private long sinceNs;
    private long stretchNs;
    private long longestLatencyNs;
    private long breaches;
    private long answered;
    private boolean isBreached;
    private boolean wasInside;
    private double maxAbsDeviation;
    private double lastDeviation;
    private boolean isStarted;

    BandTracker() {}

    void onEvaluation(
            final long nowNs,
            final double deviation,
            final double halfWidth,
            final double expectedDeviation,
            final boolean isOrdered,
            final boolean isResting,
            final Standing outside) {
        final boolean isInside = Math.abs(deviation) <= halfWidth;
        advance(nowNs);
        standing = isInside ? Standing.INSIDE : outside;
        wasInside |= isInside;
        if (wasInside) {
            maxAbsDeviation = Math.max(maxAbsDeviation, Math.abs(deviation));
        }
        lastDeviation = deviation;
        final boolean isOut = Math.abs(expectedDeviation) > halfWidth;
        if (isOut && !isBreached) {
            breaches++;
            answered += isOrdered ? 1 : 0;
        }
        isBreached = isOut && (!isOrdered || isResting);
    }

    /** The delta cannot be told: time outside, if it was outside, is the data's from here on. */
    void onBlind(final long nowNs) {
        advance(nowNs);
        standing = standing == Standing.INSIDE ? Standing.INSIDE : Standing.DATA_GAP;
    }

    private void advance(final long nowNs) {
        if (isStarted && standing != Standing.INSIDE) {
            final long stepNs = nowNs - sinceNs;
            outsideNs[standing.code] += stepNs;
            stretchNs = standing == Standing.LATENCY ? stretchNs + stepNs : 0;
            longestLatencyNs = Math.max(longestLatencyNs, stretchNs);
        } else {
            stretchNs = 0;
        }
        isStarted = true;
        sinceNs = nowNs;
    }

    /** {@return how often the expected delta left the band} */
    public long breaches() {
        return breaches;
    }

    /** {@return how many of those made an order in the same event} */
    public long answeredBreaches() {
        return answered;
    }

    /**
     * Time outside for one cause.
     *
     * @param cause not {@code INSIDE}
     * @return nanoseconds
     */
    public long outsideNs(final Standing cause) {
        return outsideNs[cause.code];
    }

    /** {@return the longest unbroken time outside with an order on its way, nanoseconds} */
    public long longestLatencyNs() {
        return longestLatencyNs;
    }

    /** {@return the largest distance from the target since the delta was first inside the band, coins} */
    public double maxAbsDeviation() {
        return maxAbsDeviation;
    }

    /** {@return the last distance from the target, coins, signed} */
    public double lastDeviation() {
        return lastDeviation;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, standing.code);
        for (int i = 0; i <= Standing.REFUSED.code; i++) {
            h = Bits.mix(h, outsideNs[i]);
        }
        h = outsideNs[Standing.RESTING.code] == 0 ? h : Bits.mix(h, outsideNs[Standing.RESTING.code]);
        h = Bits.mix(h, sinceNs);
        h = Bits.mix(h, stretchNs);
        h = Bits.mix(h, longestLatencyNs);
        h = Bits.mix(h, (isBreached ? 1L : 0L) | (wasInside ? 2L : 0L) | (isStarted ? 4L : 0L));
        h = Bits.mix(h, breaches);
        h = Bits.mix(h, answered);
        h = Bits.mix(h, maxAbsDeviation);
        return Bits.mix(h, lastDeviation);
    }
}
