package io.gimbal.engine.pipeline;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What has passed through a pipeline. Each counter has one writing thread, which pays a plain read and an ordered store
 * on a cache line of its own; any thread may read, and sees a value that was true a moment ago.
 */
public final class PipelineCounters {
    /** Events the ingest thread put into the ring. */
    static final int OFFERED = 0;

    /** Market data refused because only the reserve was left. */
    static final int BACK_PRESSURED = 1;

    /** Sequence of the last input in the journal. */
    static final int IN_SEQUENCE = 2;

    /** Inputs the engine has applied. */
    static final int INPUTS = 3;

    /** Outputs the engine has said. */
    static final int OUTPUTS = 4;

    /** Sequence of the last output in the journal. */
    static final int OUT_SEQUENCE = 5;

    /** Commands the sender has met. */
    static final int COMMANDS = 6;

    /** Commands handed to the venue's connection. */
    static final int SENT = 7;

    /** Commands held back. */
    static final int SUPPRESSED = 8;

    /** Commands whose sending failed part-way. */
    static final int SEND_FAILED = 9;

    private static final int COUNT = 10;
    private static final int STRIDE = 2 * BitUtil.CACHE_LINE_LENGTH;

    private final UnsafeBuffer values =
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(COUNT * STRIDE, BitUtil.CACHE_LINE_LENGTH));

    PipelineCounters() {}

    /** {@return events that entered the ring} */
    public long offered() {
        return read(OFFERED);
    }

    /** {@return how often market data found only the reserve of the ring free} */
    public long backPressured() {
        return read(BACK_PRESSURED);
    }

    /** {@return sequence of the last journaled input, 0 before the first of this run} */
    public long inSequence() {
        return read(IN_SEQUENCE);
    }

    /** {@return inputs that the engine has applied} */
    public long inputs() {
        return read(INPUTS);
    }

    /** {@return outputs that the engine has said} */
    public long outputs() {
        return read(OUTPUTS);
    }

    /** {@return sequence of the last journaled output, 0 before the first of this run} */
    public long outSequence() {
        return read(OUT_SEQUENCE);
    }

    /** {@return commands that the sender has met} */
    public long commands() {
        return read(COMMANDS);
    }

    /** {@return commands handed to the venue's connection} */
    public long sent() {
        return read(SENT);
    }

    /** {@return commands held back, for any reason} */
    public long suppressed() {
        return read(SUPPRESSED);
    }

    /** {@return commands whose outcome at the venue is unknown because the write failed} */
    public long sendFailed() {
        return read(SEND_FAILED);
    }

    void increment(final int counter) {
        final int offset = counter * STRIDE;
        values.putLongRelease(offset, values.getLong(offset) + 1);
    }

    void set(final int counter, final long value) {
        values.putLongRelease(counter * STRIDE, value);
    }

    private long read(final int counter) {
        return values.getLongAcquire(counter * STRIDE);
    }
}
