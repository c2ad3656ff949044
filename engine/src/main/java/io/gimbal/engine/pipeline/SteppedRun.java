package io.gimbal.engine.pipeline;

import io.gimbal.feeds.Feed;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Runs a pipeline through virtual time: moves the clock to the next event, lets it and all it causes happen, and so on
 * until the feeds are exhausted. Nothing is dropped or conflated, and the pace changes only how long that takes. Owned by
 * the thread that calls {@link #run()}, but for {@link #stop()}, which any thread may call.
 */
public final class SteppedRun {
    /** Waits for a while; may return early. */
    @FunctionalInterface
    interface Nap {
        /**
         * Waits.
         *
         * @param nanoseconds about how long
         */
        void nap(long nanoseconds);
    }

    /**
     * How a run ended.
     *
     * @param events    that entered the engine
     * @param endTimeNs where virtual time stood at the end, epoch nanoseconds
     * @param stopped   whether {@link SteppedRun#stop()} ended it
     */
    public record Summary(long events, long endTimeNs, boolean stopped) {}

    /** Longest wait at a stretch, so that a stop or an operator's command is soon noticed. */
    private static final long MAX_NAP_NS = 5_000_000;

    private final Pipeline pipeline;
    private final VirtualClock clock;
    private final long endNs;
    private final Pace pace;
    private final NanoClock wallClock;
    private final Nap nap;
    private volatile boolean isStopped;
    private long events;
    private long paceWallNs;
    private long paceVirtualNs;

    /**
     * Prepares a run.
     *
     * @param pipeline launched with {@code clock} as its clock, not yet driven
     * @param clock    standing at the beginning
     * @param endNs    events later than this are left, epoch nanoseconds; {@link Feed#EXHAUSTED} for no end
     * @param pace     how fast
     */
    public SteppedRun(final Pipeline pipeline, final VirtualClock clock, final long endNs, final Pace pace) {
        this(pipeline, clock, endNs, pace, SystemNanoClock.INSTANCE, LockSupport::parkNanos);
    }

    SteppedRun(
            final Pipeline pipeline,
            final VirtualClock clock,
            final long endNs,
            final Pace pace,
            final NanoClock wallClock,
            final Nap nap) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.endNs = Math.min(endNs, Feed.UNKNOWN - 1);
        this.pace = pace;
        this.wallClock = wallClock;
        this.nap = nap;
    }

    /**
     * Runs to the end.
     *
     * @return how it ended
     * @throws PipelineStoppedException when a fault stopped the pipeline
     * @throws IllegalStateException    when a feed cannot be stepped
     */
    public Summary run() {
        settle();
        startPace();
        long nextNs = pipeline.nextTimeNs();
        while (nextNs <= endNs && !isStopped) {
            requireProgress(nextNs);
            if (waitUntil(nextNs)) {
                clock.advanceTo(nextNs);
                settle();
            }
            nextNs = pipeline.nextTimeNs();
        }
        return new Summary(events, clock.nanoTime(), isStopped);
    }

    /** Ends the run after the event that is under way. Any thread may call; cannot be undone. */
    public void stop() {
        isStopped = true;
    }

    /** {@return how many events have entered the engine; the running thread only} */
    public long events() {
        return events;
    }

    private void settle() {
        events += pipeline.step();
        pipeline.failStop().throwIfTripped();
    }

    private void startPace() {
        paceWallNs = wallClock.nanoTime();
        paceVirtualNs = clock.nanoTime();
    }

    /** A feed that has something due and does not deliver it would keep us here for ever. */
    private void requireProgress(final long nextNs) {
        if (nextNs <= clock.nanoTime()) {
            throw new IllegalStateException(
                    "a feed does not deliver what is due: dueNs=" + nextNs + ", nowNs=" + clock.nanoTime());
        }
    }

    /** Answers whether the time has come; false when the operator or a stop came first. */
    private boolean waitUntil(final long nextNs) {
        if (pace.isMax()) {
            return true;
        }
        final long dueNs = pace.wallNs(nextNs - paceVirtualNs);
        long leftNs = dueNs - (wallClock.nanoTime() - paceWallNs);
        while (leftNs > 0 && !isStopped) {
            if (!pipeline.operator().isEmpty()) {
                letOperatorIn(nextNs);
                return false;
            }
            nap.nap(Math.min(leftNs, MAX_NAP_NS));
            leftNs = dueNs - (wallClock.nanoTime() - paceWallNs);
        }
        return !isStopped;
    }

    /** An operator acts in wall time: virtual time is moved to where it stands by the pace, short of the next event. */
    private void letOperatorIn(final long nextNs) {
        final long passedNs = pace.virtualNs(wallClock.nanoTime() - paceWallNs);
        clock.advanceTo(Math.min(paceVirtualNs + passedNs, nextNs - 1));
        settle();
    }
}
