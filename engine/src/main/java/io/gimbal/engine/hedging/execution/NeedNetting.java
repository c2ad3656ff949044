package io.gimbal.engine.hedging.execution;

/**
 * Nets what several books need in one instrument before anything is sent: opposing needs meet inside, the rest is
 * shared among the books of the larger side. Owned by the engine thread, reused; allocates at construction only.
 */
public final class NeedNetting {
    private final long[] needs;
    private final long[] external;
    private int count;
    private long net;

    /**
     * Makes room.
     *
     * @param capacity most books, at least 1
     */
    public NeedNetting(final int capacity) {
        needs = new long[capacity];
        external = new long[capacity];
    }

    /** Forgets all needs. */
    public void clear() {
        count = 0;
        net = 0;
    }

    /**
     * Adds a book's need.
     *
     * @param lots signed, buys above 0; the sum of magnitudes must stay below 2^31
     * @return the book's index, from 0; -1 where there is no room
     */
    public int add(final long lots) {
        if (count == needs.length) {
            return -1;
        }
        needs[count] = lots;
        return count++;
    }

    /**
     * Nets the needs. The side with the smaller sum is met in full; each book of the other gets the same share of its
     * need, whole lots, the lots left over going to the largest fractions and among equal ones to the lower index.
     *
     * @return lots to trade outside, signed; the external parts of all books add up to it
     */
    public long solve() {
        long gross = 0;
        net = 0;
        for (int i = 0; i < count; i++) {
            net += needs[i];
        }
        for (int i = 0; i < count; i++) {
            final boolean isOfLargerSide = net != 0 && (needs[i] > 0) == (net > 0);
            gross += isOfLargerSide ? Math.abs(needs[i]) : 0;
            external[i] = 0;
        }
        if (net != 0) {
            share(Math.abs(net), gross);
        }
        return net;
    }

    private void share(final long total, final long gross) {
        long left = total;
        for (int i = 0; i < count; i++) {
            if ((needs[i] > 0) == (net > 0)) {
                external[i] = Math.abs(needs[i]) * total / gross;
                left -= external[i];
            }
        }
        while (left > 0) {
            external[largestFraction(total, gross)]++;
            left--;
        }
        for (int i = 0; i < count; i++) {
            external[i] = net > 0 ? external[i] : -external[i];
        }
    }

    private int largestFraction(final long total, final long gross) {
        int best = 0;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            final long missing = Math.abs(needs[i]) * total - external[i] * gross;
            if (needs[i] != 0 && (needs[i] > 0) == (net > 0) && missing > most) {
                most = missing;
                best = i;
            }
        }
        return best;
    }

    /**
     * {@return lots that a book gets from outside, signed}
     *
     * @param book its index
     */
    public long external(final int book) {
        return external[book];
    }

    /**
     * {@return lots that a book gets from the other books, signed; over all books they add up to 0}
     *
     * @param book its index
     */
    public long internal(final int book) {
        return needs[book] - external[book];
    }

    /** {@return lots to trade outside, signed} */
    public long net() {
        return net;
    }
}
