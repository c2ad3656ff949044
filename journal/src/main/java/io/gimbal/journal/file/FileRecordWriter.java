package io.gimbal.journal.file;

import io.gimbal.journal.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Appends to block files. */
final class FileRecordWriter implements RecordWriter {
    private static final int PAGE = 4096;
    private static final int ZEROS_LENGTH = 64 << 10;

    private final Path directory;
    private final int blockBytes;
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_LENGTH);
    private final UnsafeBuffer block = new UnsafeBuffer(zeros);

    private MappedByteBuffer mapped;
    private volatile int index;
    private int position = Block.HEADER_LENGTH;
    private long mappings;
    private int forcedIndex;
    private boolean isDirectoryForced;
    private boolean isClosed;

    FileRecordWriter(final Path directory, final int blockBytes) throws IOException {
        this.directory = directory;
        this.blockBytes = blockBytes;
        this.mapped = newBlock(0);
        block.wrap(mapped);
    }

    @Override
    public long reservation(final int length) {
        return fits(length) ? 0 : blockBytes;
    }

    private boolean fits(final int length) {
        return position + Block.slotLength(length) + Block.SLOT_HEADER_LENGTH <= blockBytes;
    }

    @Override
    public void write(final DirectBuffer buffer, final int offset, final int length) {
        if (!fits(length)) {
            roll();
        }
        final int slot = position;
        block.putBytes(slot + Block.SLOT_HEADER_LENGTH, buffer, offset, length);
        block.putIntOrdered(slot, length);
        position = slot + Block.slotLength(length);
    }

    private void roll() {
        // Mapping in an interrupted thread would close the channel; the wish to stop is kept for its owner.
        final boolean isInterrupted = Thread.interrupted();
        try {
            final int following = index + 1;
            final MappedByteBuffer next = newBlock(following);
            block.putIntOrdered(position, Block.END_OF_BLOCK);
            final MappedByteBuffer old = mapped;
            mapped = next;
            block.wrap(next);
            IoUtil.unmap(old);
            index = following;
            position = Block.HEADER_LENGTH;
        } catch (final IOException e) {
            throw new IllegalStateException("cannot make a journal block: directory=" + directory, e);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private MappedByteBuffer newBlock(final int number) throws IOException {
        try (FileChannel channel = FileChannel.open(
                Block.file(directory, number),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            claim(channel);
            final MappedByteBuffer fresh = channel.map(FileChannel.MapMode.READ_WRITE, 0, blockBytes);
            Block.writeHeader(new UnsafeBuffer(fresh), number, blockBytes);
            mappings++;
            return fresh;
        }
    }

    private void claim(final FileChannel channel) throws IOException {
        long written = 0;
        while (written < blockBytes) {
            zeros.clear().limit((int) Math.min(ZEROS_LENGTH, blockBytes - written));
            written += channel.write(zeros, written);
        }
    }

    @Override
    public long mappings() {
        return mappings;
    }

    @Override
    public void force() throws IOException {
        final int last = index;
        for (int i = forcedIndex; i <= last; i++) {
            try (FileChannel channel = FileChannel.open(Block.file(directory, i), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        if (!isDirectoryForced || last > forcedIndex) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
        isDirectoryForced = true;
        forcedIndex = last;
    }

    /** Gives unused pages back; the page of the end stays, for readers that look there. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        block.wrap(zeros);
        IoUtil.unmap(mapped);
        final long used = ((long) position + Block.SLOT_HEADER_LENGTH + PAGE - 1) & -PAGE;
        try (FileChannel channel = FileChannel.open(Block.file(directory, index), StandardOpenOption.WRITE)) {
            channel.truncate(used);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot trim a journal block: directory=" + directory, e);
        }
    }
}
