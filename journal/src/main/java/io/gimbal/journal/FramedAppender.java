package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames payloads, chains them and hands them to a storage, behind the free-space guard. */
final class FramedAppender implements JournalAppender {
    private static final int SBE_HEADER_LENGTH = 8;
    private static final int MAX_TYPE = 0xFF;

    // The record is completed in a buffer of our own: one fixed address to checksum and to store from.
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.MAX_LENGTH));
    private final Checksum checksum = new Checksum();
    private final AtomicLong published = new AtomicLong();
    private final QueueStart start;
    private final RecordWriter writer;
    private final SpaceGuard guard;

    private long sequence;
    private long chain;
    private volatile boolean isClosed;
    private volatile boolean isFailed;

    FramedAppender(final QueueStart start, final RecordWriter writer, final SpaceGuard guard) {
        this.start = start;
        this.writer = writer;
        this.guard = guard;
        this.sequence = start.sequence();
        this.chain = start.chain();
        this.published.set(sequence);
    }

    @Override
    public long append(
            final MutableDirectBuffer buffer,
            final int offset,
            final int payloadLength,
            final long wallNs,
            final long monotonicNs) {
        if (isClosed) {
            return CLOSED;
        }
        final int template = checkedTemplate(buffer, offset, payloadLength);
        final int length = Frame.length(payloadLength);
        if (!guard.permits(length, writer.reservation(length))) {
            return NO_SPACE;
        }
        writeHeader(buffer, offset, template, payloadLength);
        buffer.putLong(offset + Frame.WALL_OFFSET, wallNs, LITTLE_ENDIAN);
        buffer.putLong(offset + Frame.MONOTONIC_OFFSET, monotonicNs, LITTLE_ENDIAN);
        final long next = complete(buffer, offset, length - Frame.TRAILER_LENGTH);
        store(length);
        chain = next;
        sequence++;
        published.lazySet(sequence);
        return sequence;
    }

    private int checkedTemplate(final MutableDirectBuffer buffer, final int offset, final int payloadLength) {
        if (isFailed) {
            throw new IllegalStateException("an earlier append failed: " + start.name(sequence));
        }
        if (payloadLength < SBE_HEADER_LENGTH || payloadLength > Frame.MAX_PAYLOAD_LENGTH) {
            throw new IllegalArgumentException(
                    "payload length: length=" + payloadLength + ", longest=" + Frame.MAX_PAYLOAD_LENGTH);
        }
        final int template = FrameCheck.template(buffer, offset + Frame.HEADER_LENGTH);
        if (template == 0 || template > MAX_TYPE) {
            throw new IllegalArgumentException("template id: id=" + template + ", highest=" + MAX_TYPE);
        }
        if (start.isGenesisDue() && sequence == start.sequence()) {
            checkGenesis(buffer, offset);
        }
        return template;
    }

    private void checkGenesis(final MutableDirectBuffer buffer, final int offset) {
        final String mismatch = GenesisCheck.mismatch(buffer, offset + Frame.HEADER_LENGTH, start);
        if (mismatch != null) {
            throw new IllegalStateException(mismatch + " " + start.name(sequence + 1));
        }
    }

    private void writeHeader(
            final MutableDirectBuffer buffer, final int offset, final int template, final int payloadLength) {
        buffer.putShort(offset + Frame.MAGIC_OFFSET, (short) Frame.MAGIC, LITTLE_ENDIAN);
        buffer.putByte(offset + Frame.FORMAT_OFFSET, (byte) Frame.FORMAT);
        buffer.putByte(offset + Frame.TYPE_OFFSET, (byte) template);
        buffer.putInt(offset + Frame.LENGTH_OFFSET, payloadLength, LITTLE_ENDIAN);
        buffer.putInt(offset + Frame.EPOCH_OFFSET, start.epoch(), LITTLE_ENDIAN);
        buffer.putInt(offset + Frame.FLAGS_OFFSET, 0, LITTLE_ENDIAN);
        buffer.putLong(offset + Frame.SEQUENCE_OFFSET, sequence + 1, LITTLE_ENDIAN);
    }

    private long complete(final MutableDirectBuffer buffer, final int offset, final int end) {
        record.putBytes(0, buffer, offset, end);
        final long next = Chain.extend(chain, record, 0, end);
        record.putLong(end, next, LITTLE_ENDIAN);
        final int crc = checksum.of(record, 0, end + Long.BYTES);
        record.putInt(end + Long.BYTES, crc, LITTLE_ENDIAN);
        buffer.putLong(offset + end, next, LITTLE_ENDIAN);
        buffer.putInt(offset + end + Long.BYTES, crc, LITTLE_ENDIAN);
        return next;
    }

    private void store(final int length) {
        try {
            writer.write(record, 0, length);
        } catch (final RuntimeException | Error e) {
            isFailed = true;
            throw e;
        }
    }

    @Override
    public long lastSequence() {
        return sequence;
    }

    @Override
    public long chain() {
        return chain;
    }

    @Override
    public long mappings() {
        return writer.mappings() + guard.lookups();
    }

    /** Sequence of the last published record; may be read by any thread. */
    long publishedSequence() {
        return published.get();
    }

    /** Whether a record could not be stored, so that the end of the queue is in doubt. */
    boolean isFailed() {
        return isFailed;
    }

    RecordWriter writer() {
        return writer;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            writer.close();
        }
    }
}
