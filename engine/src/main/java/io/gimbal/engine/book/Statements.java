package io.gimbal.engine.book;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentState;

/**
 * Takes the venue's statements of positions and of cash into a book. Each is of its moment, and the two come apart, in any
 * order, while a settlement or a delivery moves value from one to the other; on the way there a delivered option may
 * even show as a future first. So that nothing is counted twice or missed in between, the book settles itself as a whole
 * at the first statement after 08:00 UTC or after an expiry: what has expired is paid at the last estimate, other futures
 * go on from their marks. For a minute after that, a statement of cash replaces what was so computed only where the two
 * agree, up to what the venue may charge and to the last move of a price; any other is of a moment before the settlement,
 * or in the middle of it. After the minute the venue's word counts again. What is said of a delivered instrument is not
 * booked.
 *
 * <p>Owned by the engine thread.
 */
public final class Statements {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long SETTLEMENT_OF_DAY_NS = DAY_NS / 3;

    /** So long after a settlement cash may still be stated as before it. */
    private static final long CONFIRMATION_NS = 60_000_000_000L;

    /**
     * By how much of a settled amount the venue's result may differ from ours: its highest delivery fee is 0.025 %, and the
     * price it settles by is at most as much away from the last one seen.
     */
    private static final double PART_OF_AMOUNT = 0.000_5;

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
        final boolean isResettled =
                amount == line.amount() && underlying.account(currency).isOpen(timeNs);
        line.onSnapshot(amount, averagePrice);
        if (isResettled) {
            underlying.addCash(currency, realised(before, line, currency));
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
        final CashAccount account = underlying.account(currency);
        if (!account.isOpen(timeNs)) {
            account.close();
            account.set(balance);
        } else if (account.agrees(balance)) {
            account.set(balance);
        }
    }

    /** Settles the book as a whole when it has not been since the last 08:00 UTC, and what has expired at any time. */
    private static void settle(final UnderlyingBook underlying, final Currency currency, final long timeNs) {
        final CashAccount account = underlying.account(currency);
        final long dueNs = settlementBefore(timeNs);
        final boolean isDue = account.settledNs() < dueNs;
        final boolean isFirst = account.settledNs() == CashAccount.NEVER;
        for (int i = 0; i < underlying.expiryCount(); i++) {
            final Expiry expiry = underlying.expiry(i);
            if (expiry.expiryNs() <= timeNs) {
                deliver(underlying, expiry, currency, timeNs);
            } else if (isDue && !isFirst) {
                for (int k = 0; k < expiry.size(); k++) {
                    settle(account, expiry.line(k), currency, timeNs);
                }
            }
        }
        for (int i = 0; isDue && !isFirst && i < underlying.undatedCount(); i++) {
            settle(account, underlying.undated(i), currency, timeNs);
        }
        if (isDue) {
            account.settledAt(dueNs);
        }
    }

    private static void deliver(
            final UnderlyingBook underlying, final Expiry expiry, final Currency currency, final long timeNs) {
        if (!expiry.isHeld()) {
            return;
        }
        final double price = expiry.hasForward() ? expiry.forward(underlying.index(), 0) : underlying.index();
        for (int i = 0; i < expiry.size(); i++) {
            final BookLine line = expiry.line(i);
            if (currencyOf(line) == currency) {
                if (price > 0 && line.amount() != 0) {
                    book(underlying.account(currency), Book.deliveryValue(line, price), line, price, timeNs);
                }
                line.flatten();
                line.onState(InstrumentState.DELIVERED);
            }
        }
    }

    private static void settle(
            final CashAccount account, final BookLine line, final Currency currency, final long timeNs) {
        final boolean isSettled = line.instrument().isFuture() && line.amount() != 0 && line.markPrice() > 0;
        if (isSettled && currencyOf(line) == currency) {
            final double before = line.basis();
            line.onSnapshot(line.amount(), line.markPrice());
            book(account, realised(before, line, currency), line, line.markPrice(), timeNs);
        }
    }

    /** What a line's change of entry moved to cash. */
    private static double realised(final double basisBefore, final BookLine line, final Currency currency) {
        final double moved = basisBefore - line.basis();
        return currency == Currency.COIN ? moved : -moved;
    }

    private static void book(
            final CashAccount account,
            final double amount,
            final BookLine line,
            final double price,
            final long timeNs) {
        final Instrument instrument = line.instrument();
        final double quantity = Math.abs(line.quantity());
        final double notional;
        if (!instrument.isInverse()) {
            notional = quantity * price;
        } else {
            notional = instrument.isOption() ? quantity : quantity / price;
        }
        account.settle(amount, PART_OF_AMOUNT * notional, timeNs + CONFIRMATION_NS);
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
