package io.gimbal.feeds.bybit;

import io.gimbal.journal.codec.InputQuality;

/**
 * A replica of one option's book of 25 levels. Updates are numbered: a snapshot states everything, a delta continues the
 * number before it. A number left out makes the book {@link InputQuality#GAPPED}, and deltas are refused until the next
 * snapshot. Number 1 is always a snapshot: the venue's service was started anew.
 *
 * <p>Owned by the market thread; allocates nothing after construction.
 */
final class BybitBook {
    /** Levels a side of the topic {@code orderbook.25}. */
    static final int DEPTH = 25;

    /** What became of an update. */
    enum Outcome {
        /** The book is as the venue's. */
        APPLIED,
        /** Known before, or a delta of a book that waits for its snapshot. */
        IGNORED,
        /** It does not continue the one before: the book is unknown from here. */
        GAP
    }

    private static final long FIRST = 1;

    private final BookSide bids = BookSide.bids();
    private final BookSide asks = BookSide.asks();
    private long updateId;
    private boolean isKnown;

    Outcome apply(final BookUpdate update) {
        final boolean isSnapshot = update.isSnapshot || update.updateId == FIRST;
        if (!isSnapshot && (!isKnown || update.updateId <= updateId)) {
            return Outcome.IGNORED;
        }
        if (!isSnapshot && update.updateId != updateId + 1) {
            isKnown = false;
            return Outcome.GAP;
        }
        if (isSnapshot) {
            bids.clear();
            asks.clear();
        }
        update.bids.applyTo(bids);
        update.asks.applyTo(asks);
        updateId = update.updateId;
        isKnown = true;
        return Outcome.APPLIED;
    }

    /** Nothing is known any more: the connection broke. */
    void forget() {
        isKnown = false;
    }

    /** Gapped while unknown; the last levels seen are still there to be looked at. */
    InputQuality quality() {
        if (!isKnown) {
            return InputQuality.GAPPED;
        }
        final boolean isCrossed = bids.size() > 0 && asks.size() > 0 && bids.price(0) >= asks.price(0);
        return isCrossed ? InputQuality.CROSSED : InputQuality.FRESH;
    }

    BookSide bids() {
        return bids;
    }

    BookSide asks() {
        return asks;
    }
}
