package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.hedging.policy.HedgeEvent;

/**
 * Keeps what happened until it was answered by a trade or found nothing to trade. Owned by the engine thread.
 */
final class EventWatch {
    /** A move is judged against the price at the start of such a stretch: shorter ones are the grain of the index. */
    static final long STRETCH_NS = 60_000_000_000L;

    private static final double JUMP_DEVIATIONS = 4;
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;
    private static final double ROOT_STRETCH = Math.sqrt(STRETCH_NS / NS_PER_YEAR);

    private int pending;
    private int answered;
    private int fundingSign;
    private double stretchPrice;
    private long stretchNs;

    void on(final HedgeEvent event) {
        pending |= event.bit();
    }

    /** A funding rate of the hedge instrument; 0 has no sign and changes none. */
    void onFunding(final long rate) {
        final int sign = Long.signum(rate);
        if (sign != 0) {
            pending |= fundingSign != 0 && fundingSign != sign ? HedgeEvent.FUNDING_FLIP.bit() : 0;
            fundingSign = sign;
        }
    }

    /**
     * A price.
     *
     * @param price USD per coin, above 0
     * @param vol   absolute; 0 where it is not known, and nothing is a jump
     * @param nowNs engine time
     */
    void onPrice(final double price, final double vol, final long nowNs) {
        final boolean isOver = !(stretchPrice > 0) || nowNs - stretchNs >= STRETCH_NS;
        final double move = stretchPrice > 0 ? Math.abs(price / stretchPrice - 1) : 0;
        final boolean isJump = vol > 0 && move > JUMP_DEVIATIONS * vol * ROOT_STRETCH;
        if (isJump) {
            pending |= HedgeEvent.JUMP.bit();
        }
        if (isOver || isJump) {
            stretchPrice = price;
            stretchNs = nowNs;
        }
    }

    /** Bits of the events still to be answered. */
    int pending() {
        return pending;
    }

    /** Whether any of some events is still to be answered. */
    boolean isPending(final int mask) {
        return (pending & mask) != 0;
    }

    /** What happened was answered, by the trade just made or by finding nothing to trade. */
    void onAnswered() {
        answered = pending;
        pending = 0;
    }

    /** The last trade came to nothing, or not to all of itself: what it was to answer is open again. */
    void onUnfilled() {
        pending |= answered;
    }

    /** Bits of what the last trade answered. */
    int answered() {
        return answered;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, pending);
        h = Bits.mix(h, answered);
        h = Bits.mix(h, fundingSign);
        h = Bits.mix(h, stretchPrice);
        return Bits.mix(h, stretchNs);
    }
}
