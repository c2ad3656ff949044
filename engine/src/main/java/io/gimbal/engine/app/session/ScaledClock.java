package io.gimbal.engine.app.session;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * Market time of a threaded session: starts where it is told and runs at a multiple of the machine's monotonic clock, so
 * that a step of the wall clock cannot move it. Any thread may read it.
 */
final class ScaledClock implements EpochNanoClock, NanoClock {
    private final long startNs;
    private final double speed;
    private final NanoClock monotonic;
    private final long monotonicStartNs;

    ScaledClock(final long startNs, final double speed, final NanoClock monotonic) {
        this.startNs = startNs;
        this.speed = speed;
        this.monotonic = monotonic;
        this.monotonicStartNs = monotonic.nanoTime();
    }

    @Override
    public long nanoTime() {
        final long passedNs = monotonic.nanoTime() - monotonicStartNs;
        return startNs + (speed == 1.0 ? passedNs : (long) (passedNs * speed));
    }
}
