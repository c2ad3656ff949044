package io.gimbal.feeds.recorded;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Recorded events in playing order, in primitive arrays: by time, then kind (in the order of the constants), then id,
 * then the order in which they were added. Immutable once sorted.
 */
final class EventTape {
    static final int QUOTE = 0;
    static final int INDEX = 1;
    static final int FORWARD = 2;
    static final int TICKER = 3;
    static final int DELIVERY = 4;
    static final int STATE = 5;

    private final long[] timesNs;
    private final byte[] kinds;
    private final int[] ids;
    private final int[] offsets;
    private final long[] words;

    private EventTape(final Builder from, final Integer[] order) {
        final int size = from.size;
        timesNs = new long[size];
        kinds = new byte[size];
        ids = new int[size];
        offsets = new int[size];
        words = Arrays.copyOf(from.words, from.wordCount);
        for (int i = 0; i < size; i++) {
            final int source = order[i];
            timesNs[i] = from.timesNs[source];
            kinds[i] = from.kinds[source];
            ids[i] = from.ids[source];
            offsets[i] = from.offsets[source];
        }
    }

    int size() {
        return timesNs.length;
    }

    long timeNs(final int event) {
        return timesNs[event];
    }

    int kind(final int event) {
        return kinds[event];
    }

    /** Instrument or underlying, by kind. */
    int id(final int event) {
        return ids[event];
    }

    long word(final int event, final int index) {
        return words[offsets[event] + index];
    }

    /** Collects events in any order. */
    static final class Builder {
        private static final int FIRST_EVENTS = 1 << 14;

        private long[] timesNs = new long[FIRST_EVENTS];
        private byte[] kinds = new byte[FIRST_EVENTS];
        private int[] ids = new int[FIRST_EVENTS];
        private int[] offsets = new int[FIRST_EVENTS];
        private long[] words = new long[FIRST_EVENTS];
        private int size;
        private int wordCount;

        void add(final int kind, final int id, final long timeNs, final long... values) {
            if (size == timesNs.length) {
                timesNs = Arrays.copyOf(timesNs, size * 2);
                kinds = Arrays.copyOf(kinds, size * 2);
                ids = Arrays.copyOf(ids, size * 2);
                offsets = Arrays.copyOf(offsets, size * 2);
            }
            if (wordCount + values.length > words.length) {
                words = Arrays.copyOf(words, words.length * 2);
            }
            timesNs[size] = timeNs;
            kinds[size] = (byte) kind;
            ids[size] = id;
            offsets[size] = wordCount;
            System.arraycopy(values, 0, words, wordCount, values.length);
            wordCount += values.length;
            size++;
        }

        EventTape sorted() {
            final Integer[] order = new Integer[size];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order,
                    Comparator.<Integer>comparingLong(i -> timesNs[i])
                            .thenComparingInt(i -> kinds[i])
                            .thenComparingInt(i -> ids[i]));
            return new EventTape(this, order);
        }
    }
}
