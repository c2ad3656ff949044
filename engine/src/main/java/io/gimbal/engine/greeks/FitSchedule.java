package io.gimbal.engine.greeks;

import io.gimbal.engine.pricing.CallStrip;
import java.util.Arrays;

/**
 * When a fit pays. Costs are counted in evaluations of one record, never in time, so that the same events give the same
 * choices. Owned by the engine thread.
 *
 * <p>Nobody knows how long a strip's volatilities will stay. So a fit that was not built is watched as if it had been:
 * when the evaluations it would have saved since, its corrections paid, reach what building costs, it is built. A fit
 * that did not earn its building makes the next one wait twice as long. A shape that is too small to pay before its window
 * is over gives way to the wider one, and that again to the smaller where records change too often. So whatever the market does, the total stays
 * within a bounded factor of direct evaluation's, and where fits pay it is close to theirs.
 */
final class FitSchedule {
    /** What a tick on a fit costs, in evaluations of one record. */
    static final int TICK_COST = 7;

    /** What one corrected record adds to it. */
    static final int CORRECTION_COST = 2;

    private static final int MOST_CAUTION = 64;

    private int[] changedIn = {};
    private int generation = 1;
    private int changed;
    private double startYears;
    private double lowestForward;
    private double highestForward;
    private double credit;
    private double earned;
    private double rent;
    private int caution = 1;
    private FitShape next = FitShape.NARROW;

    FitSchedule() {}

    /** The strip has new records. */
    void reset(final int records) {
        if (changedIn.length < records) {
            changedIn = new int[2 * records];
        }
        Arrays.fill(changedIn, 0);
        generation = 1;
        startYears = 0.0;
    }

    /** A record changed: the fit that is watched would have to correct it. */
    void onChange(final int record) {
        if (changedIn[record] != generation) {
            changedIn[record] = generation;
            changed++;
        }
    }

    /** The shape of the next fit. */
    FitShape next() {
        return next;
    }

    /**
     * A valuation was made directly.
     *
     * @return whether a fit would have earned its building by now
     */
    boolean onDirect(final CallStrip strip, final int held, final double forward, final double years) {
        if (held <= TICK_COST) {
            return false;
        }
        final int tickCost = TICK_COST + CORRECTION_COST * changed;
        if (tickCost >= held) {
            next = FitShape.NARROW;
            watch(strip, forward, years);
            return false;
        }
        if (!isInside(forward, years)) {
            next = startYears > 0.0 ? FitShape.WIDE : next;
            watch(strip, forward, years);
            return false;
        }
        credit += held - tickCost;
        return credit >= (double) caution * next.nodes() * held;
    }

    private boolean isInside(final double forward, final double years) {
        return years <= startYears
                && years >= startYears * (1.0 - next.timeFraction)
                && forward >= lowestForward
                && forward <= highestForward;
    }

    private void watch(final CallStrip strip, final double forward, final double years) {
        generation++;
        changed = 0;
        credit = 0.0;
        startYears = years;
        final double reach = next.halfWidthInStdDevs * FitErrorBound.smallestVol(strip) * Math.sqrt(years);
        lowestForward = forward * (1.0 - reach);
        highestForward = forward * (1.0 + reach);
    }

    /** A fit is in use from now on. */
    void onFit() {
        earned = 0.0;
        rent = 0.0;
    }

    /** A valuation was made by a fit. */
    void onTick(final int held, final int corrected) {
        earned += held - (TICK_COST + CORRECTION_COST * corrected);
        rent += CORRECTION_COST * corrected;
    }

    /** Whether the corrections have cost as much as this many evaluations since they were last folded. */
    boolean hasPaid(final double evaluations) {
        return rent >= evaluations;
    }

    /** The corrections are in the fit now. */
    void onFold() {
        rent = 0.0;
    }

    /** A fit is given up: by age or at its window's edge, or because too much of the strip changed. */
    void onRetired(final FitShape shape, final int held, final boolean isByChange) {
        final boolean isPaid = earned >= (double) shape.nodes() * held;
        caution = isPaid ? 1 : Math.min(2 * caution, MOST_CAUTION);
        next = isByChange || !isPaid ? FitShape.NARROW : FitShape.WIDE;
        startYears = 0.0;
    }

    /** Whether the fit in use has earned enough to be followed by another without a pause. */
    boolean isWorthFollowing(final FitShape shape, final int held) {
        return earned >= (double) shape.nodes() * held;
    }

    /** The fit in use is followed by another. */
    void onFollowed() {
        next = FitShape.WIDE;
        caution = 1;
    }
}
