package io.gimbal.feeds.deribit;

import io.netty.buffer.ByteBuf;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import org.agrona.DirectBuffer;

/**
 * Writes masked WebSocket frames of a client (RFC 6455 §5). One buffer is used again and again, unless the socket still
 * holds it. Owned by the event loop's thread.
 */
final class WebSocketEncoder implements AutoCloseable {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int SHORTEST_64 = 1 << 16;
    private static final int CAPACITY = 64 << 10;
    private static final int HEADER = 14;

    private final ByteBuf reused = NettyTransport.ALLOCATOR.directBuffer(CAPACITY, CAPACITY);
    private long maskState = new SecureRandom().nextLong() | 1;

    WebSocketEncoder() {}

    ByteBuf text(final DirectBuffer source, final int offset, final int length) {
        final ByteBuf out = begin(TEXT, length);
        final int mask = writeMask(out);
        int at = 0;
        for (; at + Integer.BYTES <= length; at += Integer.BYTES) {
            out.writeInt(source.getInt(offset + at, ByteOrder.BIG_ENDIAN) ^ mask);
        }
        for (; at < length; at++) {
            out.writeByte(source.getByte(offset + at) ^ (mask >>> (24 - 8 * (at & 3))));
        }
        return out;
    }

    ByteBuf control(final int opcode, final byte[] source, final int offset, final int length) {
        final ByteBuf out = begin(opcode, length);
        final int mask = writeMask(out);
        for (int at = 0; at < length; at++) {
            out.writeByte(source[offset + at] ^ (mask >>> (24 - 8 * (at & 3))));
        }
        return out;
    }

    @Override
    public void close() {
        if (reused.refCnt() > 0) {
            reused.release();
        }
    }

    private ByteBuf begin(final int opcode, final int length) {
        final ByteBuf out = buffer(length + HEADER);
        out.writeByte(FINAL | opcode);
        if (length < LENGTH_16) {
            out.writeByte(MASKED | length);
        } else if (length < SHORTEST_64) {
            out.writeByte(MASKED | LENGTH_16).writeShort(length);
        } else {
            out.writeByte(MASKED | LENGTH_64).writeLong(length);
        }
        return out;
    }

    private ByteBuf buffer(final int needed) {
        if (needed <= CAPACITY && reused.refCnt() == 1) {
            return reused.clear().retain();
        }
        return NettyTransport.ALLOCATOR.directBuffer(needed);
    }

    private int writeMask(final ByteBuf out) {
        maskState ^= maskState << 13;
        maskState ^= maskState >>> 7;
        maskState ^= maskState << 17;
        final int mask = (int) (maskState >>> 32);
        out.writeInt(mask);
        return mask;
    }

    /** The random bytes of a key, for the handshake. */
    static byte[] nonce() {
        final byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        return nonce;
    }
}
