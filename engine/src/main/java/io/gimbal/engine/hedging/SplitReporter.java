package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;

/**
 * Says which candidate got how much of a need and why; that none got any is said when it begins. Owned by the engine
 * thread.
 */
final class SplitReporter {
    private final int underlyingId;
    private final OutputPublisher out;
    private boolean isWaiting;

    SplitReporter(final int underlyingId, final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.out = out;
    }

    /**
     * Reports a split, candidate by candidate.
     *
     * @param candidates of the book
     * @param parts      theirs, in the same order
     * @param isSent     whether any order was
     * @param needDelta  what was split, coins, signed
     * @param leftDelta  what nobody got of it, coins, signed
     */
    void report(
            final Candidates candidates,
            final SplitPart[] parts,
            final boolean isSent,
            final double needDelta,
            final double leftDelta) {
        final boolean isNew = isSent || !isWaiting;
        isWaiting = !isSent;
        for (int i = 0; isNew && i < candidates.count(); i++) {
            final SplitPart part = parts[i];
            out.publish(out.hedgeSplit()
                    .orderId(part.orderId)
                    .amount(part.amount)
                    .visibleAmount(part.visible)
                    .needDelta(OutputPublisher.clean(needDelta))
                    .partDelta(OutputPublisher.clean(part.sentDelta))
                    .leftDelta(OutputPublisher.clean(leftDelta))
                    .tradingRate(OutputPublisher.clean(part.tradingRate))
                    .holdingRate(OutputPublisher.clean(part.holdingRate))
                    .beyondRate(OutputPublisher.clean(part.beyondRate))
                    .impactUsd(OutputPublisher.clean(part.impactUsd))
                    .costUsd(OutputPublisher.clean(part.costUsd))
                    .instrumentId(candidates.at(i).instrumentId())
                    .underlyingId(underlyingId)
                    .reason(part.reason)
                    .encodedLength());
        }
    }

    /** A need that one order can meet again ends the waiting. */
    void onNone() {
        isWaiting = false;
    }

    long mixInto(final long hash) {
        return Bits.mix(hash, isWaiting ? 1L : 0L);
    }
}
