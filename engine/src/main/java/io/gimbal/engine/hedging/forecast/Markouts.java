package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * What the market did after own fills: after each horizon, how far the mid has gone in favour of the fill. Owned by the engine thread.
 *
 * <p>Two figures per horizon, both averages weighted by amount and fading fill by fill: the <i>markout</i>
 * {@code side (mid(t + h) / price − 1)}, which has the half-spread earned or paid in it, and the <i>adverse</i> move
 * {@code side (1 − mid(t + h) / mid(t))}, which has not. The mid of a moment is the last one at or before it. Makers and takers
 * should have one each: it is the difference that decides.
 *
 * <p>Fills wait in a ring; where it is full the oldest is given up and counted.
 */
public final class Markouts {
    private final long[] horizonsNs;
    private final double decay;
    private final long[] timesNs;
    private final double[] prices;
    private final double[] mids;
    private final double[] amounts;
    private final long[] settled;
    private final double[] markouts;
    private final double[] adverse;
    private final double[] weights;
    private long fills;
    private long dropped;
    private double mid = Double.NaN;
    private long timeNs = Long.MIN_VALUE;

    /**
     * No fills.
     *
     * @param capacity   fills that can wait, at least 1
     * @param decay      weight of the past in the averages, per fill, above 0 and at most 1
     * @param horizonsNs each at least 1; the array is copied
     */
    public Markouts(final int capacity, final double decay, final long... horizonsNs) {
        if (capacity < 1 || !(decay > 0 && decay <= 1) || horizonsNs.length == 0) {
            throw new IllegalArgumentException(
                    "room for a fill, a decay above 0 and at most 1 and a horizon are needed:" + " capacity=" + capacity
                            + ", decay=" + decay + ", horizons=" + horizonsNs.length);
        }
        for (final long horizonNs : horizonsNs) {
            if (horizonNs < 1) {
                throw new IllegalArgumentException("horizon must be at least 1: horizonNs=" + horizonNs);
            }
        }
        this.horizonsNs = horizonsNs.clone();
        this.decay = decay;
        timesNs = new long[capacity];
        prices = new double[capacity];
        mids = new double[capacity];
        amounts = new double[capacity];
        settled = new long[horizonsNs.length];
        markouts = new double[horizonsNs.length];
        adverse = new double[horizonsNs.length];
        weights = new double[horizonsNs.length];
    }

    /**
     * One second, ten and sixty, with room for 1,024 fills.
     *
     * @param decay weight of the past in the averages, per fill, above 0 and at most 1
     * @return new
     */
    public static Markouts standard(final double decay) {
        return new Markouts(1024, decay, 1_000_000_000L, 10_000_000_000L, 60_000_000_000L);
    }

    /**
     * Takes an own fill. Without a mid seen before it, or with a number out of range, nothing changes.
     *
     * @param amount signed: bought above 0; coins
     * @param price  USD per coin, above 0
     * @param atNs   engine time; before the last one counts as the last one
     */
    public void onFill(final double amount, final double price, final long atNs) {
        final double size = Math.abs(amount);
        if (!(Usable.isPositive(size) && Usable.isPositive(price) && mid > 0)) {
            return;
        }
        onTime(atNs);
        final long oldest = fills - timesNs.length;
        boolean isGivenUp = false;
        for (int h = 0; h < settled.length; h++) {
            if (settled[h] == oldest) {
                settled[h]++;
                isGivenUp = true;
            }
        }
        dropped += isGivenUp ? 1 : 0;
        final int slot = slot(fills);
        timesNs[slot] = timeNs;
        prices[slot] = price;
        mids[slot] = mid;
        amounts[slot] = amount;
        fills++;
    }

    /**
     * Takes a mid: what became due before it is settled at the mid before.
     *
     * @param newMid USD per coin, above 0 and finite; anything else only lets time pass
     * @param atNs   engine time; before the last one counts as the last one
     */
    public void onMid(final double newMid, final long atNs) {
        onTime(atNs);
        if (Usable.isPositive(newMid)) {
            mid = newMid;
        }
    }

    /**
     * Lets time pass: settles what became due before it.
     *
     * @param atNs engine time; before the last one counts as the last one
     */
    public void onTime(final long atNs) {
        timeNs = Math.max(timeNs, atNs);
        for (int h = 0; h < settled.length; h++) {
            while (settled[h] < fills && timeNs - timesNs[slot(settled[h])] > horizonsNs[h]) {
                settle(h, slot(settled[h]));
                settled[h]++;
            }
        }
    }

    private void settle(final int horizon, final int slot) {
        final double size = Math.abs(amounts[slot]);
        final double side = Math.signum(amounts[slot]);
        markouts[horizon] = decay * markouts[horizon] + size * side * (mid - prices[slot]) / prices[slot];
        adverse[horizon] = decay * adverse[horizon] + size * side * (mids[slot] - mid) / mids[slot];
        weights[horizon] = decay * weights[horizon] + size;
    }

    private int slot(final long fill) {
        return (int) (fill % timesNs.length);
    }

    /**
     * Mean markout.
     *
     * @param horizon index, in the order of construction
     * @return share of the price; above 0 the fills were good; NaN before one is settled
     */
    public double markout(final int horizon) {
        return markouts[horizon] / weights[horizon];
    }

    /**
     * Mean move of the mid against the fills: the cost that a maker's fee does not show.
     *
     * @param horizon index, in the order of construction
     * @return share of the price; above 0 against us; NaN before one is settled
     */
    public double adverse(final int horizon) {
        return adverse[horizon] / weights[horizon];
    }

    /**
     * How many fills have passed a horizon.
     *
     * @param horizon index, in the order of construction
     * @return settled or given up
     */
    public long passed(final int horizon) {
        return settled[horizon];
    }

    /**
     * Fills given up at some horizon because the ring was full.
     *
     * @return count since construction
     */
    public long dropped() {
        return dropped;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(Bits.mix(hash, fills), dropped);
        h = Bits.mix(Bits.mix(h, mid), timeNs);
        for (int i = 0; i < settled.length; i++) {
            h = Bits.mix(Bits.mix(h, settled[i]), markouts[i]);
            h = Bits.mix(Bits.mix(h, adverse[i]), weights[i]);
        }
        for (int i = 0; i < timesNs.length; i++) {
            h = Bits.mix(Bits.mix(h, timesNs[i]), prices[i]);
            h = Bits.mix(Bits.mix(h, mids[i]), amounts[i]);
        }
        return h;
    }
}
