package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import java.util.Arrays;
import java.util.List;

/**
 * What the account holds: the venue's last statement and the executions since. Times cannot tell whether an execution of the
 * statement's own millisecond is in it, the less as clocks of a venue differ. So a statement replaces what we think only
 * when we know every execution it can hold: none came while it was read, and the venue, asked for executions after it, had
 * none that is new to us. Whatever comes later is not in it, unless the venue lists executions later than it counts them:
 * that shows in an amount that no execution explains, until one of before the statement does. Owned by the thread that steps
 * the venue.
 */
final class PositionDesk {
    private static final long MICRO_NS = 1_000L;
    private static final long MILLI_NS = 1_000_000L;
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
    private final long[] unexplained;
    private final long[] unexplainedMs;
    private boolean isOpened;
    private boolean isAwaited;
    private boolean isInDoubt;

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
        unexplained = new long[specs.size()];
        unexplainedMs = new long[specs.size()];
    }

    /** The session's first statement is still to come: what traded before it is in it. */
    void await() {
        isAwaited = true;
    }

    /** Whether the statement that is in force, or the session's first, which is still to come, has an execution in it. */
    boolean includes(final TradeRow trade) {
        return isAwaited || (isOpened && explains(trade));
    }

    /** An execution was passed on as a fill. */
    void onTrade(final TradeRow trade, final long nowNs) {
        final int id = trade.instrumentId;
        if (isOpened && explains(trade)) {
            unexplained[id] -= signed(trade);
            events.position(id, expected[id], entry[id], unexplainedMs[id] * MILLI_NS, nowNs);
            return;
        }
        entry[id] = entryAfter(specs.get(id), expected[id], entry[id], signed(trade), trade.price);
        expected[id] += signed(trade);
    }

    /** An execution that the statement has in it was not passed on. */
    void onIncluded(final TradeRow trade) {
        if (isOpened) {
            unexplained[trade.instrumentId] -= signed(trade);
        }
    }

    private boolean explains(final TradeRow trade) {
        final long missing = unexplained[trade.instrumentId];
        final long signed = signed(trade);
        if (missing == 0 || trade.timestampMs > unexplainedMs[trade.instrumentId]) {
            return false;
        }
        return trade.timestampMs < unexplainedMs[trade.instrumentId]
                || (Long.signum(missing) == Long.signum(signed) && Math.abs(signed) <= Math.abs(missing));
    }

    private static long signed(final TradeRow trade) {
        return trade.isBuy ? trade.amount : -trade.amount;
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

    /** Whether the statement says anything else than what we think. */
    boolean isDifferent() {
        for (int id = 0; id < stated.length; id++) {
            if (isDifferent(id)) {
                return true;
            }
        }
        return false;
    }

    /** The statement opens the session, and replaces all we thought. */
    void open(final long usOut, final long nowNs) {
        isOpened = true;
        for (int id = 0; id < stated.length; id++) {
            wasDifferent[id] = false;
            publish(id, usOut, nowNs);
        }
        isAwaited = false;
    }

    /**
     * Answers whether something differs that did not in the last statement. What differs twice is replaced: an amount that
     * executions do not add up to, or an entry that a settlement moved.
     */
    boolean compare(final long usOut, final long nowNs) {
        boolean isNew = false;
        for (int id = 0; id < stated.length; id++) {
            final boolean isDifferent = isDifferent(id);
            if (isDifferent && wasDifferent[id]) {
                if (stated[id] != expected[id]) {
                    counters.increment(Count.POSITION_DIFFERENCES);
                }
                publish(id, usOut, nowNs);
            }
            isNew |= isDifferent && !wasDifferent[id];
            wasDifferent[id] = isDifferent && !wasDifferent[id];
        }
        return isNew;
    }

    /**
     * The venue settled or delivered a position: said at once, for positions and cash part until it is. A settlement moves
     * no amount; one that differs holds an execution that was not told yet, and its number is waited for.
     */
    void onSettled(final PositionRow row, final long nowNs) {
        final int id = row.instrumentId;
        if (!isOpened || id == InstrumentIds.UNKNOWN) {
            return;
        }
        final long venueNs = clock.venueNs(nowNs);
        final long expiryNs = specs.get(id).expiryNs();
        final boolean isSettled = row.size == expected[id] || (expiryNs > 0 && expiryNs <= venueNs);
        isInDoubt |= !isSettled;
        if (isSettled) {
            expected[id] = row.size;
        }
        if (isSettled || row.size != 0) {
            entry[id] = entryPrice(specs.get(id), row);
        }
        wasDifferent[id] = false;
        events.position(id, expected[id], entry[id], venueNs, nowNs);
    }

    /** Whether a settlement showed another amount than ours since this was last asked. */
    boolean takeDoubt() {
        final boolean was = isInDoubt;
        isInDoubt = false;
        return was;
    }

    /** The connection is lost: executions may pass unseen until the next statement. */
    void onDown() {
        isOpened = false;
        isInDoubt = false;
    }

    private boolean isDifferent(final int id) {
        return stated[id] != expected[id] || isEntryDifferent(id);
    }

    private void publish(final int id, final long usOut, final long nowNs) {
        final long venueNs = usOut > 0 ? usOut * MICRO_NS : clock.venueNs(nowNs);
        unexplained[id] = isAwaited ? 0 : stated[id] - expected[id];
        unexplainedMs[id] = venueNs / MILLI_NS;
        expected[id] = stated[id];
        entry[id] = statedEntry[id];
        events.position(id, stated[id], statedEntry[id], venueNs, nowNs);
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
