package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.DecisionReason;

/**
 * Holding nothing: first the delta is brought to 0, to the lot, and once it was there the book's own band stands around it,
 * so that a book of options does not trade at every tick for what its gamma makes. Owned by the engine thread.
 */
final class CashOut {
    private static final double HALF = 0.5;

    private boolean isReached;

    /** Something is to be held again. */
    void clear() {
        isReached = false;
    }

    /**
     * Answers that nothing is to be held.
     *
     * @param reason of it; {@code NULL_VAL} for a band's own
     */
    void shape(final BookSettings book, final HedgeView view, final HedgeTarget target, final DecisionReason reason) {
        final double lot = view.lotDelta();
        isReached |= Math.abs(view.totalDelta()) <= HALF * lot;
        final double width = isReached ? Math.max(book.standInHalfWidth(), lot) : HALF * lot;
        target.region(-width, 0, 0, width);
        final boolean isBand = reason == DecisionReason.NULL_VAL;
        target.reasons(isBand ? DecisionReason.INSIDE_BAND : reason, isBand ? DecisionReason.OUTSIDE_BAND : reason);
    }

    long mixInto(final long hash) {
        return Bits.mix(hash, isReached ? 1L : 0L);
    }
}
