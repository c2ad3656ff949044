package io.gimbal.engine.book;

import org.jspecify.annotations.Nullable;

/**
 * The lines that carry one underlying's hedge, each with the price it is valued at and the coins one of its coins counts
 * as; and the price that all deltas are projected on. Owned by the engine thread, filled before each valuation.
 *
 * <p>With one instrument the projection is on that instrument itself. With several it is on a price that is no one's, the
 * index: what the delta is must not depend on which of them trades.
 */
public final class HedgeLines {
    /** Most lines. */
    public static final int CAPACITY = 8;

    private final @Nullable BookLine[] lines = new BookLine[CAPACITY];
    private final double[] prices = new double[CAPACITY];
    private final double[] weights = new double[CAPACITY];
    private int count;
    private double numeraire;
    private boolean isSingle;

    /** Creates an empty set. */
    public HedgeLines() {}

    /**
     * One instrument carries the hedge, and deltas are projected on it.
     *
     * @param hedge quoted
     * @return this
     */
    public HedgeLines single(final BookLine hedge) {
        start(hedge.mid());
        add(hedge, hedge.mid(), 1);
        isSingle = true;
        return this;
    }

    /**
     * Begins a set of any size.
     *
     * @param newNumeraire USD per coin that deltas are projected on, above 0
     */
    public void start(final double newNumeraire) {
        count = 0;
        numeraire = newNumeraire;
        isSingle = false;
    }

    /**
     * Adds a line; beyond {@link #CAPACITY} nothing is added.
     *
     * @param line   a future, a perpetual or a spot pair
     * @param price  USD per coin, above 0
     * @param weight coins that one of its coins counts as, beside the projection; above 0
     */
    public void add(final BookLine line, final double price, final double weight) {
        if (count < CAPACITY) {
            lines[count] = line;
            prices[count] = price;
            weights[count] = weight;
            count++;
        }
    }

    /** {@return how many lines} */
    public int count() {
        return count;
    }

    /**
     * A line of the set.
     *
     * @param i its place
     * @return the line, null beyond the last
     */
    public @Nullable BookLine line(final int i) {
        return i < count ? lines[i] : null;
    }

    /** {@return whether one instrument carries the hedge and deltas are projected on it} */
    public boolean isSingle() {
        return isSingle;
    }

    /** {@return USD per coin that deltas are projected on} */
    public double numeraire() {
        return numeraire;
    }

    /**
     * Where a line stands in the set.
     *
     * @param line of the book
     * @return its place, -1 for a line that carries no hedge
     */
    public int indexOf(final BookLine line) {
        for (int i = 0; i < count; i++) {
            if (lines[i] == line) {
                return i;
            }
        }
        return -1;
    }

    /**
     * {@return USD per coin that a line of the set is valued at}
     *
     * @param i its place
     */
    public double price(final int i) {
        return prices[i];
    }

    /**
     * {@return coins that one coin of a line of the set counts as, beside the projection}
     *
     * @param i its place
     */
    public double weight(final int i) {
        return weights[i];
    }

    /**
     * Whether an expiry holds nothing but hedges: then their own quotes are its forward, and no other is waited for. Never
     * so where one instrument carries the hedge.
     *
     * @param expiry of the book
     * @return false also where it holds nothing
     */
    public boolean isAllOf(final Expiry expiry) {
        if (isSingle || !expiry.isHeld()) {
            return false;
        }
        int held = 0;
        for (int i = 0; i < count; i++) {
            final BookLine line = lines[i];
            if (line != null && line.amount() != 0 && line.instrument().expiryNs() == expiry.expiryNs()) {
                held++;
            }
        }
        return held == expiry.heldLines();
    }

    /**
     * The price of the first line that is delivered at an instant.
     *
     * @param expiryNs epoch nanoseconds
     * @return USD per coin, 0 where there is none
     */
    public double forward(final long expiryNs) {
        for (int i = 0; i < count; i++) {
            final BookLine line = lines[i];
            if (line != null && line.instrument().expiryNs() == expiryNs) {
                return prices[i];
            }
        }
        return 0;
    }
}
