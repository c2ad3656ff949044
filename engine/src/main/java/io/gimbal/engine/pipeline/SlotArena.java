package io.gimbal.engine.pipeline;

import com.lmax.disruptor.EventFactory;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts the slots of one ring from a single direct allocation, cache-line aligned and in ring order. The memory is given
 * back by the collector when the last slot is unreachable: a thread that outlives its pipeline must not meet freed bytes.
 */
final class SlotArena implements EventFactory<Slot> {
    private final ByteBuffer memory;
    private int next;

    /**
     * Allocates the memory of a ring.
     *
     * @param slots how many; a power of two, see {@link PipelineConfiguration#MAX_RING_SLOTS}
     */
    SlotArena(final int slots) {
        memory = BufferUtil.allocateDirectAligned(slots * Slot.LENGTH, BitUtil.CACHE_LINE_LENGTH);
    }

    @Override
    public Slot newInstance() {
        final Slot slot = new Slot(new UnsafeBuffer(memory, next, Slot.LENGTH));
        next += Slot.LENGTH;
        return slot;
    }
}
