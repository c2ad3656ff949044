package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Book;
import org.jspecify.annotations.Nullable;

/**
 * The outlooks of all underlyings, by dense id; they outlive a session while the coin is the same. Owned by the engine
 * thread.
 */
final class Outlooks {
    private final OutputPublisher out;
    private final @Nullable Outlook[] outlooks = new Outlook[Book.MAX_UNDERLYINGS];
    private final long[] coins = new long[Book.MAX_UNDERLYINGS];
    private final boolean[] isTaken = new boolean[Book.MAX_UNDERLYINGS];

    Outlooks(final OutputPublisher out) {
        this.out = out;
    }

    /** A session begins: all hedgers are gone. */
    void suspend() {
        for (int i = 0; i < outlooks.length; i++) {
            final Outlook outlook = outlooks[i];
            if (outlook != null) {
                outlook.suspend();
            }
            isTaken[i] = false;
        }
    }

    /** An underlying is of this coin, eight letters as they stand in the event. */
    void onCoin(final int underlyingId, final long coin) {
        if (underlyingId < 0 || underlyingId >= coins.length || isTaken[underlyingId]) {
            return;
        }
        if (coins[underlyingId] != coin) {
            outlooks[underlyingId] = null;
        }
        coins[underlyingId] = coin;
    }

    /** The coin of an underlying, eight letters as they stand in the event; 0 where none was named. */
    long coin(final int underlyingId) {
        return underlyingId >= 0 && underlyingId < coins.length ? coins[underlyingId] : 0;
    }

    /** The outlook of a defined underlying, for the hedger that is made. */
    Outlook of(final int underlyingId) {
        final Outlook kept = outlooks[underlyingId];
        final Outlook outlook = kept == null ? new Outlook(underlyingId, out) : kept;
        outlooks[underlyingId] = outlook;
        isTaken[underlyingId] = true;
        return outlook;
    }

    /** What is kept for hedgers that are not made yet; the others tell it themselves. */
    long mixInto(final long hash) {
        long h = hash;
        for (int i = 0; i < outlooks.length; i++) {
            final Outlook outlook = outlooks[i];
            if (outlook != null && !isTaken[i]) {
                h = outlook.mixInto(h);
            }
        }
        return h;
    }
}
