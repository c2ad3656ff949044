package io.gimbal.feeds.bybit;

import io.gimbal.feeds.deribit.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Many words, each known by its place in a list, found without allocating a string. Immutable. */
final class WordTable {
    /** Answer for a word that is not in the table. */
    static final int UNKNOWN = -1;

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    private final byte[][] words;
    private final int[] slots;
    private final int mask;

    WordTable(final List<String> list) {
        words = list.stream()
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        mask = Math.max(2, Integer.highestOneBit(Math.max(1, words.length)) << 2) - 1;
        slots = new int[mask + 1];
        for (int i = 0; i < words.length; i++) {
            add(i);
        }
    }

    int size() {
        return words.length;
    }

    byte[] word(final int id) {
        return words[id];
    }

    /** The place of the scanner's current text. */
    int find(final JsonScanner scanner) {
        int hash = FNV_OFFSET;
        for (int i = 0; i < scanner.textLength(); i++) {
            hash = (hash ^ scanner.textByte(i)) * FNV_PRIME;
        }
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if (scanner.isText(words[slots[slot] - 1])) {
                return slots[slot] - 1;
            }
        }
        return UNKNOWN;
    }

    private void add(final int id) {
        int hash = FNV_OFFSET;
        for (final byte b : words[id]) {
            hash = (hash ^ b) * FNV_PRIME;
        }
        int slot = hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = id + 1;
    }
}
