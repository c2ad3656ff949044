package io.gimbal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A read-only window over a file that may be longer than a buffer can be and may still grow. Owned by one thread.
 * Positions are bytes from the start of the file.
 */
public final class MappedWindow implements AutoCloseable {
    private static final long WINDOW = 64L << 20;
    private static final int CHUNK = 1 << 18;
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private final Path file;
    private final FileChannel channel;
    private final UnsafeBuffer buffer = new UnsafeBuffer(NOTHING);

    private @Nullable MappedByteBuffer mapped;
    private long base;

    private MappedWindow(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a file for reading.
     *
     * @param file a regular file
     * @return a window that shows nothing yet
     * @throws JournalCorruptException when it is a symbolic link or no regular file
     * @throws UncheckedIOException    when it cannot be read
     */
    public static MappedWindow open(final Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new JournalCorruptException(0, "journal file is a link or no regular file: path=" + file);
        }
        try {
            return new MappedWindow(file, FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open journal file: path=" + file, e);
        }
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /** {@return bytes that the file holds now} */
    public long size() {
        try {
            return channel.size();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read journal file: path=" + file, e);
        }
    }

    /**
     * Moves the window where needed, so that it shows a region.
     *
     * @param position first byte
     * @param length   bytes, at most 1 MiB
     * @return false when the file ends before the region does
     */
    public boolean covers(final long position, final int length) {
        final long end = position + length;
        if (position >= base && end <= base + buffer.capacity()) {
            return true;
        }
        final long size = size();
        if (end > size) {
            return false;
        }
        map(position & -Long.BYTES, size);
        return true;
    }

    private void map(final long from, final long size) {
        // An interrupted thread would close the channel by mapping; the wish to stop is kept for its owner.
        final boolean isInterrupted = Thread.interrupted();
        try {
            final MappedByteBuffer old = mapped;
            final MappedByteBuffer fresh =
                    channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(WINDOW, size - from));
            mapped = fresh;
            base = from;
            buffer.wrap(fresh);
            release(old);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot map journal file: path=" + file + ", position=" + from, e);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return the buffer behind the window; what it shows changes when the window moves} */
    public DirectBuffer buffer() {
        return buffer;
    }

    /**
     * Where a position stands in {@link #buffer()}.
     *
     * @param position of a byte that the window covers
     * @return its index
     */
    public int index(final long position) {
        return (int) (position - base);
    }

    /**
     * Reads a word that another process may just be writing.
     *
     * @param position of a covered word, a multiple of four
     * @return its value; what was stored before it is visible too
     */
    public int intVolatile(final long position) {
        return buffer.getIntVolatile(index(position));
    }

    /**
     * Looks for a whole, valid frame anywhere from a position to the end of the file. Reads instead of mapping, so a file
     * that shrinks meanwhile does no harm.
     *
     * @param from where to begin
     * @return whether there is one
     */
    public boolean hasFrameFrom(final long from) {
        final ByteBuffer chunk = ByteBuffer.allocate(CHUNK + Frame.MAX_LENGTH);
        final FrameSearch search = new FrameSearch(new UnsafeBuffer(chunk));
        for (long position = from; ; position += CHUNK) {
            final int length = read(chunk, position);
            if (search.finds(Math.min(length, CHUNK), length)) {
                return true;
            }
            if (length <= CHUNK) {
                return false;
            }
        }
    }

    private int read(final ByteBuffer chunk, final long from) {
        chunk.clear();
        try {
            int count;
            do {
                count = channel.read(chunk, from + chunk.position());
            } while (count > 0 && chunk.hasRemaining());
            return chunk.position();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read journal file: path=" + file, e);
        }
    }

    private static void release(final @Nullable MappedByteBuffer old) {
        if (old != null) {
            IoUtil.unmap(old);
        }
    }

    @Override
    public void close() {
        buffer.wrap(NOTHING);
        release(mapped);
        mapped = null;
        base = 0;
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close journal file: path=" + file, e);
        }
    }
}
