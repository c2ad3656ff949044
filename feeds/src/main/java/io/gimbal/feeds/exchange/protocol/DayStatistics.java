package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeTrade;
import java.util.Arrays;

/** What was traded of one instrument in the last 24 hours, in buckets of an hour. Owned by the exchange's thread. */
final class DayStatistics {
    private static final int HOURS = 24;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final long[] hours = new long[HOURS];
    private final long[] opens = new long[HOURS];
    private final long[] highs = new long[HOURS];
    private final long[] lows = new long[HOURS];
    private final long[] coins = new long[HOURS];
    private final long[] dollars = new long[HOURS];
    private long close;
    private long high;
    private long low;
    private long open;
    private long volume;
    private long volumeUsd;

    DayStatistics() {
        Arrays.fill(hours, -1);
    }

    void onTrade(final ExchangeTrade trade) {
        final long hour = trade.timeNs() / HOUR_NS;
        final int at = (int) (hour % HOURS);
        if (hours[at] != hour) {
            hours[at] = hour;
            opens[at] = trade.price();
            highs[at] = trade.price();
            lows[at] = trade.price();
            coins[at] = 0;
            dollars[at] = 0;
        }
        highs[at] = Math.max(highs[at], trade.price());
        lows[at] = Math.min(lows[at], trade.price());
        coins[at] += coins(trade);
        dollars[at] += dollars(trade);
        close = trade.price();
    }

    /** Adds up the last 24 hours for the getters. */
    DayStatistics at(final long nowNs) {
        final long last = nowNs / HOUR_NS;
        high = 0;
        low = Long.MAX_VALUE;
        open = 0;
        volume = 0;
        volumeUsd = 0;
        for (long hour = last - HOURS + 1; hour <= last; hour++) {
            add((int) (hour % HOURS), hour);
        }
        return this;
    }

    boolean isEmpty() {
        return open == 0;
    }

    long high() {
        return isEmpty() ? Decimals.ABSENT : high;
    }

    long low() {
        return isEmpty() ? Decimals.ABSENT : low;
    }

    /** Change of the price in percent, rounded to four decimals; absent without trades. */
    long priceChange() {
        final long percentUnits = 10_000L;
        return isEmpty()
                ? Decimals.ABSENT
                : Math.round((double) (close - open) / open * 100 * percentUnits) * percentUnits;
    }

    /** In coins. */
    long volume() {
        return volume;
    }

    /** In USD. */
    long volumeUsd() {
        return volumeUsd;
    }

    /** Coins in a trade. */
    static long coins(final ExchangeTrade trade) {
        final ExchangeInstrument instrument = trade.instrument();
        return instrument.spec().isUsdAmount() ? Decimals.divide(trade.amount(), trade.price()) : trade.amount();
    }

    /** Dollars in a trade: of an option the premium. */
    static long dollars(final ExchangeTrade trade) {
        final ExchangeInstrument instrument = trade.instrument();
        if (instrument.spec().isUsdAmount()) {
            return trade.amount();
        }
        final long value = Decimals.multiply(trade.amount(), trade.price());
        return instrument.isInverse() ? Decimals.multiply(value, trade.indexPrice()) : value;
    }

    private void add(final int at, final long hour) {
        if (hours[at] != hour) {
            return;
        }
        open = open == 0 ? opens[at] : open;
        high = Math.max(high, highs[at]);
        low = Math.min(low, lows[at]);
        volume += coins[at];
        volumeUsd += dollars[at];
    }
}
