package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.ExchangeTrade;

/** Trades of a span of time: prices, coins, dollars, all times 1e8. */
final class TradeBar {
    private long startNs = Long.MIN_VALUE;
    private long open;
    private long high;
    private long low;
    private long close;
    private long volume;
    private long cost;

    /** Begins an empty bar. */
    void begin(final long newStartNs) {
        startNs = newStartNs;
        open = 0;
        high = 0;
        low = Long.MAX_VALUE;
        close = 0;
        volume = 0;
        cost = 0;
    }

    void add(final ExchangeTrade trade) {
        open = open == 0 ? trade.price() : open;
        high = Math.max(high, trade.price());
        low = Math.min(low, trade.price());
        close = trade.price();
        volume += DayStatistics.coins(trade);
        cost += DayStatistics.dollars(trade);
    }

    /** Makes it a bar without trades at a price. */
    void flat(final long price) {
        open = price;
        high = price;
        low = price;
        close = price;
    }

    boolean isEmpty() {
        return open == 0;
    }

    long startNs() {
        return startNs;
    }

    long open() {
        return open;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    long close() {
        return close;
    }

    long volume() {
        return volume;
    }

    long cost() {
        return cost;
    }
}
