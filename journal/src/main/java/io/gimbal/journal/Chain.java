package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * The running hash over a queue: each record's value follows from the one before and from every byte of the record
 * before the value itself. For one record the step is a bijection in every word, so two records that differ in one word
 * alone never share a value. It finds damage and divergence; it is no signature.
 */
final class Chain {
    /** Before the first record of a journal. */
    static final long START = 0;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final int ROTATION = 29;

    private Chain() {}

    /** The value after {@code length} bytes from {@code offset} when it was {@code chain} before. */
    static long extend(final long chain, final DirectBuffer buffer, final int offset, final int length) {
        final int words = length & -Long.BYTES;
        long hash = step(chain, length);
        for (int i = 0; i < words; i += Long.BYTES) {
            hash = step(hash, buffer.getLong(offset + i, LITTLE_ENDIAN));
        }
        if (words < length) {
            hash = step(hash, tail(buffer, offset + words, length - words));
        }
        return hash;
    }

    private static long tail(final DirectBuffer buffer, final int offset, final int length) {
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (buffer.getByte(offset + i) & 0xFFL) << (i * Byte.SIZE);
        }
        return word;
    }

    private static long step(final long hash, final long word) {
        return Long.rotateLeft((hash ^ word) * MULTIPLIER, ROTATION);
    }
}
