package io.gimbal.feeds.exchange;

import io.gimbal.journal.codec.Side;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The resting orders of one instrument, by price and then by time. Seen from outside it is a view of levels: an iceberg
 * counts with what it shows. Owned by the exchange's thread.
 */
public final class OrderBook {
    /** Told of levels from the best one. */
    @FunctionalInterface
    public interface LevelConsumer {
        /**
         * Takes a level.
         *
         * @param price  times 1e8
         * @param amount shown there, times 1e8, above 0
         */
        void accept(long price, long amount);
    }

    private final TreeMap<Long, PriceLevel> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, PriceLevel> asks = new TreeMap<>();
    private final TreeMap<Long, Long> touchedBids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> touchedAsks = new TreeMap<>();
    private final BookChange change;
    private long changeId;
    private long changeTimeNs;

    OrderBook(final ExchangeInstrument instrument, final long firstChangeId) {
        this.change = new BookChange(instrument);
        this.changeId = firstChangeId;
    }

    /** {@return id of the state: that of the last change} */
    public long changeId() {
        return changeId;
    }

    /** {@return when it last changed, epoch nanoseconds; 0 for never} */
    public long changeTimeNs() {
        return changeTimeNs;
    }

    /** {@return best bid price, times 1e8; 0 for none} */
    public long bestBid() {
        return bids.isEmpty() ? 0 : bids.firstKey();
    }

    /** {@return best ask price, times 1e8; 0 for none} */
    public long bestAsk() {
        return asks.isEmpty() ? 0 : asks.firstKey();
    }

    /** {@return amount shown at the best bid, times 1e8; 0 for none} */
    public long bestBidAmount() {
        return bids.isEmpty() ? 0 : bids.firstEntry().getValue().visible;
    }

    /** {@return amount shown at the best ask, times 1e8; 0 for none} */
    public long bestAskAmount() {
        return asks.isEmpty() ? 0 : asks.firstEntry().getValue().visible;
    }

    /**
     * The number of levels.
     *
     * @param side BUY for bids
     * @return 0 or more
     */
    public int levels(final Side side) {
        return side(side).size();
    }

    /**
     * Shows levels from the best one.
     *
     * @param side     BUY for bids
     * @param limit    at most this many
     * @param consumer is told
     */
    public void forEachLevel(final Side side, final int limit, final LevelConsumer consumer) {
        int left = limit;
        for (final PriceLevel level : side(side).values()) {
            if (left-- <= 0) {
                return;
            }
            consumer.accept(level.price, level.visible);
        }
    }

    /** {@return the best level of a side, or null} */
    @Nullable
    PriceLevel best(final Side side) {
        final Map.Entry<Long, PriceLevel> entry = side(side).firstEntry();
        return entry == null ? null : entry.getValue();
    }

    /** {@return levels of a side from the best} */
    Iterable<PriceLevel> walk(final Side side) {
        return side(side).values();
    }

    void add(final ExchangeOrder order) {
        touch(order.side, order.price);
        order.level = side(order.side).computeIfAbsent(order.price, PriceLevel::new);
        order.level.append(order);
    }

    void remove(final ExchangeOrder order) {
        final PriceLevel level = order.level;
        if (level == null) {
            throw new IllegalStateException("order is not in the book: orderId=" + order.orderId());
        }
        touch(order.side, level.price);
        level.remove(order);
        order.level = null;
        if (level.isEmpty()) {
            side(order.side).remove(level.price);
        }
    }

    /** Lowers what a resting order shows, in place. */
    void reduceVisible(final ExchangeOrder order, final long amount) {
        final PriceLevel level = order.level;
        if (level == null) {
            throw new IllegalStateException("order is not in the book: orderId=" + order.orderId());
        }
        touch(order.side, level.price);
        order.visible -= amount;
        level.visible -= amount;
    }

    /** {@return whether some level may be other than at the last flush} */
    boolean isTouched() {
        return !touchedBids.isEmpty() || !touchedAsks.isEmpty();
    }

    /** Turns what was touched into one change. {@return the change, or null when all is as before} */
    @Nullable
    BookChange flush(final long nextChangeId, final long nowNs) {
        change.begin(changeId, nextChangeId, nowNs);
        collect(Side.BUY, touchedBids, bids);
        collect(Side.SELL, touchedAsks, asks);
        if (change.count() == 0) {
            return null;
        }
        changeId = nextChangeId;
        changeTimeNs = nowNs;
        return change;
    }

    private void collect(final Side side, final Map<Long, Long> touched, final Map<Long, PriceLevel> levels) {
        for (final Map.Entry<Long, Long> entry : touched.entrySet()) {
            final long before = entry.getValue();
            final PriceLevel level = levels.get(entry.getKey());
            final long now = level == null ? 0 : level.visible;
            if (now != before) {
                final int action = before == 0 ? BookChange.NEW : now == 0 ? BookChange.DELETE : BookChange.CHANGE;
                change.add(side, action, entry.getKey(), now);
            }
        }
        touched.clear();
    }

    private void touch(final Side side, final long price) {
        final TreeMap<Long, Long> touched = side == Side.BUY ? touchedBids : touchedAsks;
        if (!touched.containsKey(price)) {
            final PriceLevel level = side(side).get(price);
            touched.put(price, level == null ? 0L : level.visible);
        }
    }

    private NavigableMap<Long, PriceLevel> side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
