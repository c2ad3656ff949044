package io.gimbal.engine.book;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentState;

/**
 * Takes the venue's statements of positions and of cash into a book. Each is of its moment, and the two come apart, in any
 * order, while a settlement or a delivery moves value from one to the other; on the way there a delivered option may
 * even show as a future first. So that nothing is counted twice or missed in between, the book settles itself as a whole
 * at the first statement after 08:00 UTC or after an expiry: what has expired is paid at the last estimate, other futures
 * go on from their marks. A statement of cash then either holds what was moved so or does not yet, whichever is nearer;
 * until one does, or a minute is over, it is added to what is stated. What is said of a delivered instrument is not booked.
 *
 * <p>Owned by the engine thread.
 */
public final class Statements {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long SETTLEMENT_OF_DAY_NS = DAY_NS / 3;

    /** So long after a settlement cash may still be stated as before it. */
    private static final long CONFIRMATION_NS = 60_000_000_000L;

    private final Book book;

    /**
     * Reads statements into a book.
     *
     * @param book of the engine
     */
    public Statements(final Book book) {
        this.book = book;
    }

    /**
     * Whether an instrument holds nothing any more, whatever a statement says on the way to cash.
     *
     * @param line   the instrument
     * @param timeNs of the statement, epoch nanoseconds
     * @return true from its expiry on
     */
    public static boolean isExpired(final BookLine line, final long timeNs) {
        final long expiryNs = line.instrument().expiryNs();
        return expiryNs > 0 && expiryNs <= timeNs;
    }

    /**
     * The venue's statement of a position.
     *
     * @param line         the instrument
     * @param amount       scaled, signed
     * @param averagePrice entry price of a future; 0 where there is none
     * @param timeNs       of the statement, epoch nanoseconds
     */
    public void onPosition(final BookLine line, final long amount, final double averagePrice, final long timeNs) {
        final UnderlyingBook underlying = underlyingOf(line);
        final Currency currency = currencyOf(line);
        settle(underlying, currency, timeNs);
        if (isExpired(line, timeNs)) {
            return;
        }
        final double before = line.basis();
        final boolean isResettled = amount == line.amount() && underlying.moved(currency) != 0;
        line.onSnapshot(amount, averagePrice);
        if (isResettled) {
            final double moved = before - line.basis();
            underlying.move(currency, currency == Currency.COIN ? moved : -moved);
        }
    }

    /**
     * The venue's statement of cash.
     *
     * @param underlying what it backs
     * @param currency   of the balance
     * @param balance    without unrealised results
     * @param timeNs     of the statement, epoch nanoseconds
     */
    public void onBalance(
            final UnderlyingBook underlying, final Currency currency, final double balance, final long timeNs) {
        settle(underlying, currency, timeNs);
        final double moved = underlying.moved(currency);
        final double ours = currency == Currency.COIN ? underlying.coinCash() : underlying.usdCash();
        final boolean isHeld = Math.abs(balance - ours) <= Math.abs(balance - (ours - moved));
        if (isHeld || timeNs - underlying.settledNs(currency) > CONFIRMATION_NS) {
            underlying.confirm(currency);
            underlying.onBalance(currency, balance);
        } else {
            underlying.onBalance(currency, balance + moved);
        }
    }

    /** Settles the book as a whole when it has not been since the last 08:00 UTC, and what has expired at any time. */
    private static void settle(final UnderlyingBook underlying, final Currency currency, final long timeNs) {
        final long dueNs = settlementBefore(timeNs);
        final boolean isDue = underlying.settledNs(currency) < dueNs;
        final boolean isFirst = underlying.settledNs(currency) == UnderlyingBook.NEVER;
        for (int i = 0; i < underlying.expiryCount(); i++) {
            final Expiry expiry = underlying.expiry(i);
            if (expiry.expiryNs() <= timeNs) {
                deliver(underlying, expiry, currency);
            } else if (isDue && !isFirst) {
                settle(underlying, expiry, currency);
            }
        }
        for (int i = 0; isDue && !isFirst && i < underlying.undatedCount(); i++) {
            settle(underlying, underlying.undated(i), currency);
        }
        if (isDue) {
            underlying.settledAt(currency, dueNs);
        }
    }

    private static void deliver(final UnderlyingBook underlying, final Expiry expiry, final Currency currency) {
        if (!expiry.isHeld()) {
            return;
        }
        final double price = expiry.hasForward() ? expiry.forward(underlying.index(), 0) : underlying.index();
        for (int i = 0; i < expiry.size(); i++) {
            final BookLine line = expiry.line(i);
            if (currencyOf(line) == currency) {
                underlying.move(currency, price > 0 ? Book.deliveryValue(line, price) : 0);
                line.flatten();
                line.onState(InstrumentState.DELIVERED);
            }
        }
    }

    private static void settle(final UnderlyingBook underlying, final Expiry expiry, final Currency currency) {
        for (int i = 0; i < expiry.size(); i++) {
            settle(underlying, expiry.line(i), currency);
        }
    }

    private static void settle(final UnderlyingBook underlying, final BookLine line, final Currency currency) {
        final boolean isSettled = line.instrument().isFuture() && line.amount() != 0 && line.markPrice() > 0;
        if (isSettled && currencyOf(line) == currency) {
            final double before = line.basis();
            line.onSnapshot(line.amount(), line.markPrice());
            final double moved = before - line.basis();
            underlying.move(currency, currency == Currency.COIN ? moved : -moved);
        }
    }

    private UnderlyingBook underlyingOf(final BookLine line) {
        final UnderlyingBook underlying = book.underlying(line.instrument().underlyingId());
        if (underlying == null) {
            throw new IllegalStateException(
                    "line without underlying: instrumentId=" + line.instrument().id());
        }
        return underlying;
    }

    private static Currency currencyOf(final BookLine line) {
        return line.instrument().isInverse() ? Currency.COIN : Currency.USD;
    }

    /** The last 08:00 UTC not after a time. */
    private static long settlementBefore(final long timeNs) {
        return Math.floorDiv(timeNs - SETTLEMENT_OF_DAY_NS, DAY_NS) * DAY_NS + SETTLEMENT_OF_DAY_NS;
    }
}
