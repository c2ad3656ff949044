package io.gimbal.engine.pipeline;

import io.gimbal.journal.Frame;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Where any thread hands in the operator's commands; the ingest thread takes them into the ring in the order of arrival.
 * A kill closes the gate in the caller's thread before it is queued: it does not wait for the engine.
 */
public final class OperatorCommands {
    private final ManyToOneRingBuffer ring;
    private final Gate gate;

    OperatorCommands(final int bytes, final Gate gate) {
        ring = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                bytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
        this.gate = gate;
    }

    /**
     * Hands in a command. Never blocks.
     *
     * @param buffer holds one {@code OperatorCommand}, SBE header included; valid during the call
     * @param offset where it begins
     * @param length its bytes
     * @return false when the queue is full; a kill has closed the gate all the same
     * @throws IllegalArgumentException when it is anything but an {@code OperatorCommand}
     */
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        if (decode(buffer, offset, length).verb() == OperatorVerb.KILL) {
            gate.kill();
        }
        return ring.write(OperatorCommandDecoder.TEMPLATE_ID, buffer, offset, length);
    }

    int poll(final ControlledMessageHandler handler, final int limit) {
        return ring.controlledRead(handler, limit);
    }

    boolean isEmpty() {
        return ring.size() == 0;
    }

    private static OperatorCommandDecoder decode(final DirectBuffer buffer, final int offset, final int length) {
        final int shortest = MessageHeaderDecoder.ENCODED_LENGTH + OperatorCommandDecoder.BLOCK_LENGTH;
        if (length < shortest || length > Frame.MAX_PAYLOAD_LENGTH) {
            throw new IllegalArgumentException("not an operator command: length=" + length + ", shortest=" + shortest);
        }
        buffer.boundsCheck(offset, length);
        final int templateId = EventKind.templateId(buffer, offset);
        if (templateId != OperatorCommandDecoder.TEMPLATE_ID) {
            throw new IllegalArgumentException("not an operator command: templateId=" + templateId);
        }
        return new OperatorCommandDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    }
}
