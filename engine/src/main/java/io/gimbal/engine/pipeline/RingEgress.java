package io.gimbal.engine.pipeline;

import com.lmax.disruptor.RingBuffer;
import io.gimbal.engine.hedging.Egress;
import io.gimbal.journal.Frame;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * The only producer of the ring out. Owned by the engine thread. Never blocks: an output that finds no slot stops the
 * pipeline, for dropping it would make the journal lie and waiting could close a cycle of waits.
 */
final class RingEgress implements Egress {
    private final RingBuffer<Slot> ring;
    private final NanoClock clock;
    private final FailStop failStop;
    private final PipelineCounters counters;
    private long causeReceiveTimeNs;
    private long causeIngressNs;

    RingEgress(
            final RingBuffer<Slot> ring,
            final NanoClock clock,
            final FailStop failStop,
            final PipelineCounters counters) {
        this.ring = ring;
        this.clock = clock;
        this.failStop = failStop;
        this.counters = counters;
    }

    /**
     * Names the input that the outputs to come answer, for their stage times.
     *
     * @param receiveTimeNs of the input, epoch nanoseconds
     * @param ingressNs     monotonic time at which it entered the ring
     */
    void causedBy(final long receiveTimeNs, final long ingressNs) {
        causeReceiveTimeNs = receiveTimeNs;
        causeIngressNs = ingressNs;
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > Frame.MAX_PAYLOAD_LENGTH) {
            return refuse(GateReason.CONTRACT_BROKEN, "output does not fit a record: length=" + length);
        }
        if (!ring.hasAvailableCapacity(1)) {
            return refuse(GateReason.OUT_RING_FULL, "ring out is full: slots=" + ring.getBufferSize());
        }
        buffer.boundsCheck(offset, length);
        final long sequence = ring.next();
        final Slot slot = ring.get(sequence);
        slot.payload(buffer, offset, length);
        slot.times(causeReceiveTimeNs, causeIngressNs, clock.nanoTime());
        ring.publish(sequence);
        counters.increment(PipelineCounters.OUTPUTS);
        return true;
    }

    private boolean refuse(final GateReason reason, final String message) {
        failStop.trip(reason, new IllegalStateException(message));
        return false;
    }
}
