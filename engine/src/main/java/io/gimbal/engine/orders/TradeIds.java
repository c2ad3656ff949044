package io.gimbal.engine.orders;

import io.gimbal.engine.book.Bits;
import org.agrona.collections.LongHashSet;

/**
 * The trade ids that were applied, so that no fill counts twice. Holds the last {@value #CAPACITY}; a venue repeats a
 * fill within seconds, and this many take a desk days. Owned by the engine thread; allocates nothing after construction.
 */
public final class TradeIds {
    /** How many ids are remembered. */
    public static final int CAPACITY = 1 << 16;

    private static final float LOAD_FACTOR = 0.5f;

    // Four times the ids, so that the one id too many, held between its arrival and the oldest one's leaving, never
    // grows it.
    private final LongHashSet seen = new LongHashSet(4 * CAPACITY, LOAD_FACTOR);
    private final long[] order = new long[CAPACITY];
    private long count;
    private long fingerprint;

    /** Creates an empty memory. */
    public TradeIds() {}

    /**
     * Remembers an id.
     *
     * @param tradeId of a fill
     * @return false when it was applied before
     */
    public boolean add(final long tradeId) {
        if (!seen.add(tradeId)) {
            return false;
        }
        final int slot = (int) (count % CAPACITY);
        if (count >= CAPACITY) {
            seen.remove(order[slot]);
        }
        order[slot] = tradeId;
        count++;
        fingerprint = Bits.mix(fingerprint, tradeId);
        return true;
    }

    /**
     * Adds what was applied to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        return Bits.mix(Bits.mix(hash, count), fingerprint);
    }
}
