package io.gimbal.feeds.recorded;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One block of a capture: a whole gzip member whose extra field tells its length (the "BC" field of the blocked gzip format,
 * SAM specification 1.6, section 4.1). A file of such members is an ordinary gzip file, and each member can be checked
 * without the ones after it. Owned by one thread.
 */
final class CaptureBlock implements AutoCloseable {
    /** Bytes before the compressed data. */
    static final int HEADER = 18;

    /** Bytes a block holds at most; what cannot be compressed still fits the length field then. */
    static final int CAPACITY = 0xFF00;

    /** A block's largest length in the file. */
    static final int MAX_LENGTH = 0x10000;

    private static final int TRAILER = 8;
    private static final int BYTE = 0xFF;
    private static final int LENGTH_AT = 16;
    private static final byte[] START = {0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, (byte) BYTE, 6, 0, 'B', 'C', 2, 0};
    private static final byte[] END = {
        0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, (byte) BYTE, 6, 0, 'B', 'C', 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();

    /** {@return a copy of the empty block that ends a whole file} */
    static byte[] end() {
        return END.clone();
    }

    /**
     * Compresses.
     *
     * @param from   holds the bytes
     * @param length of them, 1 to {@link #CAPACITY}
     * @param to     receives the block, {@link #MAX_LENGTH} long
     * @return the block's length
     */
    int pack(final byte[] from, final int length, final byte[] to) {
        System.arraycopy(START, 0, to, 0, START.length);
        deflater.reset();
        deflater.setInput(from, 0, length);
        deflater.finish();
        final int packed = deflater.deflate(to, HEADER, to.length - HEADER - TRAILER);
        if (!deflater.finished()) {
            throw new IllegalStateException("block grew beyond its length field: bytes=" + length);
        }
        crc.reset();
        crc.update(from, 0, length);
        final int total = HEADER + packed + TRAILER;
        put(to, LENGTH_AT, total - 1, 2);
        put(to, HEADER + packed, crc.getValue(), 4);
        put(to, HEADER + packed + 4, length, 4);
        return total;
    }

    /**
     * The length of the block that begins with some bytes.
     *
     * @param header {@link #HEADER} bytes
     * @return bytes in all; -1 when no block begins so
     */
    static int length(final byte[] header) {
        for (int i = 0; i < START.length; i++) {
            if (header[i] != START[i]) {
                return -1;
            }
        }
        final int total = (int) take(header, LENGTH_AT, 2) + 1;
        return total >= HEADER + TRAILER ? total : -1;
    }

    /**
     * Expands.
     *
     * @param block  a whole block
     * @param length of it
     * @param to     receives the bytes, {@link #MAX_LENGTH} long
     * @return number of bytes, 0 for the end block; -1 when the block is damaged
     */
    int unpack(final byte[] block, final int length, final byte[] to) {
        inflater.reset();
        inflater.setInput(block, HEADER, length - HEADER - TRAILER);
        int size = 0;
        try {
            int more = 1;
            while (!inflater.finished() && more > 0) {
                more = inflater.inflate(to, size, to.length - size);
                size += more;
            }
        } catch (final DataFormatException e) {
            return -1;
        }
        crc.reset();
        crc.update(to, 0, size);
        final boolean isSound = inflater.finished()
                && take(block, length - TRAILER, 4) == crc.getValue()
                && take(block, length - 4, 4) == size;
        return isSound ? size : -1;
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }

    private static void put(final byte[] to, final int at, final long value, final int bytes) {
        for (int i = 0; i < bytes; i++) {
            to[at + i] = (byte) (value >>> (i * Byte.SIZE));
        }
    }

    private static long take(final byte[] from, final int at, final int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) (from[at + i] & BYTE) << (i * Byte.SIZE);
        }
        return value;
    }
}
