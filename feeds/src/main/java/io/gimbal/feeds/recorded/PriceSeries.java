package io.gimbal.feeds.recorded;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Prices of one coin as they were seen: of its index, or of its expiries' forwards. Points may be added out of order and
 * are read sorted by time and expiry. Of several prices of one instant the one added last counts: a scan that stamps all
 * its rows with one time would else flicker between prices that are seconds apart. Owned by one thread, used while
 * loading.
 */
final class PriceSeries {
    private static final int FIRST_POINTS = 1 << 10;

    private long[] timesNs = new long[FIRST_POINTS];
    private long[] expiriesNs = new long[FIRST_POINTS];
    private long[] prices = new long[FIRST_POINTS];
    private int size;

    /** Called with each point. */
    interface Sink {
        /**
         * Takes a price.
         *
         * @param timeNs   when it was seen, epoch nanoseconds
         * @param expiryNs of the forward; 0 for the index
         * @param price    USD per coin, times 1e8
         */
        void onPrice(long timeNs, long expiryNs, long price);
    }

    void add(final long timeNs, final long expiryNs, final long price) {
        if (size == timesNs.length) {
            timesNs = Arrays.copyOf(timesNs, size * 2);
            expiriesNs = Arrays.copyOf(expiriesNs, size * 2);
            prices = Arrays.copyOf(prices, size * 2);
        }
        timesNs[size] = timeNs;
        expiriesNs[size] = expiryNs;
        prices[size] = price;
        size++;
    }

    int size() {
        return size;
    }

    void forEach(final Sink sink) {
        final Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingLong(i -> timesNs[i]).thenComparingLong(i -> expiriesNs[i]));
        for (int i = 0; i < size; i++) {
            final int at = order[i];
            if (i + 1 == size || !isSameInstant(at, order[i + 1])) {
                sink.onPrice(timesNs[at], expiriesNs[at], prices[at]);
            }
        }
    }

    private boolean isSameInstant(final int a, final int b) {
        return timesNs[a] == timesNs[b] && expiriesNs[a] == expiriesNs[b];
    }
}
