package io.gimbal.engine.analysis.whatif;

import java.util.Arrays;

/**
 * The band of a book as the decisions of one run told it: how far below and above its target, from when on. Written in
 * order of time by one run, then read by others. Owned by one thread.
 */
final class BandTape {
    private static final int FIRST_CAPACITY = 1_024;

    private long[] timesNs = new long[FIRST_CAPACITY];
    private double[] lows = new double[FIRST_CAPACITY];
    private double[] highs = new double[FIRST_CAPACITY];
    private int size;

    /** Forgets everything. */
    void clear() {
        size = 0;
    }

    /**
     * Adds what a decision told.
     *
     * @param timeNs not before that of the last
     * @param low    distance of the lower edge from the target, coins, below 0 as a rule
     * @param high   likewise of the upper edge
     */
    void add(final long timeNs, final double low, final double high) {
        if (size > 0 && lows[size - 1] == low && highs[size - 1] == high) {
            return;
        }
        if (size == timesNs.length) {
            timesNs = Arrays.copyOf(timesNs, 2 * size);
            lows = Arrays.copyOf(lows, 2 * size);
            highs = Arrays.copyOf(highs, 2 * size);
        }
        timesNs[size] = timeNs;
        lows[size] = low;
        highs[size] = high;
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Reads along; asked in order of time. Owned by one thread. */
    final class Reader {
        private int next;

        /**
         * Whether a distance from the target is outside the band of a moment; it is not before the first was told.
         *
         * @param nowNs  not before that of the last question
         * @param offset from the target, coins, signed
         * @return whether it is beyond an edge
         */
        boolean isOutside(final long nowNs, final double offset) {
            while (next < size && timesNs[next] <= nowNs) {
                next++;
            }
            return next > 0 && (offset < lows[next - 1] || offset > highs[next - 1]);
        }
    }
}
