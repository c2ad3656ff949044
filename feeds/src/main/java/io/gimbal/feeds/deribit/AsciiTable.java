package io.gimbal.feeds.deribit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values by ASCII keys, looked up from the bytes of a frame: channels, instruments, indices. Grows while it is filled, looks
 * up without allocation. Values keep the order in which they were put. Owned by one thread.
 */
final class AsciiTable<T> {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FIRST_SLOTS = 64;
    private static final int EMPTY = -1;

    private final List<byte[]> keys = new ArrayList<>();
    private final List<T> values = new ArrayList<>();
    private int[] slots = emptySlots(FIRST_SLOTS);

    AsciiTable() {}

    /** Puts a value; replaces the one that has the key. */
    void put(final String key, final T value) {
        final byte[] bytes = padded(key);
        final int slot = slot(bytes, 0, key.length());
        if (slots[slot] != EMPTY) {
            values.set(slots[slot], value);
            return;
        }
        slots[slot] = keys.size();
        keys.add(Arrays.copyOf(bytes, key.length()));
        values.add(value);
        if (2 * keys.size() > slots.length) {
            grow();
        }
    }

    /** {@return the value of a key that stands in an array with eight bytes to spare behind it; null for none} */
    @Nullable
    T find(final byte[] bytes, final int offset, final int length) {
        final int index = slots[slot(bytes, offset, length)];
        return index == EMPTY ? null : values.get(index);
    }

    @Nullable
    T find(final AsciiText key) {
        return find(key.bytes(), 0, key.length());
    }

    @Nullable
    T find(final String key) {
        return find(padded(key), 0, key.length());
    }

    /** {@return all values; not to be changed} */
    List<T> values() {
        return values;
    }

    private int slot(final byte[] bytes, final int offset, final int length) {
        final int mask = slots.length - 1;
        int slot = hash(bytes, offset, length) & mask;
        while (slots[slot] != EMPTY) {
            final byte[] key = keys.get(slots[slot]);
            if (Arrays.equals(key, 0, key.length, bytes, offset, offset + length)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        slots = emptySlots(2 * slots.length);
        for (int i = 0; i < keys.size(); i++) {
            final byte[] key = keys.get(i);
            slots[slot(Arrays.copyOf(key, key.length + Long.BYTES), 0, key.length)] = i;
        }
    }

    private static int hash(final byte[] bytes, final int offset, final int length) {
        long hash = length;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = (hash ^ (long) WORDS.get(bytes, offset + at)) * SPREAD;
            hash ^= hash >>> 32;
        }
        final int rest = length - at;
        if (rest > 0) {
            hash = (hash ^ ((long) WORDS.get(bytes, offset + at) & ((1L << (rest << 3)) - 1))) * SPREAD;
        }
        return (int) (hash ^ (hash >>> 32));
    }

    private static byte[] padded(final String key) {
        return Arrays.copyOf(key.getBytes(StandardCharsets.US_ASCII), key.length() + Long.BYTES);
    }

    private static int[] emptySlots(final int count) {
        final int[] empty = new int[count];
        Arrays.fill(empty, EMPTY);
        return empty;
    }
}
