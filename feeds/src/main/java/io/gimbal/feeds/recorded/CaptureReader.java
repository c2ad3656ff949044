package io.gimbal.feeds.recorded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a capture record by record; see {@link CaptureWriter} for the format. What follows the last whole record of a file
 * that was not closed in order is left out; damage anywhere else is an error. Owned by one thread.
 */
public final class CaptureReader implements AutoCloseable {
    /** The longest payload, bytes. */
    public static final int MAX_PAYLOAD = 1 << 26;

    private static final int NONE = -1;
    private static final int RADIX = 10;
    private static final long MOST = Long.MAX_VALUE / RADIX - 1;

    private final Path file;
    private final FileChannel channel;
    private final CaptureBlock block = new CaptureBlock();
    private final byte[] packed = new byte[CaptureBlock.MAX_LENGTH];
    private final byte[] unpacked = new byte[CaptureBlock.MAX_LENGTH];
    private final UnsafeBuffer view = new UnsafeBuffer(new byte[0]);
    private byte[] text = new byte[CaptureBlock.MAX_LENGTH];
    private int at;
    private int size;
    private boolean isEnded;
    private boolean isComplete;
    private long record;
    private long timeNs;
    private int connection;
    private byte kind;
    private int payloadAt;
    private int payloadLength;

    private CaptureReader(final Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /**
     * Opens a capture.
     *
     * @param file the capture
     * @return a reader before its first record
     * @throws BadRecordedDataException when it cannot be read or is no capture
     */
    public static CaptureReader open(final Path file) {
        final CaptureReader reader;
        try {
            reader = new CaptureReader(file);
        } catch (final IOException e) {
            throw new BadRecordedDataException(file, 0, "", String.valueOf(e.getMessage()), "a file that can be read");
        }
        try {
            reader.heading();
            return reader;
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Whether a file begins like a capture.
     *
     * @param file any
     * @return false also when it cannot be read
     */
    public static boolean isCapture(final Path file) {
        try (CaptureReader reader = new CaptureReader(file)) {
            reader.heading();
            return true;
        } catch (final IOException | BadRecordedDataException e) {
            return false;
        }
    }

    /**
     * Reads the next record.
     *
     * @return false when there is none
     * @throws BadRecordedDataException when the file is damaged before its end
     */
    public boolean next() {
        final long time = number();
        final long from = number();
        final int what = symbol();
        final long length = number();
        if (time < 0 || from < 0 || from > Integer.MAX_VALUE || what < 0 || length < 0) {
            return end();
        }
        if (length > MAX_PAYLOAD) {
            throw bad("length=" + length, "at most " + MAX_PAYLOAD);
        }
        if (!has((int) length + 1)) {
            return end();
        }
        if (text[at + (int) length] != '\n') {
            throw bad("byte " + text[at + (int) length], "a line feed after the payload");
        }
        timeNs = time;
        connection = (int) from;
        kind = (byte) what;
        payloadAt = at;
        payloadLength = (int) length;
        at += payloadLength + 1;
        record++;
        return true;
    }

    /** {@return when the record came to be, epoch nanoseconds} */
    public long timeNs() {
        return timeNs;
    }

    /** {@return number of the connection} */
    public int connection() {
        return connection;
    }

    /** {@return whether the record is a frame that came in} */
    public boolean isReceived() {
        return kind == CaptureWriter.RECEIVED;
    }

    /** {@return whether the record is a frame that went out} */
    public boolean isSent() {
        return kind == CaptureWriter.SENT;
    }

    /** {@return whether the record says that a connection was made} */
    public boolean isConnected() {
        return kind == CaptureWriter.CONNECTED;
    }

    /** {@return whether the record says that a connection was lost} */
    public boolean isDisconnected() {
        return kind == CaptureWriter.DISCONNECTED;
    }

    /** {@return the payload; valid until the next record is read} */
    public DirectBuffer payload() {
        view.wrap(text, payloadAt, payloadLength);
        return view;
    }

    /** {@return the payload as text} */
    public String payloadText() {
        return new String(text, payloadAt, payloadLength, StandardCharsets.UTF_8);
    }

    /** {@return whether the end was reached and the capture was closed in order} */
    public boolean isComplete() {
        return isComplete;
    }

    /** {@return records read} */
    public long records() {
        return record;
    }

    @Override
    public void close() {
        try {
            block.close();
            channel.close();
        } catch (final IOException e) {
            throw new BadRecordedDataException(file, record, "", String.valueOf(e.getMessage()), "a file that closes");
        }
    }

    private void heading() {
        final byte[] heading = CaptureWriter.HEADING.getBytes(StandardCharsets.UTF_8);
        if (!has(heading.length) || !Arrays.equals(heading, 0, heading.length, text, at, at + heading.length)) {
            throw bad("something else", "a capture, which begins with " + CaptureWriter.HEADING.strip());
        }
        at += heading.length;
    }

    private boolean end() {
        isComplete &= at == size;
        isEnded = true;
        at = size;
        return false;
    }

    /** A number and the space after it; {@link #NONE} at the end. */
    private long number() {
        long value = 0;
        int digits = 0;
        while (has(1)) {
            final byte each = text[at];
            if (each == ' ' && digits > 0) {
                at++;
                return value;
            }
            if (each < '0' || each > '9' || value > MOST) {
                throw bad("byte " + each, "a number and a space");
            }
            value = value * RADIX + each - '0';
            digits++;
            at++;
        }
        return NONE;
    }

    private int symbol() {
        if (!has(2)) {
            return NONE;
        }
        final byte symbol = text[at];
        final boolean isKnown = symbol == CaptureWriter.CONNECTED
                || symbol == CaptureWriter.RECEIVED
                || symbol == CaptureWriter.SENT
                || symbol == CaptureWriter.DISCONNECTED;
        if (!isKnown || text[at + 1] != ' ') {
            throw bad("byte " + symbol, "one of + < > - and a space");
        }
        at += 2;
        return symbol;
    }

    /** Whether so many bytes follow; reads blocks until they do. */
    private boolean has(final int bytes) {
        while (size - at < bytes && !isEnded) {
            makeRoom();
            readBlock();
        }
        return size - at >= bytes;
    }

    private void makeRoom() {
        System.arraycopy(text, at, text, 0, size - at);
        size -= at;
        at = 0;
        if (text.length - size < CaptureBlock.MAX_LENGTH) {
            text = Arrays.copyOf(text, text.length * 2);
        }
    }

    private void readBlock() {
        try {
            final long start = channel.position();
            final int header = read(0, CaptureBlock.HEADER);
            final int length = header < CaptureBlock.HEADER ? NONE : CaptureBlock.length(packed);
            final boolean isWhole = length > 0
                    && read(CaptureBlock.HEADER, length - CaptureBlock.HEADER) == length - CaptureBlock.HEADER;
            final int bytes = isWhole ? block.unpack(packed, length, unpacked) : NONE;
            if (bytes < 0) {
                tornOrDamaged(start, header, length);
            } else if (bytes == 0) {
                isComplete = channel.position() == channel.size();
            } else {
                isComplete = false;
                System.arraycopy(unpacked, 0, text, size, bytes);
                size += bytes;
            }
            isEnded |= channel.position() == channel.size();
        } catch (final IOException e) {
            throw bad(String.valueOf(e.getMessage()), "a file that can be read");
        }
    }

    /** A kill tears the last block; a power cut may leave zeros instead. Anything else is damage. */
    private void tornOrDamaged(final long start, final int header, final int length) throws IOException {
        final boolean isTorn = header < CaptureBlock.HEADER || (start + length >= channel.size() && length > 0);
        if (!isTorn && !isZeroFrom(start)) {
            throw bad("damaged block at byte " + start, "a whole block");
        }
        isComplete = false;
        isEnded = true;
    }

    private boolean isZeroFrom(final long start) throws IOException {
        channel.position(start);
        int bytes = read(0, packed.length);
        while (bytes > 0) {
            for (int i = 0; i < bytes; i++) {
                if (packed[i] != 0) {
                    return false;
                }
            }
            bytes = read(0, packed.length);
        }
        return true;
    }

    private int read(final int offset, final int length) throws IOException {
        final ByteBuffer target = ByteBuffer.wrap(packed, offset, length);
        int more = 0;
        while (target.hasRemaining() && more >= 0) {
            more = channel.read(target);
        }
        return target.position() - offset;
    }

    private BadRecordedDataException bad(final String value, final String expected) {
        return new BadRecordedDataException(file, record + 1, "", value, expected);
    }
}
