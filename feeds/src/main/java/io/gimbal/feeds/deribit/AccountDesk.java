package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.OrderEnd;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * What the venue says of our orders and executions, in any order and any number of times, becomes each event once: an
 * acceptance, one more for each amendment, a fill by trade number, an end. Older statements never replace newer ones, and an end is final. Owned by the
 * thread that steps the venue; allocates nothing after construction but for lists that grow.
 */
final class AccountDesk {
    private static final int TRADES_REMEMBERED = 1 << 16;
    private static final long MILLI_NS = 1_000_000L;
    private static final long FILLS_LATE_NS = 2_000_000_000L;

    /** Who decides about what is not ours to know. */
    interface Strangers {
        /** An open order of an earlier epoch that nobody asked about. */
        void onOrphan(OrderRow row, long nowNs);

        /** An order under our name that we did not send. */
        void onIntruder(String reason);
    }

    private final OwnOrders orders = new OwnOrders();
    private final List<OwnOrder> open = new ArrayList<>();
    private final LongHashSet seen = new LongHashSet(4 * TRADES_REMEMBERED, 0.5f);
    private final long[] seenInOrder = new long[TRADES_REMEMBERED];
    private final OrderLabel label;
    private final VenueEvents events;
    private final VenueCounters counters;
    private final ServerClock clock;
    private final Strangers strangers;
    private final int epoch;
    private PositionDesk positions;
    private long trades;
    private long highestOrderId;
    private long lastTradeMs;

    AccountDesk(
            final DeribitContext context,
            final VenueEvents events,
            final VenueCounters counters,
            final ServerClock clock,
            final Strangers strangers) {
        this.label = new OrderLabel(context.instance());
        this.epoch = context.epoch();
        this.events = events;
        this.counters = counters;
        this.clock = clock;
        this.strangers = strangers;
        this.positions = new PositionDesk(List.of(), events, counters, clock);
    }

    void positions(final PositionDesk desk) {
        positions = desk;
    }

    OrderLabel label() {
        return label;
    }

    /** A place for an order that is about to be sent, or null. */
    @Nullable
    OwnOrder add(final long orderId) {
        final OwnOrder order = orders.add(epoch, orderId);
        if (order != null) {
            highestOrderId = Math.max(highestOrderId, orderId);
            open.add(order);
        }
        return order;
    }

    /** An order of an earlier session that is asked about. */
    @Nullable
    OwnOrder addEarlier(final int ofEpoch, final long orderId) {
        final OwnOrder order = orders.add(ofEpoch, orderId);
        if (order != null) {
            open.add(order);
        }
        return order;
    }

    void remove(final OwnOrder order) {
        open.remove(order);
        orders.remove(order);
    }

    @Nullable
    OwnOrder find(final int ofEpoch, final long orderId) {
        return orders.find(OwnOrders.key(ofEpoch, orderId));
    }

    @Nullable
    OwnOrder find(final long key) {
        return orders.find(key);
    }

    /** Orders that are not done: open, in doubt, or short of executions. */
    List<OwnOrder> open() {
        return open;
    }

    /** Lets go of what is done. */
    void sweep() {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).isDone()) {
                open.remove(i);
            }
        }
    }

    /** Executions passed on so far. */
    long trades() {
        return trades;
    }

    /** The venue's time of the last execution, milliseconds; 0 before the first. */
    long lastTradeMs() {
        return lastTradeMs;
    }

    void onOrder(final OrderRow row, final long nowNs) {
        final int whose = label.read(row.label, 0, row.labelLength);
        if (whose == OrderLabel.FOREIGN) {
            return;
        }
        if (whose == OrderLabel.CORRUPT) {
            strangers.onIntruder("an order bears our name in a form that we never write");
            return;
        }
        final OwnOrder order = orders.find(OwnOrders.key(label.epoch(), label.orderId()));
        if (order != null) {
            apply(order, row, nowNs);
        } else if (Integer.compareUnsigned(label.epoch(), epoch) > 0
                || (label.epoch() == epoch && label.orderId() > highestOrderId)) {
            strangers.onIntruder("an order of another session under our name: epoch="
                    + Integer.toUnsignedLong(label.epoch()) + ", orderId=" + label.orderId());
        } else if (row.isOpen()) {
            strangers.onOrphan(row, nowNs);
        }
    }

    void onTrade(final TradeRow trade, final long nowNs) {
        if (!trade.isComplete()) {
            counters.increment(Count.MALFORMED);
            return;
        }
        if (!remember(trade.tradeId)) {
            counters.increment(Count.DUPLICATE_FILLS);
            return;
        }
        lastTradeMs = Math.max(lastTradeMs, trade.timestampMs);
        final long orderId = attribute(trade);
        if (trade.instrumentId == InstrumentIds.UNKNOWN) {
            counters.increment(Count.UNLISTED_FILLS);
            return;
        }
        counters.increment(orderId == 0 ? Count.FOREIGN_FILLS : Count.FILLS);
        if (orderId == 0 && positions.includes(trade)) {
            // Told as a fill it would count twice until the position is said again, and be hedged in between.
            positions.onIncluded(trade);
            return;
        }
        events.fill(trade, orderId, nowNs);
        positions.onTrade(trade, nowNs);
    }

    /** Refused with a code that proves that it never traded, unless the venue has shown it to us before. */
    void onRefused(
            final OwnOrder order, final int code, final DirectBuffer reason, final int length, final long nowNs) {
        if (order.isClosed) {
            return;
        }
        if (order.isAccepted || order.filled > 0) {
            order.doubt(nowNs);
            return;
        }
        counters.increment(Count.REJECTS);
        order.isClosed = true;
        order.end = OrderEnd.REJECTED;
        resolve(order);
        events.rejected(order, code, reason, length, clock.venueNs(nowNs), nowNs);
    }

    /** Proven never to have existed, or gone from the venue's records with what it traded. */
    void onVanished(final OwnOrder order, final long nowNs) {
        if (!order.isClosed) {
            order.end = order.filled == 0
                    ? OrderEnd.NEVER_EXISTED
                    : order.filled >= order.amount ? OrderEnd.FILLED : OrderEnd.CANCELLED;
            close(order, clock.venueNs(nowNs), nowNs);
        }
        resolve(order);
    }

    /**
     * The venue said that more of it was filled than it shows, now and in its history: its position tells the rest. So that
     * nobody waits for those executions on top of that position, the order is said to have ended with what was shown.
     */
    void onFillsLost(final OwnOrder order, final long nowNs) {
        counters.increment(Count.LOST_FILLS);
        order.missingFillsNs = Long.MAX_VALUE;
        order.reported = order.filled;
        restate(order, nowNs);
    }

    /** Says again how an order ended. */
    void restate(final OwnOrder order, final long nowNs) {
        events.closed(order, 0, clock.venueNs(nowNs), nowNs);
    }

    private void apply(final OwnOrder order, final OrderRow row, final long nowNs) {
        order.heardNs = nowNs;
        if (row.lastUpdateMs < order.lastUpdateMs || (!row.isOpen() && !row.isClosed())) {
            return;
        }
        order.lastUpdateMs = row.lastUpdateMs;
        order.reported = Math.max(order.reported, row.filledAmount);
        final boolean isAmended = row.amount > 0 && row.price != Decimals.ABSENT && !isAs(order, row);
        order.amount = row.amount > 0 ? row.amount : order.amount;
        order.price = row.price == Decimals.ABSENT ? order.price : row.price;
        order.instrumentId = order.instrumentId == InstrumentIds.UNKNOWN ? row.instrumentId : order.instrumentId;
        order.venueId.putBytes(0, row.orderId, 0, row.orderIdLength);
        order.venueIdLength = row.orderIdLength;
        if (order.isClosed) {
            resolve(order);
        } else if (row.isOpen()) {
            if (!order.isAccepted || order.isInDoubt || isAmended) {
                order.isAccepted = true;
                events.accepted(order, row.lastUpdateMs, nowNs);
            }
            resolve(order);
            if (order.epoch != epoch) {
                // Nobody in this session decides about it: what it was sent for is past.
                strangers.onOrphan(row, nowNs);
            }
        } else {
            order.end = row.end();
            close(order, row.lastUpdateMs * MILLI_NS, nowNs);
            resolve(order);
        }
    }

    private static boolean isAs(final OwnOrder order, final OrderRow row) {
        return order.amount == row.amount && order.price == row.price;
    }

    private void close(final OwnOrder order, final long venueNs, final long nowNs) {
        order.isClosed = true;
        if (order.reported > order.filled) {
            order.missingFillsNs = nowNs + (order.epoch == epoch ? FILLS_LATE_NS : 0);
        }
        events.closed(order, 0, venueNs, nowNs);
    }

    private void resolve(final OwnOrder order) {
        if (order.isInDoubt) {
            counters.increment(Count.RESOLVED);
        }
        order.settle();
    }

    /** Our number of the order that traded, 0 when it is not ours to know. */
    private long attribute(final TradeRow trade) {
        if (label.read(trade.label, 0, trade.labelLength) != OrderLabel.OURS) {
            return 0;
        }
        final OwnOrder order = orders.find(OwnOrders.key(label.epoch(), label.orderId()));
        if (order == null) {
            return label.epoch() == epoch ? label.orderId() : 0;
        }
        order.filled += trade.amount;
        if (order.filled >= order.reported) {
            order.missingFillsNs = Long.MAX_VALUE;
        }
        return order.orderId;
    }

    private boolean remember(final long tradeId) {
        if (!seen.add(tradeId)) {
            return false;
        }
        final int slot = (int) (trades % TRADES_REMEMBERED);
        if (trades >= TRADES_REMEMBERED) {
            seen.remove(seenInOrder[slot]);
        }
        seenInOrder[slot] = tradeId;
        trades++;
        return true;
    }
}
