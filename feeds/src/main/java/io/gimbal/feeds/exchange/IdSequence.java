package io.gimbal.feeds.exchange;

import java.util.Map;
import java.util.TreeMap;

/**
 * The venue's ids: orders and trades are counted per currency from seeded beginnings, plain numbers for BTC and prefixed
 * for others; change ids are counted for all books together and leave gaps.
 */
final class IdSequence {
    private static final long FIRST_ORDER = 10_000_000_000L;
    private static final long FIRST_TRADE = 100_000_000L;
    private static final long FIRST_CHANGE = 1_000_000_000L;
    private static final long SPREAD = 1L << 26;
    private static final int LARGEST_STEP = 64;
    private static final String PLAIN = "BTC";

    private final TreeMap<String, long[]> orders = new TreeMap<>();
    private final TreeMap<String, long[]> trades = new TreeMap<>();
    private long random;
    private long change;
    private long number;
    private long ledger;

    IdSequence(final long seed) {
        this.random = seed;
        this.change = FIRST_CHANGE + Math.floorMod(nextRandom(), SPREAD);
    }

    long number() {
        return ++number;
    }

    long ledger() {
        return ++ledger;
    }

    long change() {
        change += 1 + Math.floorMod(nextRandom(), LARGEST_STEP);
        return change;
    }

    String order(final String currency) {
        return prefixed(currency, next(orders, currency, FIRST_ORDER));
    }

    String trigger(final String currency) {
        return "SLT" + currency.charAt(0) + "-" + next(orders, currency, FIRST_ORDER);
    }

    String trade(final String currency) {
        return prefixed(currency, next(trades, currency, FIRST_TRADE));
    }

    private long next(final Map<String, long[]> counts, final String currency, final long first) {
        long[] count = counts.get(currency);
        if (count == null) {
            count = new long[] {first + Math.floorMod(nextRandom(), SPREAD)};
            counts.put(currency, count);
        }
        return ++count[0];
    }

    private static String prefixed(final String currency, final long count) {
        return currency.equals(PLAIN) ? Long.toString(count) : currency + "-" + count;
    }

    private long nextRandom() {
        random += 0x9E3779B97F4A7C15L;
        long z = random;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
