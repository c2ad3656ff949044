package io.gimbal.feeds.bybit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.Side;

/**
 * Public trades that wait for the engine, in the order they came. When it is full the oldest gives way and is counted.
 * Owned by the market thread; allocates nothing after construction.
 */
final class TradeQueue {
    /** Trades that may wait, and one being filled; a power of two. */
    static final int CAPACITY = 1024;

    private static final int MASK = CAPACITY - 1;

    private final Trade[] trades = new Trade[CAPACITY];
    private long head;
    private long tail;
    private long dropped;

    /** One trade; numbers are decimals times 1e8. */
    static final class Trade {
        int instrumentId;
        long venueTimeNs;
        long receiveTimeNs;
        long price;
        long amount;
        long indexPrice;
        long sequence;
        long id;
        Side aggressor = Side.NULL_VAL;

        /** Blank, but for what absence means. */
        void clear() {
            instrumentId = -1;
            venueTimeNs = 0;
            price = Decimals.ABSENT;
            amount = Decimals.ABSENT;
            indexPrice = Decimals.ABSENT;
            sequence = 0;
            id = 0;
            aggressor = Side.NULL_VAL;
        }

        boolean isWhole() {
            return instrumentId >= 0 && venueTimeNs > 0 && price > 0 && amount > 0 && aggressor != Side.NULL_VAL;
        }
    }

    TradeQueue() {
        for (int i = 0; i < CAPACITY; i++) {
            trades[i] = new Trade();
        }
    }

    /** The next trade to fill; it counts when it is {@linkplain #commit committed}. */
    Trade next() {
        final Trade trade = trades[(int) tail & MASK];
        trade.clear();
        return trade;
    }

    void commit() {
        tail++;
        if (tail - head == CAPACITY) {
            head++;
            dropped++;
        }
    }

    int drain(final int limit, final Outlet outlet) {
        int sent = 0;
        while (sent < limit && head < tail && offer(trades[(int) head & MASK], outlet)) {
            head++;
            sent++;
        }
        return sent;
    }

    long dropped() {
        return dropped;
    }

    private static boolean offer(final Trade trade, final Outlet outlet) {
        outlet.publisher()
                .tradePrint()
                .venueTimeNs(trade.venueTimeNs)
                .price(trade.price)
                .amount(trade.amount)
                .indexPrice(trade.indexPrice)
                .tradeSequence(trade.sequence)
                .tradeId(trade.id)
                .instrumentId(trade.instrumentId)
                .aggressor(trade.aggressor)
                .isLiquidation(BooleanType.FALSE);
        return outlet.offer(trade.receiveTimeNs);
    }
}
