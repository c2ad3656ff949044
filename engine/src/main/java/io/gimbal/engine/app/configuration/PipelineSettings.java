package io.gimbal.engine.app.configuration;

/**
 * Section {@code pipeline}.
 *
 * @param ringInSlots     slots of the input ring, a power of two
 * @param ringOutSlots    slots of the output ring, a power of two
 * @param waitStrategy    how the engine thread waits: blocking, sleeping, yielding or busy-spin
 * @param idleStrategy    how the input and output thread waits: backoff, sleeping, yielding or busy-spin
 * @param timerIntervalNs time between two timer inputs of a live run, nanoseconds
 */
public record PipelineSettings(
        int ringInSlots, int ringOutSlots, String waitStrategy, String idleStrategy, long timerIntervalNs) {
    static PipelineSettings of(final Values values) {
        return new PipelineSettings(
                values.count(Schema.RING_IN_SLOTS),
                values.count(Schema.RING_OUT_SLOTS),
                values.text(Schema.WAIT_STRATEGY),
                values.text(Schema.IDLE_STRATEGY),
                values.millisecondsAsNs(Schema.TIMER_INTERVAL_MS));
    }
}
