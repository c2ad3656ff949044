package io.gimbal.engine.pipeline;

import com.lmax.disruptor.RingBuffer;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.Frame;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * The only producer of the ring in. Owned by the ingest thread. Never blocks: market data is refused while less than a
 * quarter of the ring is free, everything else may use the ring to its last slot.
 */
final class RingIngress implements Ingress {
    private static final int RESERVED_SHARE = 4;

    private final RingBuffer<Slot> ring;
    private final NanoClock clock;
    private final ReferencePrices references;
    private final FailStop failStop;
    private final PipelineCounters counters;
    private final int reserve;

    RingIngress(
            final RingBuffer<Slot> ring,
            final NanoClock clock,
            final ReferencePrices references,
            final FailStop failStop,
            final PipelineCounters counters) {
        this.ring = ring;
        this.clock = clock;
        this.references = references;
        this.failStop = failStop;
        this.counters = counters;
        reserve = ring.getBufferSize() / RESERVED_SHARE;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        if (failStop.isTripped()) {
            return CLOSED;
        }
        requireEvent(buffer, offset, length);
        final int templateId = EventKind.templateId(buffer, offset);
        final boolean isMarketData = EventKind.isMarketData(templateId);
        if (!ring.hasAvailableCapacity(isMarketData ? reserve : 1)) {
            if (isMarketData) {
                counters.increment(PipelineCounters.BACK_PRESSURED);
            }
            return BACK_PRESSURED;
        }
        references.observe(templateId, buffer, offset);
        final long sequence = ring.next();
        final Slot slot = ring.get(sequence);
        slot.payload(buffer, offset, length);
        slot.times(receiveTimeNs, clock.nanoTime(), 0);
        ring.publish(sequence);
        counters.increment(PipelineCounters.OFFERED);
        return sequence;
    }

    private static void requireEvent(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > Frame.MAX_PAYLOAD_LENGTH) {
            throw new IllegalArgumentException(
                    "input does not fit a record: length=" + length + ", max=" + Frame.MAX_PAYLOAD_LENGTH);
        }
        buffer.boundsCheck(offset, length);
    }
}
