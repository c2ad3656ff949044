package io.gimbal.feeds.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;

/**
 * Writes a capture: raw frames of a venue's connections with their receive times. The file is gzip in blocks, so that
 * {@code zcat} reads it and a torn end costs the last block alone; expanded, it is one line per record:
 *
 * <pre>
 *   gimbal-capture 1
 *   TIME CONNECTION KIND LENGTH PAYLOAD        TIME in epoch nanoseconds, LENGTH of the payload in bytes
 * </pre>
 *
 * <p>KIND is {@code +} (connected; the payload is the address), {@code <} (a frame came in, byte for byte),
 * {@code >} (a frame went out) or {@code -} (disconnected; the payload says why). A frame may hold line feeds: it is the
 * length that ends it. A file that ends with the empty block was closed in order.
 *
 * <p>Owned by one thread. A kill of the process loses what was not flushed and nothing else.
 */
public final class CaptureWriter implements AutoCloseable {
    static final String HEADING = "gimbal-capture 1\n";
    static final byte CONNECTED = '+';
    static final byte RECEIVED = '<';
    static final byte SENT = '>';
    static final byte DISCONNECTED = '-';

    private static final int MAX_DIGITS = 20;
    private static final int RADIX = 10;

    private final FileChannel channel;
    private final CaptureBlock block = new CaptureBlock();
    private final byte[] pending = new byte[CaptureBlock.CAPACITY];
    private final byte[] packed = new byte[CaptureBlock.MAX_LENGTH];
    private final byte[] digits = new byte[MAX_DIGITS];
    private int size;
    private long records;
    private long fileBytes;
    private boolean isClosed;

    private CaptureWriter(final FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Begins a capture.
     *
     * @param file must not exist
     * @return the writer
     * @throws IOException when it exists or cannot be made
     */
    public static CaptureWriter create(final Path file) throws IOException {
        final CaptureWriter writer =
                new CaptureWriter(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        writer.text(HEADING);
        writer.flush();
        return writer;
    }

    /**
     * Records that a connection was made.
     *
     * @param connection its number, 0 or more
     * @param timeNs     epoch nanoseconds
     * @param url        where to; without credentials
     */
    public void connected(final int connection, final long timeNs, final String url) {
        line(connection, timeNs, CONNECTED, url);
    }

    /**
     * Records a frame that came in.
     *
     * @param connection    its number
     * @param receiveTimeNs when it reached us, epoch nanoseconds
     * @param frame         holds it
     * @param offset        where it begins
     * @param length        its bytes
     */
    public void received(
            final int connection,
            final long receiveTimeNs,
            final DirectBuffer frame,
            final int offset,
            final int length) {
        frame(connection, receiveTimeNs, RECEIVED, frame, offset, length);
    }

    /**
     * Records a frame that went out; never one with credentials.
     *
     * @param connection its number
     * @param timeNs     when it was sent, epoch nanoseconds
     * @param frame      holds it
     * @param offset     where it begins
     * @param length     its bytes
     */
    public void sent(
            final int connection, final long timeNs, final DirectBuffer frame, final int offset, final int length) {
        frame(connection, timeNs, SENT, frame, offset, length);
    }

    /**
     * Records that a connection is gone.
     *
     * @param connection its number
     * @param timeNs     epoch nanoseconds
     * @param reason     for people
     */
    public void disconnected(final int connection, final long timeNs, final String reason) {
        line(connection, timeNs, DISCONNECTED, reason);
    }

    /** Hands everything so far to the operating system: it survives a kill from then on. */
    public void flush() {
        if (size > 0) {
            write(packed, block.pack(pending, size, packed));
            size = 0;
        }
    }

    /** {@return records so far, the heading not counted} */
    public long records() {
        return records;
    }

    /** {@return bytes in the file, without what waits for the next flush} */
    public long fileBytes() {
        return fileBytes;
    }

    /** Ends the capture in order. Idempotent. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (channel;
                block) {
            flush();
            final byte[] end = CaptureBlock.end();
            write(end, end.length);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(final int connection, final long timeNs, final byte kind, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        begin(connection, timeNs, kind, bytes.length);
        for (final byte each : bytes) {
            put(each);
        }
        end();
    }

    private void frame(
            final int connection,
            final long timeNs,
            final byte kind,
            final DirectBuffer frame,
            final int offset,
            final int length) {
        begin(connection, timeNs, kind, length);
        int done = 0;
        while (done < length) {
            final int part = Math.min(length - done, pending.length - size);
            frame.getBytes(offset + done, pending, size, part);
            size += part;
            done += part;
            flushFull();
        }
        end();
    }

    private void begin(final int connection, final long timeNs, final byte kind, final int length) {
        number(timeNs);
        number(connection);
        put(kind);
        put((byte) ' ');
        number(length);
    }

    private void end() {
        put((byte) '\n');
        records++;
    }

    private void number(final long value) {
        if (value < 0) {
            throw new IllegalArgumentException("not in a capture: value=" + value);
        }
        long rest = value;
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + rest % RADIX);
            rest /= RADIX;
        } while (rest > 0);
        for (int i = at; i < digits.length; i++) {
            put(digits[i]);
        }
        put((byte) ' ');
    }

    private void text(final String text) {
        for (final byte each : text.getBytes(StandardCharsets.UTF_8)) {
            put(each);
        }
    }

    private void put(final byte value) {
        pending[size++] = value;
        flushFull();
    }

    private void flushFull() {
        if (size == pending.length) {
            flush();
        }
    }

    private void write(final byte[] bytes, final int length) {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (buffer.hasRemaining()) {
                fileBytes += channel.write(buffer);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("capture cannot be written", e);
        }
    }
}
