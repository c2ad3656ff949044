package io.gimbal.engine.hedging.execution;

/**
 * A trade cut into slices of whole lots over equal steps of time. The slices add up to the trade exactly, none goes
 * against it, and none is smaller than the venue's smallest order: what is too small waits for the next slice, and what
 * is left too small at the end joins the last slice before. Owned by the engine thread, reused; allocates at
 * construction only.
 */
public final class SliceSchedule {
    private final long[] lots;
    private final long[] heldAfter;
    private int count;

    /**
     * Makes room.
     *
     * @param capacity most slices, at least 1
     */
    public SliceSchedule(final int capacity) {
        lots = new long[capacity];
        heldAfter = new long[capacity];
    }

    /**
     * Plans equal slices: time-weighted average price.
     *
     * @param totalLots signed, buys above 0
     * @param slices    at least 1
     * @param minLots   smallest order, at least 1
     * @return whether there is a plan; without one the schedule is empty
     */
    public boolean twap(final long totalLots, final int slices, final long minLots) {
        return almgrenChriss(totalLots, slices, minLots, 0);
    }

    /**
     * Plans by {@link AlmgrenChriss}.
     *
     * @param totalLots      signed, buys above 0
     * @param slices         at least 1
     * @param minLots        smallest order, at least 1
     * @param urgencyPerStep κ τ, at least 0; 0 gives equal slices
     * @return whether there is a plan; none for arguments out of range, for more slices than fit, and for a trade
     *     smaller than the smallest order; without one the schedule is empty
     */
    public boolean almgrenChriss(
            final long totalLots, final int slices, final long minLots, final double urgencyPerStep) {
        count = 0;
        final boolean isUsable = slices >= 1 && slices <= lots.length && minLots >= 1 && urgencyPerStep >= 0;
        if (!isUsable || Math.abs(totalLots) < minLots) {
            return false;
        }
        count = slices;
        long held = totalLots;
        int lastTraded = -1;
        for (int i = 0; i < slices; i++) {
            final double wanted = AlmgrenChriss.holding((double) totalLots, urgencyPerStep, slices, i + 1.0);
            final long trade = held - (long) Math.rint(wanted);
            lots[i] = Math.abs(trade) >= minLots ? trade : 0;
            lastTraded = lots[i] == 0 ? lastTraded : i;
            held -= lots[i];
        }
        lots[Math.max(lastTraded, 0)] += held;
        settle(totalLots);
        return true;
    }

    private void settle(final long totalLots) {
        long held = totalLots;
        for (int i = 0; i < count; i++) {
            held -= lots[i];
            heldAfter[i] = held;
        }
    }

    /** {@return number of slices, 0 without a plan} */
    public int count() {
        return count;
    }

    /**
     * {@return lots of a slice, signed}
     *
     * @param slice from 0
     */
    public long lots(final int slice) {
        return lots[slice];
    }

    /**
     * {@return lots still to be traded after a slice, signed}
     *
     * @param slice from 0
     */
    public long heldAfter(final int slice) {
        return heldAfter[slice];
    }
}
