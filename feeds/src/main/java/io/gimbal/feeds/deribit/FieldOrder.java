package io.gimbal.feeds.deribit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The names of an object's fields in the order in which they came last. Objects of one kind come in the same order nearly
 * always, so the next name is compared with the one that stood there before, instead of being read and looked up. Where
 * another one stands it is read, looked up, and expected there from now on. Owned by one thread; allocates nothing after
 * construction.
 */
final class FieldOrder {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_WORDS = 4;
    private static final int MOST = 64;

    private final FieldNames names;
    private final long[] words = new long[MOST * LONGEST_WORDS];
    private final long[] masks = new long[MOST * LONGEST_WORDS];
    private final int[] lengths = new int[MOST];
    private final int[] ids = new int[MOST];
    private int next;

    FieldOrder(final FieldNames names) {
        this.names = names;
    }

    FieldNames names() {
        return names;
    }

    /** The next object's first field is next. */
    void rewind() {
        next = 0;
    }

    /**
     * Compares with the field that is expected.
     *
     * @param bytes hold the text, and 32 bytes more behind it
     * @param from  where the quote before a name may stand
     * @return bytes up to and with the colon, or 0 when another field stands there
     */
    int match(final byte[] bytes, final int from) {
        final int length = lengths[next];
        int word = next * LONGEST_WORDS;
        long different = 0;
        for (int at = 0; at < length; at += Long.BYTES) {
            different |= ((long) WORDS.get(bytes, from + at) ^ words[word]) & masks[word];
            word++;
        }
        return different == 0 ? length : 0;
    }

    /** Goes on behind the field that matched; answers its id. */
    int take() {
        final int id = ids[next];
        advance();
        return id;
    }

    /** Another field than expected stands from its quote to its colon. */
    void learn(final byte[] bytes, final int from, final int to, final int id) {
        final int length = to - from;
        lengths[next] = length <= LONGEST_WORDS * Long.BYTES ? length : 0;
        ids[next] = id;
        for (int word = 0; word < LONGEST_WORDS && word * Long.BYTES < length; word++) {
            final int rest = length - word * Long.BYTES;
            words[next * LONGEST_WORDS + word] = (long) WORDS.get(bytes, from + word * Long.BYTES);
            masks[next * LONGEST_WORDS + word] = rest >= Long.BYTES ? -1L : (1L << (rest << 3)) - 1;
        }
        advance();
    }

    /** Another field than expected stands in a form that is not expected again. */
    void pass() {
        lengths[next] = 0;
        advance();
    }

    private void advance() {
        next = Math.min(next + 1, MOST - 1);
    }
}
