package io.gimbal.engine.pipeline;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * A clock that stands still until it is moved: epoch and monotonic time in one. Moved by one thread, the stepping one;
 * readable from any.
 */
public final class VirtualClock implements EpochNanoClock, NanoClock {
    private final AtomicLong nowNs;

    /**
     * Sets the first time.
     *
     * @param startNs epoch nanoseconds
     */
    public VirtualClock(final long startNs) {
        nowNs = new AtomicLong(startNs);
    }

    @Override
    public long nanoTime() {
        return nowNs.get();
    }

    /**
     * Moves on.
     *
     * @param timeNs the new time, epoch nanoseconds; an earlier one than now changes nothing
     */
    public void advanceTo(final long timeNs) {
        if (timeNs > nowNs.get()) {
            nowNs.lazySet(timeNs);
        }
    }
}
