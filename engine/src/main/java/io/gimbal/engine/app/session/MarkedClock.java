package io.gimbal.engine.app.session;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * Market time that waits for whoever makes the market: it runs at a multiple of the machine's monotonic clock, and stands
 * still where the maker has not come back within a bounded stretch of it. However fast a demonstration is asked to run, its
 * exchange so never falls behind its own clock. Marked by the maker's thread; read by any; never goes back.
 */
final class MarkedClock implements EpochNanoClock, NanoClock {
    /** Longest stretch of market time between two marks. */
    static final long STRETCH_NS = 200_000_000L;

    private final double speed;
    private final NanoClock monotonic;
    private volatile Mark mark;

    /** A moment on both clocks. */
    private record Mark(long marketNs, long monotonicNs) {}

    /**
     * Starts the clock.
     *
     * @param startNs   where it starts, epoch nanoseconds
     * @param speed     market time per wall time
     * @param monotonic of the machine
     */
    MarkedClock(final long startNs, final double speed, final NanoClock monotonic) {
        this.speed = speed;
        this.monotonic = monotonic;
        this.mark = new Mark(startNs, monotonic.nanoTime());
    }

    /** {@return market time per wall time, while nothing has to wait} */
    double speed() {
        return speed;
    }

    /**
     * The maker is here: time may go on for another stretch.
     *
     * @return market time, epoch nanoseconds
     */
    long mark() {
        final long wallNs = monotonic.nanoTime();
        final long nowNs = at(mark, wallNs);
        mark = new Mark(nowNs, wallNs);
        return nowNs;
    }

    @Override
    public long nanoTime() {
        final Mark last = mark;
        return at(last, monotonic.nanoTime());
    }

    private long at(final Mark from, final long wallNs) {
        final long passedNs = Math.max(wallNs - from.monotonicNs(), 0);
        return from.marketNs() + (long) Math.min(passedNs * speed, STRETCH_NS);
    }
}
