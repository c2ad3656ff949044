package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.journal.codec.InstrumentKind;
import org.jspecify.annotations.Nullable;

/**
 * Measures what funding one underlying's perpetuals received: the payments where the venue tells them, else what accrues,
 * {@code −rate × position × time / 8 h} at the rates it tells, dollars at the index of the moment, of another coin's
 * perpetual at its price. A venue books funding with the cash that it states, so it is in the result there; where fills are
 * simulated nobody books it, and this is what it would have been. A report: part of no fingerprint. Never decides. Owned by
 * the engine thread; allocates nothing.
 */
public final class FundingTracker {
    private static final double PERIOD_NS = 8 * 3_600e9;
    private static final long NEVER = Long.MIN_VALUE;

    /** Most perpetuals of one coin; rates of others are not counted. */
    private static final int MOST = 16;

    private final int[] instruments = new int[MOST];
    private final double[] rates = new double[MOST];
    private final double[] positionsUsd = new double[MOST];
    private final @Nullable BookLine[] standIns = new BookLine[MOST];
    private int count;
    private long sinceNs = NEVER;
    private double accruedUsd;
    private double paidUsd;
    private boolean isPaid;

    FundingTracker() {}

    /** A rate per 8 hours, as a share; longs pay one above 0. */
    void onRate(final UnderlyingBook book, final BookLine line, final double rate, final long nowNs) {
        if (line.instrument().kind() != InstrumentKind.PERPETUAL) {
            return;
        }
        see(book, nowNs);
        final int at = indexOf(line.instrument().id());
        if (at == MOST) {
            return;
        }
        count = Math.max(count, at + 1);
        instruments[at] = line.instrument().id();
        rates[at] = rate;
        positionsUsd[at] = usd(book, line);
        standIns[at] = line.isStandIn() ? line : null;
    }

    /** Its place, or the next free one; {@link #MOST} where there is none. */
    private int indexOf(final int instrumentId) {
        int at = 0;
        while (at < count && instruments[at] != instrumentId) {
            at++;
        }
        return at;
    }

    /** A payment that the venue booked, in coins where so; above 0 was received. */
    void onPayment(final UnderlyingBook book, final BookLine line, final double payment) {
        isPaid = true;
        paidUsd += line.instrument().isInverse() ? payment * price(book, line) : payment;
    }

    /** The positions as they are from now on. */
    void see(final UnderlyingBook book, final long nowNs) {
        final double periods = sinceNs == NEVER ? 0 : (nowNs - sinceNs) / PERIOD_NS;
        sinceNs = nowNs;
        for (int i = 0; i < count; i++) {
            accruedUsd -= rates[i] * positionsUsd[i] * periods;
        }
        for (int i = 0; i < book.undatedCount(); i++) {
            final BookLine line = book.undated(i);
            final int at = indexOf(line.instrument().id());
            if (at < count) {
                positionsUsd[at] = usd(book, line);
            }
        }
        for (int i = 0; i < count; i++) {
            final BookLine other = standIns[i];
            positionsUsd[i] = other == null ? positionsUsd[i] : usd(book, other);
        }
    }

    private static double usd(final UnderlyingBook book, final BookLine line) {
        final double amount = Scaled.toDouble(line.amount());
        return line.instrument().isAmountInUsd() ? amount : amount * price(book, line);
    }

    /** USD per coin of the instrument's own coin: of another's perpetual its mid, 0 while it has none. */
    private static double price(final UnderlyingBook book, final BookLine line) {
        if (!line.isStandIn()) {
            return book.index();
        }
        return line.isQuoted() ? line.mid() : 0;
    }

    /** {@return whether any rate or payment was told} */
    public boolean isKnown() {
        return isPaid || count > 0;
    }

    /** {@return funding since the session began, USD; above 0 was received} */
    public double receivedUsd() {
        return (isPaid ? paidUsd : accruedUsd) + 0.0;
    }
}
