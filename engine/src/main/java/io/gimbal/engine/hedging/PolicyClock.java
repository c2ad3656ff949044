package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;

/**
 * The policy's own timer, and whether a trade it called for is still to be made; missed intervals are not made up for.
 * Owned by the engine thread.
 */
final class PolicyClock {
    private static final long NEVER = Long.MIN_VALUE;

    private long nextNs = NEVER;
    private boolean isDue;

    /** Begins anew: what was due is no more. */
    void clear() {
        restart();
        isDue = false;
    }

    /** Counts from the next start. */
    void restart() {
        nextNs = NEVER;
    }

    /** Fires at once where it runs for the first time. */
    void start(final long intervalNs, final long nowNs) {
        if (intervalNs > 0 && nextNs == NEVER) {
            nextNs = nowNs;
        }
    }

    /** When it fires next, {@code Long.MAX_VALUE} for never. */
    long nextTimerNs(final long intervalNs) {
        return intervalNs == 0 || nextNs == NEVER ? Long.MAX_VALUE : nextNs;
    }

    void onTimer(final long intervalNs, final long dueNs, final long nowNs) {
        if (nextTimerNs(intervalNs) <= dueNs) {
            nextNs = dueNs + ((nowNs - dueNs) / intervalNs + 1) * intervalNs;
            isDue = true;
        }
    }

    boolean isDue() {
        return isDue;
    }

    void due(final boolean isNowDue) {
        isDue = isNowDue;
    }

    /** A decision was made: all that was wanted is on its way, or not. */
    void onDecision(final boolean isLeft) {
        isDue &= isLeft;
    }

    long mixInto(final long hash) {
        return Bits.mix(Bits.mix(hash, isDue ? 1L : 0L), nextNs);
    }
}
