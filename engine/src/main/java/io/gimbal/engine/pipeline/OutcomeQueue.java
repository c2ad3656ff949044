package io.gimbal.engine.pipeline;

import io.gimbal.journal.codec.CommandOutcomeEncoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.SuppressReason;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Carries the outcome of each command, encoded as an input event, from the sender thread to the ingest thread. */
final class OutcomeQueue {
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + CommandOutcomeEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandOutcomeEncoder encoder = new CommandOutcomeEncoder();
    private final OneToOneRingBuffer ring;

    /**
     * Allocates the queue.
     *
     * @param bytes capacity, a power of two
     */
    OutcomeQueue(final int bytes) {
        ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                bytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    }

    /**
     * Tells what became of a command. Called by the sender thread.
     *
     * @param command the command
     * @param outcome what became of it
     * @param reason  why it was held back, else {@link SuppressReason#NONE}
     * @param sentNs  monotonic time after the call to the gateway, or of the refusal
     * @return false when the queue is full
     */
    boolean offer(final Command command, final SendOutcome outcome, final SuppressReason reason, final long sentNs) {
        final int at = ring.tryClaim(CommandOutcomeEncoder.TEMPLATE_ID, LENGTH);
        if (at < 0) {
            return false;
        }
        final AtomicBuffer buffer = ring.buffer();
        encoder.wrapAndApplyHeader(buffer, at, header)
                .orderId(command.orderId())
                .commandSequence(command.sequence())
                .causeSequence(command.causeSequence())
                .ingressNs(command.ingressNs())
                .decidedNs(command.decidedNs())
                .journaledNs(command.journaledNs())
                .sentNs(sentNs)
                .commandType((short) command.templateId())
                .outcome(outcome)
                .reason(reason);
        ring.commit(at);
        return true;
    }

    /**
     * Hands over what has come in. Called by the ingest thread.
     *
     * @param handler takes one event; aborting leaves it first in the queue
     * @param limit   at most this many
     * @return how many were taken
     */
    int poll(final ControlledMessageHandler handler, final int limit) {
        return ring.controlledRead(handler, limit);
    }

    /** {@return bytes waiting; any thread may ask} */
    int size() {
        return ring.size();
    }

    /** {@return a number that grows with every outcome offered; any thread may ask} */
    long producerPosition() {
        return ring.producerPosition();
    }
}
