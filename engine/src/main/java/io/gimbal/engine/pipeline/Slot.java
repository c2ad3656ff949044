package io.gimbal.engine.pipeline;

import io.gimbal.journal.Frame;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One place in a ring: the bytes of a journal record with the payload already where the appender expects it, and the
 * times that travel beside it. Filled by the ring's producer, read by its consumer; the ring orders the two.
 */
final class Slot {
    /** Bytes per slot: the longest record, up to whole cache lines. */
    static final int LENGTH = BitUtil.align(Frame.MAX_LENGTH, BitUtil.CACHE_LINE_LENGTH);

    private final UnsafeBuffer frame;
    private int payloadLength;
    private long receiveTimeNs;
    private long ingressNs;
    private long decidedNs;

    Slot(final UnsafeBuffer frame) {
        this.frame = frame;
    }

    /**
     * Takes an event.
     *
     * @param buffer holds one SBE message, header included
     * @param offset where it begins
     * @param length its bytes, at most {@link Frame#MAX_PAYLOAD_LENGTH}
     */
    void payload(final DirectBuffer buffer, final int offset, final int length) {
        frame.putBytes(Frame.HEADER_LENGTH, buffer, offset, length);
        payloadLength = length;
    }

    /**
     * Sets the times that travel with the event.
     *
     * @param newReceiveTimeNs of the input, or of an output's cause; epoch nanoseconds
     * @param newIngressNs     monotonic time at which the input, or an output's cause, entered the ring
     * @param newDecidedNs     monotonic time at which the engine said the output; 0 for an input
     */
    void times(final long newReceiveTimeNs, final long newIngressNs, final long newDecidedNs) {
        receiveTimeNs = newReceiveTimeNs;
        ingressNs = newIngressNs;
        decidedNs = newDecidedNs;
    }

    UnsafeBuffer frame() {
        return frame;
    }

    int payloadLength() {
        return payloadLength;
    }

    long receiveTimeNs() {
        return receiveTimeNs;
    }

    long ingressNs() {
        return ingressNs;
    }

    long decidedNs() {
        return decidedNs;
    }
}
