package io.gimbal.feeds.deribit;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads WebSocket frames of a server (RFC 6455 §5) as their bytes come in, and puts whole text messages into a
 * {@link FrameQueue}. Everything against the protocol, and everything too long, ends it with a reason. Owned by the event
 * loop's thread.
 */
final class WebSocketReader {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int RESERVED = 0x70;
    private static final int LONGEST_CONTROL = 125;
    private static final int FIRST_CAPACITY = 256 << 10;

    private final FrameQueue frames;
    private final int maxLength;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int from;
    private int to;
    private boolean isInMessage;
    private int pingOffset = -1;
    private int pingLength;

    WebSocketReader(final FrameQueue frames, final int maxLength) {
        this.frames = frames;
        this.maxLength = maxLength;
    }

    /** Takes what was received; it is read by {@link #next}. */
    void append(final ByteBuf received) {
        final int length = received.readableBytes();
        if (to + length > bytes.length) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
            if (to + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, to + length));
            }
        }
        received.readBytes(bytes, to, length);
        to += length;
    }

    /** Reads one frame: "" when one was read, null when more bytes are needed, else why the connection must end. */
    @Nullable
    String next(final long timeNs) {
        pingOffset = -1;
        final int available = to - from;
        if (available < 2) {
            return null;
        }
        final int first = bytes[from];
        final int second = bytes[from + 1];
        if (second < 0 || (first & RESERVED) != 0) {
            return "frame against the protocol";
        }
        final int lengthBytes = second < 126 ? 0 : second == 126 ? 2 : 8;
        if (available < 2 + lengthBytes) {
            return null;
        }
        final long length = lengthBytes == 0 ? second : longLength(lengthBytes);
        if (length < 0 || length > maxLength) {
            return "message too long";
        }
        if (available < 2 + lengthBytes + length) {
            return null;
        }
        final int payload = from + 2 + lengthBytes;
        from = payload + (int) length;
        return frame(first & 0x0f, first < 0, payload, (int) length, timeNs);
    }

    /** Where the payload of a ping begins that was just read, or -1. */
    int pingOffset() {
        return pingOffset;
    }

    int pingLength() {
        return pingLength;
    }

    byte[] bytes() {
        return bytes;
    }

    private String frame(
            final int opcode, final boolean isFinal, final int offset, final int length, final long timeNs) {
        return switch (opcode) {
            case TEXT, CONTINUATION -> message(opcode == TEXT, isFinal, offset, length, timeNs);
            case CLOSE -> "closed by the venue" + closeCode(offset, length);
            case PING -> {
                pingOffset = offset;
                pingLength = length;
                yield isFinal && length <= LONGEST_CONTROL ? "" : "ping against the protocol";
            }
            case PONG -> isFinal && length <= LONGEST_CONTROL ? "" : "pong against the protocol";
            default -> "frame of unknown kind";
        };
    }

    private String message(
            final boolean isFirst, final boolean isFinal, final int offset, final int length, final long timeNs) {
        if (isFirst == isInMessage) {
            return "fragment against the protocol";
        }
        if (!frames.append(bytes, offset, length)) {
            return "message too long";
        }
        isInMessage = !isFinal;
        if (isFinal) {
            frames.complete(timeNs);
        }
        return "";
    }

    private String closeCode(final int offset, final int length) {
        return length < 2 ? "" : ": code=" + (((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff));
    }

    private long longLength(final int count) {
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (bytes[from + 2 + i] & 0xff);
        }
        return length;
    }
}
