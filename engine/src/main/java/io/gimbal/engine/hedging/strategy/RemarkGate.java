package io.gimbal.engine.hedging.strategy;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.hedging.forecast.EwmaVariance;

/**
 * Keeps a hedge from trading on volatilities that were re-marked and nothing else: marks flicker, and every flicker hedged costs a
 * spread. Owned by the engine thread.
 *
 * <p>The part of the deviation that re-marks made is summed and fades: what persists becomes real, half of it per half-life. A trade is
 * held back only where the deviation without that part is inside the band, and never where the deviation is beyond a multiple of
 * the band. A desk that wants to trade on re-marks does not ask the gate.
 */
public final class RemarkGate {
    private final double halfLifeNs;
    private final double limit;
    private double drift;
    private long timeNs;

    /**
     * No re-marks.
     *
     * @param halfLifeNs in which half of a re-mark becomes real, at least 1
     * @param limit      multiple of the half-width beyond which nothing is held back, at least 1
     */
    public RemarkGate(final long halfLifeNs, final double limit) {
        if (halfLifeNs < 1 || !(limit >= 1)) {
            throw new IllegalArgumentException(
                    "half-life and limit must be at least 1: halfLifeNs=" + halfLifeNs + ", limit=" + limit);
        }
        this.halfLifeNs = (double) halfLifeNs;
        this.limit = limit;
    }

    /**
     * Takes a re-mark.
     *
     * @param deltaChange what the book's delta moved by at an unmoved price, coins; not finite: nothing changes
     * @param atNs        engine time; before the last one counts as the last one
     */
    public void onRemark(final double deltaChange, final long atNs) {
        if (Math.abs(deltaChange) <= Double.MAX_VALUE) {
            drift = drift(atNs) + deltaChange;
            timeNs = Math.max(timeNs, atNs);
        }
    }

    /** Forgets the re-marks: a trade has put the delta where it should be. */
    public void onTrade() {
        drift = 0;
    }

    /**
     * The part of the deviation that counts as noise now.
     *
     * @param nowNs engine time; before the last re-mark's counts as that
     * @return coins
     */
    public double drift(final long nowNs) {
        return drift * EwmaVariance.decay((double) Math.max(0, nowNs - timeNs), halfLifeNs);
    }

    /**
     * Whether a deviation outside its band is outside by re-marks alone.
     *
     * @param deviation of the delta from its target, coins
     * @param halfWidth of the band, coins, above 0
     * @param nowNs     engine time
     * @return true to hold the trade back; false inside the band, beyond the limit and for numbers out of range
     */
    public boolean isHeldBack(final double deviation, final double halfWidth, final long nowNs) {
        final double size = Math.abs(deviation);
        return size > halfWidth && size <= limit * halfWidth && Math.abs(deviation - drift(nowNs)) <= halfWidth;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        return Bits.mix(Bits.mix(hash, drift), timeNs);
    }
}
