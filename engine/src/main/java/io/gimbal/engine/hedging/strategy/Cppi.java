package io.gimbal.engine.hedging.strategy;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.TimeToExpiry;

/**
 * One portfolio insured by constant proportions: its floor, its ratchet and whether it is locked in cash. Owned by the engine
 * thread. Formulas: {@link ConstantProportion}.
 *
 * <p>The floor grows at the rate of cash. With a ratchet (time-invariant portfolio protection, T. Estep and M. Kritzman, Journal of
 * Portfolio Management 14, 1988) it also never falls below a share of the value. Once the value is at or below the floor the
 * portfolio is locked: its target is 0 until it is started again, because a cushion that came back by itself would be risked anew.
 */
public final class Cppi {
    private final double multiplier;
    private final double cap;
    private final double rate;
    private final double ratchet;
    private final double band;
    private double value = Double.NaN;
    private double floor = Double.NaN;
    private long timeNs;
    private boolean isCashLocked;

    /**
     * A portfolio that is not started.
     *
     * @param multiplier m, above 0
     * @param cap        largest exposure as a multiple of the value, above 0; 1 without borrowing
     * @param rate       at which the floor grows, continuous, per year
     * @param ratchet    φ, share of the value below which the floor never lies, from 0 (none) and below 1
     * @param band       share by which exposure / cushion may differ from m before it is traded, from 0 and below 1
     */
    public Cppi(final double multiplier, final double cap, final double rate, final double ratchet, final double band) {
        if (!(multiplier > 0 && multiplier <= Double.MAX_VALUE && cap > 0 && Math.abs(rate) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("multiplier and cap must be above 0 and the rate finite: multiplier="
                    + multiplier + ", cap=" + cap + ", rate=" + rate);
        }
        if (!(ratchet >= 0 && ratchet < 1 && band >= 0 && band < 1)) {
            throw new IllegalArgumentException(
                    "ratchet and band must be from 0 and below 1: ratchet=" + ratchet + ", band=" + band);
        }
        this.multiplier = multiplier;
        this.cap = cap;
        this.rate = rate;
        this.ratchet = ratchet;
        this.band = band;
    }

    /**
     * Starts, or starts again and takes the lock away.
     *
     * @param newFloor at the present, finite; anything else leaves the state as it was
     * @param newValue of the portfolio, finite; likewise
     * @param atNs     engine time
     */
    public void start(final double newFloor, final double newValue, final long atNs) {
        if (Math.abs(newFloor) <= Double.MAX_VALUE && Math.abs(newValue) <= Double.MAX_VALUE) {
            floor = newFloor;
            timeNs = atNs;
            isCashLocked = false;
            revalue(newValue);
        }
    }

    /**
     * The same portfolio, its floor and its lock, by another multiple.
     *
     * @param newMultiplier m, above 0
     * @return new
     */
    public Cppi with(final double newMultiplier) {
        final Cppi changed = new Cppi(newMultiplier, cap, rate, ratchet, band);
        changed.value = value;
        changed.floor = floor;
        changed.timeNs = timeNs;
        changed.isCashLocked = isCashLocked;
        return changed;
    }

    /**
     * Takes a valuation.
     *
     * @param newValue of the portfolio; not finite: nothing changes
     * @param atNs     engine time; before the last one: the floor stays where it is
     */
    public void onValue(final double newValue, final long atNs) {
        if (!(Math.abs(newValue) <= Double.MAX_VALUE) || Double.isNaN(floor)) {
            return;
        }
        if (atNs > timeNs) {
            floor *= DeterministicMath.exp(rate * ((atNs - timeNs) / TimeToExpiry.NS_PER_YEAR));
            timeNs = atNs;
        }
        revalue(newValue);
    }

    private void revalue(final double newValue) {
        value = newValue;
        isCashLocked |= !(value > floor);
        if (!isCashLocked && value > 0) {
            floor = Math.max(floor, ratchet * value);
        }
    }

    /**
     * What to hold at risk.
     *
     * @return at least 0, and 0 once locked; NaN before the start
     */
    public double targetExposure() {
        return isCashLocked ? 0 : ConstantProportion.exposure(value, floor, multiplier, cap);
    }

    /**
     * The multiple that an exposure is of the present cushion.
     *
     * @param exposure held
     * @return {@code exposure / cushion}; infinite of the exposure's sign at a cushion of 0
     */
    public double effectiveMultiplier(final double exposure) {
        return exposure / cushion();
    }

    /**
     * Whether an exposure is far enough from the rule to be traded: its multiple of the cushion is outside
     * {@code [m (1 − band), m (1 + band)]}, m lowered to what the cap allows; or it is held though locked.
     *
     * @param exposure held; not a number: false
     * @return true for a trade
     */
    public boolean isOutside(final double exposure) {
        if (isCashLocked) {
            return exposure != 0 && !Double.isNaN(exposure);
        }
        final double target = targetExposure();
        return Math.abs(exposure - target) > band * target;
    }

    /**
     * Whether an exposure, liquidated at a maintenance margin after a gap, would still leave the floor: {@code cushion >= exposure
     * (margin + gap)}.
     *
     * @param exposure held in a perpetual, either sign
     * @param margin   maintenance margin, share of the exposure, at least 0
     * @param gap      loss before the exposure can be cut, share, at least 0
     * @return false before the start, for numbers out of range and where the floor is not safe
     */
    public boolean isSafeWithMargin(final double exposure, final double margin, final double gap) {
        return margin >= 0 && gap >= 0 && cushion() >= Math.abs(exposure) * (margin + gap);
    }

    /**
     * The value that must not be broken.
     *
     * @return NaN before the start
     */
    public double floor() {
        return floor;
    }

    /**
     * What the portfolio is worth above its floor.
     *
     * @return below 0 where the floor was broken; NaN before the start
     */
    public double cushion() {
        return value - floor;
    }

    /**
     * Whether the floor was reached since the start.
     *
     * @return true until the next start
     */
    public boolean isCashLocked() {
        return isCashLocked;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, value);
        h = Bits.mix(h, floor);
        h = Bits.mix(h, timeNs);
        return Bits.mix(h, isCashLocked ? 1L : 0L);
    }
}
