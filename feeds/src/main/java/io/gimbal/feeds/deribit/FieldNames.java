package io.gimbal.feeds.deribit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * A fixed set of words that a text may hold, each known by its place: the names of an object's fields, or the values of an
 * enumeration. Looked up without allocation by one probe of a table without collisions; a word that is not in the set is
 * always told apart. Immutable.
 */
public final class FieldNames {
    /** Answer for a word that is not in the set. */
    public static final int UNKNOWN = -2;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = Long.BYTES;
    private static final int MAX_TABLE_BITS = 16;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long LENGTH_SPREAD = 0xC2B2AE3D27D4EB4FL;

    private final byte[][] names;
    private final long[] firstWords;
    private final long[] lastWords;
    private final byte[] ids;
    private final int shift;

    private FieldNames(final byte[][] names, final int bits) {
        this.names = names;
        this.shift = Long.SIZE - bits;
        this.ids = new byte[1 << bits];
        this.firstWords = new long[names.length];
        this.lastWords = new long[names.length];
        Arrays.fill(ids, (byte) UNKNOWN);
        for (int id = 0; id < names.length; id++) {
            final byte[] padded = Arrays.copyOf(names[id], names[id].length + WORD);
            firstWords[id] = firstWord(padded, 0, names[id].length);
            lastWords[id] = lastWord(padded, 0, names[id].length);
        }
    }

    /**
     * Makes a set.
     *
     * @param names the words in the order of their ids, from 0; ASCII, at most 100, none empty, none twice
     * @return the set
     * @throws IllegalArgumentException when they are anything else
     */
    public static FieldNames of(final String... names) {
        if (names.length > 100 || new HashSet<>(List.of(names)).size() != names.length) {
            throw new IllegalArgumentException("names are few and distinct: names=" + Arrays.toString(names));
        }
        final byte[][] bytes = Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        for (int bits = 3; bits <= MAX_TABLE_BITS; bits++) {
            final FieldNames set = new FieldNames(bytes, bits);
            if (set.fill()) {
                return set;
            }
        }
        throw new IllegalArgumentException("no table without collisions: names=" + Arrays.toString(names));
    }

    /** {@return how many words it holds} */
    public int size() {
        return names.length;
    }

    /**
     * The word of an id.
     *
     * @param id from 0, below {@link #size()}
     * @return the word
     */
    public String name(final int id) {
        return new String(names[id], StandardCharsets.US_ASCII);
    }

    /**
     * Looks a word up.
     *
     * @param bytes  hold it, and at least eight more behind it
     * @param offset where it begins
     * @param length its bytes
     * @return its id, or {@link #UNKNOWN}
     */
    int find(final byte[] bytes, final int offset, final int length) {
        final long first = firstWord(bytes, offset, length);
        final long last = lastWord(bytes, offset, length);
        final int id = ids[slot(first, last, length)];
        if (id < 0 || firstWords[id] != first || lastWords[id] != last || names[id].length != length) {
            return UNKNOWN;
        }
        return (length <= 2 * WORD || hasMiddle(names[id], bytes, offset, length)) ? id : UNKNOWN;
    }

    private static boolean hasMiddle(final byte[] name, final byte[] bytes, final int offset, final int length) {
        return Arrays.equals(name, WORD, length - WORD, bytes, offset + WORD, offset + length - WORD);
    }

    private boolean fill() {
        for (int id = 0; id < names.length; id++) {
            final int slot = slot(firstWords[id], lastWords[id], names[id].length);
            if (ids[slot] >= 0) {
                return false;
            }
            ids[slot] = (byte) id;
        }
        return true;
    }

    private int slot(final long first, final long last, final int length) {
        final long mixed = (first ^ Long.rotateLeft(last, 29)) * SPREAD + length * LENGTH_SPREAD;
        return (int) (((mixed ^ (mixed >>> 32)) * SPREAD) >>> shift);
    }

    private static long firstWord(final byte[] bytes, final int offset, final int length) {
        final long word = (long) WORDS.get(bytes, offset);
        return length >= WORD ? word : word & ((1L << (length << 3)) - 1);
    }

    private static long lastWord(final byte[] bytes, final int offset, final int length) {
        return length <= WORD ? 0 : (long) WORDS.get(bytes, offset + length - WORD);
    }
}
