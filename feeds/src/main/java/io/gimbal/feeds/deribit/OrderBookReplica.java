package io.gimbal.feeds.deribit;

import java.util.Arrays;

/**
 * Our copy of one instrument's order book, built from a snapshot and the changes that follow it. Every change names the
 * change before it; where that is not the one we saw, something was lost and the copy is worth nothing until the next
 * snapshot.
 *
 * <pre>
 *   WAITING ─snapshot→ LIVE ─change that follows→ LIVE
 *                       └──change that does not──→ GAPPED ─snapshot→ LIVE
 * </pre>
 *
 * A side deeper than any book is none of the venue's: what goes beyond {@link #MAX_DEPTH} is not taken, and the copy is
 * lost. Prices and amounts are decimals times 1e8. Owned by one thread; allocates only when a side is deeper than ever before.
 */
public final class OrderBookReplica {
    /** Answer of {@link #changeId} before the first snapshot. */
    public static final long NONE = -1;

    /** Levels of a side; the deepest books of the venue have some thousands. */
    public static final int MAX_DEPTH = 1 << 16;

    private static final int FIRST_DEPTH = 64;

    /** How far the copy can be trusted. */
    public enum State {
        /** No snapshot came yet. */
        WAITING,
        /** Equal to the venue's book after change {@link #changeId}. */
        LIVE,
        /** Something was lost. */
        GAPPED
    }

    private final Levels bids = new Levels(true);
    private final Levels asks = new Levels(false);
    private State state = State.WAITING;
    private long changeId = NONE;
    private long gaps;
    private long absentDeletes;

    /** Creates an empty copy that waits for a snapshot. */
    public OrderBookReplica() {}

    /**
     * Empties the book: a snapshot begins.
     *
     * @param id its change id
     */
    public void snapshot(final long id) {
        bids.clear();
        asks.clear();
        state = State.LIVE;
        changeId = id;
    }

    /**
     * Begins a change.
     *
     * @param previousId the change that it follows
     * @param id         its own change id
     * @return whether it follows; if not, nothing of it may be applied
     */
    public boolean change(final long previousId, final long id) {
        if (state != State.LIVE) {
            return false;
        }
        if (previousId != changeId) {
            lose();
            return false;
        }
        changeId = id;
        return true;
    }

    /** Something was lost, by other evidence than a change id. */
    public void lose() {
        if (state == State.LIVE) {
            state = State.GAPPED;
            gaps++;
        }
    }

    /** Forgets everything: the channel begins anew. */
    public void restart() {
        bids.clear();
        asks.clear();
        state = State.WAITING;
        changeId = NONE;
    }

    /**
     * Sets the amount at a price, whether there was one before or not. Loses the copy where the side is too deep.
     *
     * @param isBid  which side
     * @param price  of the level
     * @param amount all of it; 0 removes the level
     */
    public void set(final boolean isBid, final long price, final long amount) {
        final Levels side = isBid ? bids : asks;
        if (amount > 0) {
            if (!side.set(price, amount)) {
                lose();
            }
        } else if (!side.remove(price)) {
            absentDeletes++;
        }
    }

    /** {@return how far the copy can be trusted} */
    public State state() {
        return state;
    }

    /** {@return the last change in it, or {@link #NONE}} */
    public long changeId() {
        return changeId;
    }

    /** {@return how often something was lost} */
    public long gaps() {
        return gaps;
    }

    /** {@return how often a level was removed that was not there; the venue says so now and then, it does no harm} */
    public long absentDeletes() {
        return absentDeletes;
    }

    /**
     * The levels of a side.
     *
     * @param isBid which side
     * @return how many
     */
    public int depth(final boolean isBid) {
        return (isBid ? bids : asks).count;
    }

    /**
     * A level's price.
     *
     * @param isBid which side
     * @param level from 0, the best
     * @return price, or 0 when the side is not that deep
     */
    public long price(final boolean isBid, final int level) {
        final Levels side = isBid ? bids : asks;
        return level < side.count ? side.prices[side.count - 1 - level] : 0;
    }

    /**
     * A level's amount.
     *
     * @param isBid which side
     * @param level from 0, the best
     * @return amount, or 0 when the side is not that deep
     */
    public long amount(final boolean isBid, final int level) {
        final Levels side = isBid ? bids : asks;
        return level < side.count ? side.amounts[side.count - 1 - level] : 0;
    }

    /** {@return whether the best bid is not below the best ask} */
    public boolean isCrossed() {
        return bids.count > 0 && asks.count > 0 && price(true, 0) >= price(false, 0);
    }

    /** One side, the best level last, so that what changes most moves least. */
    private static final class Levels {
        private final boolean isBid;
        private long[] prices = new long[FIRST_DEPTH];
        private long[] amounts = new long[FIRST_DEPTH];
        private int count;

        private Levels(final boolean isBid) {
            this.isBid = isBid;
        }

        private void clear() {
            count = 0;
        }

        /** Tells whether there was room. */
        private boolean set(final long price, final long amount) {
            final int at = find(price);
            if (at < count && prices[at] == price) {
                amounts[at] = amount;
                return true;
            }
            if (count == MAX_DEPTH) {
                return false;
            }
            if (count == prices.length) {
                prices = Arrays.copyOf(prices, 2 * count);
                amounts = Arrays.copyOf(amounts, 2 * count);
            }
            System.arraycopy(prices, at, prices, at + 1, count - at);
            System.arraycopy(amounts, at, amounts, at + 1, count - at);
            prices[at] = price;
            amounts[at] = amount;
            count++;
            return true;
        }

        private boolean remove(final long price) {
            final int at = find(price);
            if (at == count || prices[at] != price) {
                return false;
            }
            count--;
            System.arraycopy(prices, at + 1, prices, at, count - at);
            System.arraycopy(amounts, at + 1, amounts, at, count - at);
            return true;
        }

        /** The first place whose price is not worse. */
        private int find(final long price) {
            int low = 0;
            int high = count;
            while (low < high) {
                final int middle = (low + high) >>> 1;
                if (isBid ? prices[middle] < price : prices[middle] > price) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
