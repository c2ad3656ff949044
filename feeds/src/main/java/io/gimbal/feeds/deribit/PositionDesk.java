package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import java.util.Arrays;
import java.util.List;

/**
 * What the account holds: the venue's last statement and the executions since. A statement is of a moment, so an execution
 * before it is in it already; one within the moment makes the statement worthless, and it is asked for again. Owned by the
 * thread that steps the venue.
 */
final class PositionDesk {
    private static final long MILLI_US = 1_000L;
    private static final long MICRO_NS = 1_000L;
    private static final long PNL_TOLERANCE = 4;

    private final List<InstrumentSpec> specs;
    private final VenueEvents events;
    private final VenueCounters counters;
    private final ServerClock clock;
    private final long[] expected;
    private final long[] entry;
    private final long[] stated;
    private final long[] statedEntry;
    private final boolean[] wasDifferent;
    private long fromMs = Long.MIN_VALUE;
    private long toMs = Long.MIN_VALUE;
    private boolean isAmbiguous;
    private boolean isOpened;
    private boolean isAwaited;

    PositionDesk(
            final List<InstrumentSpec> specs,
            final VenueEvents events,
            final VenueCounters counters,
            final ServerClock clock) {
        this.specs = specs;
        this.events = events;
        this.counters = counters;
        this.clock = clock;
        expected = new long[specs.size()];
        entry = new long[specs.size()];
        stated = new long[specs.size()];
        statedEntry = new long[specs.size()];
        wasDifferent = new boolean[specs.size()];
    }

    /** The session's first statement is still to come: what traded before it is in it. */
    void await() {
        isAwaited = true;
    }

    /** Whether the statement that is in force, or the session's first, which is still to come, has an execution in it. */
    boolean includes(final TradeRow trade) {
        return isAwaited || (isOpened && trade.timestampMs < fromMs);
    }

    /** An execution was passed on as a fill. */
    void onTrade(final TradeRow trade, final long nowNs) {
        final int id = trade.instrumentId;
        if (isOpened && trade.timestampMs < fromMs) {
            events.position(id, expected[id], entry[id], toMs * MILLI_US * MICRO_NS, nowNs);
            return;
        }
        isAmbiguous |= isOpened && trade.timestampMs <= toMs;
        final long signed = trade.isBuy ? trade.amount : -trade.amount;
        entry[id] = entryAfter(specs.get(id), expected[id], entry[id], signed, trade.price);
        expected[id] += signed;
    }

    /** Whether an execution fell into the moment of the last statement. */
    boolean takeAmbiguity() {
        final boolean was = isAmbiguous;
        isAmbiguous = false;
        return was;
    }

    /** A new statement begins: what it does not name is flat. */
    void begin() {
        Arrays.fill(stated, 0);
        Arrays.fill(statedEntry, 0);
    }

    void state(final PositionRow row) {
        if (row.instrumentId != InstrumentIds.UNKNOWN) {
            stated[row.instrumentId] = row.size;
            statedEntry[row.instrumentId] = entryPrice(specs.get(row.instrumentId), row);
        }
    }

    /** The statement is whole and nothing traded meanwhile: it opens the session, and replaces all we thought. */
    void open(final long usIn, final long usOut, final long nowNs) {
        moment(usIn, usOut);
        for (int id = 0; id < stated.length; id++) {
            wasDifferent[id] = false;
            publish(id, nowNs);
        }
    }

    /**
     * The statement is whole and nothing traded meanwhile: answers whether something differs that did not before. What
     * differs twice is replaced: an amount that executions do not add up to, or an entry that a settlement moved.
     */
    boolean compare(final long usIn, final long usOut, final long nowNs) {
        moment(usIn, usOut);
        boolean isNew = false;
        for (int id = 0; id < stated.length; id++) {
            final boolean isDifferent = stated[id] != expected[id] || isEntryDifferent(id);
            if (isDifferent && wasDifferent[id]) {
                if (stated[id] != expected[id]) {
                    counters.increment(Count.POSITION_DIFFERENCES);
                }
                publish(id, nowNs);
            }
            isNew |= isDifferent && !wasDifferent[id];
            wasDifferent[id] = isDifferent && !wasDifferent[id];
        }
        return isNew;
    }

    /**
     * The venue settled or delivered a position: said at once, for positions and cash part until it is. No execution can
     * stand between it and those told before, for all of them come over one connection.
     */
    void onSettled(final PositionRow row, final long nowNs) {
        final int id = row.instrumentId;
        if (isOpened && id != InstrumentIds.UNKNOWN) {
            expected[id] = row.size;
            entry[id] = entryPrice(specs.get(id), row);
            wasDifferent[id] = false;
            events.position(id, row.size, entry[id], clock.venueNs(nowNs), nowNs);
        }
    }

    /** The connection is lost: executions may pass unseen until the next statement. */
    void onDown() {
        isOpened = false;
        isAmbiguous = false;
    }

    private void moment(final long usIn, final long usOut) {
        isOpened = usIn > 0;
        isAwaited = false;
        fromMs = usIn / MILLI_US;
        toMs = usOut / MILLI_US;
        isAmbiguous = false;
    }

    private void publish(final int id, final long nowNs) {
        expected[id] = stated[id];
        entry[id] = statedEntry[id];
        events.position(id, stated[id], statedEntry[id], toMs * MILLI_US * MICRO_NS, nowNs);
    }

    /** Whether the entry we reckon with means other money than the stated one, beyond what rounding does. */
    private boolean isEntryDifferent(final int id) {
        if (stated[id] == 0 || statedEntry[id] == entry[id]) {
            return false;
        }
        if (statedEntry[id] <= 0 || entry[id] <= 0) {
            return statedEntry[id] > 0;
        }
        try {
            final long difference = specs.get(id).isUsdAmount()
                    ? Decimals.divide(stated[id], entry[id]) - Decimals.divide(stated[id], statedEntry[id])
                    : Decimals.multiply(stated[id], statedEntry[id] - entry[id]);
            return Math.abs(difference) > PNL_TOLERANCE;
        } catch (final ArithmeticException e) {
            return true;
        }
    }

    /** The average entry after an execution: what only closes leaves it, what opens or turns a position sets it. */
    private static long entryAfter(
            final InstrumentSpec spec, final long before, final long entry, final long signed, final long price) {
        final long after = before + signed;
        if (after == 0) {
            return 0;
        }
        if (before == 0 || entry <= 0 || Long.signum(before) != Long.signum(after)) {
            return price;
        }
        if (Long.signum(before) != Long.signum(signed)) {
            return entry;
        }
        try {
            return spec.isUsdAmount()
                    ? Decimals.divide(after, Decimals.divide(before, entry) + Decimals.divide(signed, price))
                    : entry + Decimals.multiplyDivide(price - entry, signed, after);
        } catch (final ArithmeticException e) {
            return entry;
        }
    }

    /**
     * The price from which a future's result is still unrealised. It is the average entry until a settlement moved the
     * result into cash; from then on the price that the venue's own floating result is reckoned from.
     */
    private static long entryPrice(final InstrumentSpec spec, final PositionRow row) {
        final boolean isKnown = row.floatingPnl != Decimals.ABSENT && row.markPrice > 0 && row.averagePrice > 0;
        if (spec.isOption() || row.size == 0 || !isKnown) {
            return row.averagePrice;
        }
        try {
            return spec.isUsdAmount() ? inverseEntry(row) : linearEntry(row);
        } catch (final ArithmeticException e) {
            return row.averagePrice;
        }
    }

    private static long inverseEntry(final PositionRow row) {
        final long atMark = Decimals.divide(row.size, row.markPrice);
        final long fromAverage = Decimals.divide(row.size, row.averagePrice) - atMark;
        final boolean isSame = Math.abs(fromAverage - row.floatingPnl) <= PNL_TOLERANCE;
        return isSame ? row.averagePrice : Decimals.divide(row.size, row.floatingPnl + atMark);
    }

    private static long linearEntry(final PositionRow row) {
        final long fromAverage = Decimals.multiply(row.size, row.markPrice - row.averagePrice);
        final boolean isSame = Math.abs(fromAverage - row.floatingPnl) <= PNL_TOLERANCE;
        return isSame ? row.averagePrice : row.markPrice - Decimals.divide(row.floatingPnl, row.size);
    }
}
