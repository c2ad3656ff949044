package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/** Reads checked records up to the end that the MANIFEST declares, or as far as published when the writer still runs. */
final class FramedTailer implements JournalTailer {
    private final Generation generation;
    private final QueueStart start;
    private final RecordReader reader;
    private final FrameCheck check;
    private final long lastSequence;
    private final long lastChain;
    private final boolean isOpen;

    FramedTailer(final Generation generation, final String queue, final RecordReader reader) {
        this.generation = generation;
        this.start = generation.start(queue);
        this.reader = reader;
        this.check = new FrameCheck(start);
        this.lastSequence = generation.lastSequence(queue);
        this.lastChain = generation.chain(queue);
        this.isOpen = generation.state() == Generation.State.OPEN;
    }

    @Override
    public boolean next() {
        if (!isOpen && check.sequence() == lastSequence) {
            checkEnd();
            return false;
        }
        try {
            return read();
        } catch (final InternalError e) {
            throw new JournalCorruptException(
                    check.sequence() + 1, "file shrank or is unreadable: " + start.name(check.sequence() + 1), e);
        }
    }

    private boolean read() {
        final int found = reader.next();
        if (found == RecordReader.END) {
            checkMayEnd();
            return false;
        }
        if (found == RecordReader.BROKEN) {
            throw damaged(reader.fault());
        }
        final int fault = check.check(reader.buffer(), reader.offset(), reader.length());
        if (fault != FrameCheck.GOOD) {
            throw damaged(check.describe(fault, reader.buffer(), reader.offset(), reader.length()));
        }
        return true;
    }

    private void checkMayEnd() {
        if (!isOpen) {
            throw damaged("records are missing: MANIFEST says state=" + generation.state() + ", last=" + lastSequence);
        }
    }

    private void checkEnd() {
        if (check.chain() != lastChain) {
            throw new JournalCorruptException(
                    lastSequence, "chain differs from the MANIFEST: " + start.name(lastSequence));
        }
    }

    private JournalCorruptException damaged(final String what) {
        final long sequence = check.sequence() + 1;
        return new JournalCorruptException(sequence, "damaged record: " + start.name(sequence) + ", " + what);
    }

    @Override
    public DirectBuffer buffer() {
        return reader.buffer();
    }

    @Override
    public int payloadOffset() {
        return reader.offset() + Frame.HEADER_LENGTH;
    }

    @Override
    public int payloadLength() {
        return reader.length() - Frame.HEADER_LENGTH - Frame.TRAILER_LENGTH;
    }

    @Override
    public int type() {
        return reader.buffer().getByte(reader.offset() + Frame.TYPE_OFFSET) & 0xFF;
    }

    @Override
    public long sequence() {
        return check.sequence();
    }

    @Override
    public int epoch() {
        return start.epoch();
    }

    @Override
    public long wallNs() {
        return reader.buffer().getLong(reader.offset() + Frame.WALL_OFFSET, LITTLE_ENDIAN);
    }

    @Override
    public long monotonicNs() {
        return reader.buffer().getLong(reader.offset() + Frame.MONOTONIC_OFFSET, LITTLE_ENDIAN);
    }

    @Override
    public long chain() {
        return check.chain();
    }

    @Override
    public void close() {
        reader.close();
    }
}
