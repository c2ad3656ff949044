package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Turns prices at any times into logarithmic returns on a clock's grid, each boundary having the last price before it.
 * Owned by the engine thread.
 *
 * <p>Boundaries passed in silence make one return over several intervals, not a row of zeros: zeros would say that the price
 * stood still, which nobody saw.
 */
public final class ReturnSampler {
    private final long intervalNs;
    private double boundaryPrice = Double.NaN;
    private double price = Double.NaN;
    private long boundary;
    private double move = Double.NaN;
    private int intervals;

    /**
     * A sampler that has seen no price.
     *
     * @param intervalNs of the grid, above 0; boundaries are its multiples since the epoch
     */
    public ReturnSampler(final long intervalNs) {
        if (intervalNs <= 0) {
            throw new IllegalArgumentException("interval must be above 0: intervalNs=" + intervalNs);
        }
        this.intervalNs = intervalNs;
    }

    /**
     * Takes a price.
     *
     * @param newPrice above 0 and finite; anything else changes nothing
     * @param timeNs   engine time; before the last boundary: changes nothing
     * @return number of intervals that {@link #move} is over; 0 where no return was completed
     */
    public int onPrice(final double newPrice, final long timeNs) {
        if (!Usable.isPositive(newPrice)) {
            return 0;
        }
        final long current = Math.floorDiv(timeNs, intervalNs);
        if (Double.isNaN(price)) {
            boundary = current;
            price = newPrice;
            return 0;
        }
        if (current < boundary) {
            return 0;
        }
        final int completed = current > boundary ? complete(current) : 0;
        price = newPrice;
        return completed;
    }

    private int complete(final long current) {
        final long passed = current - boundary;
        final boolean isFirst = Double.isNaN(boundaryPrice);
        if (!isFirst) {
            move = DeterministicMath.logRatio(price, boundaryPrice);
            intervals = (int) Math.min(passed, Integer.MAX_VALUE);
        }
        boundaryPrice = price;
        boundary = current;
        return isFirst ? 0 : intervals;
    }

    /**
     * The last completed return.
     *
     * @return logarithmic, over {@link #intervals} intervals; NaN before the first
     */
    public double move() {
        return move;
    }

    /**
     * The last completed return as one interval would have had it: divided by the root of their number.
     *
     * @return logarithmic; NaN before the first
     */
    public double moveOfOne() {
        return move / Math.sqrt(intervals);
    }

    /**
     * How many intervals the last completed return is over.
     *
     * @return at least 1; 0 before the first
     */
    public int intervals() {
        return intervals;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, boundaryPrice);
        h = Bits.mix(h, price);
        h = Bits.mix(h, boundary);
        h = Bits.mix(h, move);
        return Bits.mix(h, (long) intervals);
    }
}
