package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * Takes the hours of the week out of returns, puts them into a forecast, and learns them from hours that were seen for at
 * least half of their time. Owned by the engine thread; allocates nothing after construction.
 */
final class SeasonalReturns {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final double LEAST_OF_HOUR = 0.5;
    private static final double HOUR_DECAY = 0.9959;
    private static final double WEEK_DECAY = 0.95;

    /** Beyond these an hour is a gap in what was seen, or a day that will not come again. */
    private static final double SMALLEST = 0.1;

    private static final double LARGEST = 10;

    private final WeekSeason season = new WeekSeason(HOUR_DECAY, WEEK_DECAY);
    private final long intervalNs;
    private long hour = Long.MIN_VALUE;
    private double squares;
    private long intervals;

    SeasonalReturns(final long intervalNs) {
        this.intervalNs = intervalNs;
    }

    /** What variance of a moment is of an average hour's, within bounds. */
    double multiplier(final long timeNs) {
        return Math.min(Math.max(season.multiplier(timeNs), SMALLEST), LARGEST);
    }

    /** The same on average between two moments, the second later. */
    double mean(final long fromNs, final long toNs) {
        return Math.min(Math.max(season.mean(fromNs, toNs), SMALLEST), LARGEST);
    }

    /**
     * Learns from a return that ended at a boundary of the grid.
     *
     * @param move     logarithmic, over all of the intervals
     * @param endNs    the boundary, epoch
     * @param newCount intervals it is over; over more than an hour it is no hour's
     */
    void onReturn(final double move, final long endNs, final int newCount) {
        final long current = Math.floorDiv(endNs - 1, HOUR_NS);
        if (current != hour) {
            close();
            hour = current;
        }
        if (newCount * intervalNs <= HOUR_NS) {
            squares += move * move;
            intervals += newCount;
        }
    }

    private void close() {
        final double seen = (double) intervals * intervalNs / HOUR_NS;
        if (seen >= LEAST_OF_HOUR) {
            season.onHour(hour * HOUR_NS, squares / seen);
        }
        squares = 0;
        intervals = 0;
    }

    long mixInto(final long hash) {
        final long h = Bits.mix(season.mixInto(hash), hour);
        return Bits.mix(Bits.mix(h, squares), intervals);
    }
}
