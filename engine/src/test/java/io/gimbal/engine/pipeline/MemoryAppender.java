package io.gimbal.engine.pipeline;

import io.gimbal.journal.Frame;
import io.gimbal.journal.JournalAppender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal in memory that can be told to refuse or to break at one record. */
final class MemoryAppender implements JournalAppender {
    record Entry(long sequence, int templateId, UnsafeBuffer payload, long wallNs, long monotonicNs) {}

    private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
    private final boolean keeps;
    private volatile long sequence;
    private long refuseAt = Long.MAX_VALUE;
    private long breakAt = Long.MAX_VALUE;

    MemoryAppender() {
        this(true);
    }

    private MemoryAppender(final boolean keeps) {
        this.keeps = keeps;
    }

    /** Counts records and touches their bytes, but keeps none: allocates nothing. */
    static MemoryAppender counting() {
        return new MemoryAppender(false);
    }

    MemoryAppender refuseAt(final long newRefuseAt) {
        refuseAt = newRefuseAt;
        return this;
    }

    MemoryAppender breakAt(final long newBreakAt) {
        breakAt = newBreakAt;
        return this;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<Integer> types() {
        return entries().stream().map(Entry::templateId).toList();
    }

    @Override
    public long append(
            final MutableDirectBuffer buffer,
            final int offset,
            final int payloadLength,
            final long wallNs,
            final long monotonicNs) {
        final long next = sequence + 1;
        if (next >= refuseAt) {
            return NO_SPACE;
        }
        if (next >= breakAt) {
            throw new InternalError("disk on fire at sequence " + next);
        }
        buffer.boundsCheck(offset, Frame.length(payloadLength));
        buffer.putLong(offset + Frame.SEQUENCE_OFFSET, next);
        if (keeps) {
            final byte[] payload = new byte[payloadLength];
            buffer.getBytes(offset + Frame.HEADER_LENGTH, payload);
            final UnsafeBuffer copy = new UnsafeBuffer(payload);
            entries.add(new Entry(next, EventKind.templateId(copy, 0), copy, wallNs, monotonicNs));
        }
        sequence = next;
        return next;
    }

    @Override
    public long lastSequence() {
        return sequence;
    }

    @Override
    public long chain() {
        return 0;
    }

    @Override
    public long mappings() {
        return 0;
    }

    @Override
    public void close() {}
}
