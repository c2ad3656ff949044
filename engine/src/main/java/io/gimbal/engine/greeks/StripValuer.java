package io.gimbal.engine.greeks;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import java.util.Arrays;

/**
 * Keeps the sums of one strip at the present forward and time, by the cheapest way that is exact enough: the difference
 * that a changed record makes, a first-order step in time, a Chebyshev fit, or the direct sum. Owned by the engine thread;
 * allocates only when records are added.
 *
 * <p>The direct sum is taken where a fit does not pay (few strikes, much change), in the last minutes, outside a fit's
 * window, and where a fit's proven bound exceeds the budget. One fit-valued tick in some thousand is compared with the
 * direct sum; a fit that is further off than it certifies is counted and never used again.
 */
final class StripValuer {
    /** A fit is used only while its bound on delta is below this share of the gross quantity. */
    static final double DELTA_BUDGET = 1e-9;

    /** Below this time to expiry the direct sum is taken: five minutes. */
    static final double SHORTEST_FIT_YEARS = 5.0 / (365.0 * 24.0 * 60.0);

    /** Within this share of the time left, the strip is moved on in time to first order. */
    static final double STEP = 2e-5;

    private static final int MOST_DIFFERENCES = 1024;
    private static final int MOST_FOLDED = 16;
    private static final int SMALLEST_SLICE = 512;
    private static final double FOLLOW_AT = 0.7;
    private static final int SHADOW_INTERVAL = 4096;
    private static final long SHADOW_MIX = 0x9E3779B97F4A7C15L;

    private final CallStrip strip = new CallStrip();
    private final FitSchedule schedule = new FitSchedule();
    private final FitErrorBound rounding = new FitErrorBound();
    private final double[] valued = new double[BlackSums.COUNT];
    private final double[] present = new double[BlackSums.COUNT];
    private final double[] scratch = new double[BlackSums.COUNT];
    private ChebyshevFit fit = new ChebyshevFit();
    private ChebyshevFit following = new ChebyshevFit();
    private boolean hasFit;
    private boolean isBuilding;
    private boolean isValued;
    private boolean isFitValued;
    private boolean isExtended;
    private int held;
    private int differences;
    private double forward;
    private double valuedYears;
    private double years;
    private long ticks;
    private long nextShadow = SHADOW_INTERVAL;
    private long fitTicks;
    private long builds;
    private long shadowChecks;
    private long shadowAlarms;

    StripValuer() {}

    /** Removes all records. */
    void clear() {
        strip.clear();
        forgetFits();
        held = 0;
        isValued = false;
    }

    /** Adds a record that nothing is held of. */
    int add(final double strike) {
        forgetFits();
        isValued = false;
        final int record = strip.add(strike, 0.0, 1.0);
        schedule.reset(strip.size());
        return record;
    }

    private void forgetFits() {
        hasFit = false;
        isBuilding = false;
    }

    /** A record's quantity, coins and signed, and its volatility, positive. Costs two evaluations. */
    void set(final int record, final double coins, final double vol) {
        final double before = strip.quantity(record);
        if (coins == before && (vol == strip.vol(record) || coins == 0.0)) {
            return;
        }
        if (isValued) {
            addRecord(record, -1.0);
        }
        held += (coins != 0.0 ? 1 : 0) - (before != 0.0 ? 1 : 0);
        strip.set(record, coins, vol);
        if (isValued) {
            addRecord(record, 1.0);
            differences++;
        }
        schedule.onChange(record);
        if (hasFit) {
            fit.onChange(record, coins, vol);
        }
        if (isBuilding) {
            following.onChange(record, coins, vol);
        }
    }

    private void addRecord(final int record, final double sign) {
        Arrays.fill(scratch, 0.0);
        strip.addSums(record, record + 1, forward, strip.logForward(forward), Math.sqrt(valuedYears), scratch, 0);
        for (int i = 0; i < BlackSums.COUNT; i++) {
            valued[i] += sign * scratch[i];
        }
    }

    /** How many records something is held of. */
    int held() {
        return held;
    }

    CallStrip strip() {
        return strip;
    }

    /**
     * Brings the sums to a forward and a time.
     *
     * @param newForward USD per coin, positive and finite
     * @param newYears   to expiry, positive
     */
    void value(final double newForward, final double newYears) {
        years = newYears;
        final double passed = valuedYears - newYears;
        final boolean isStep = isValued
                && newForward == forward
                && passed >= 0.0
                && passed <= STEP * valuedYears
                && differences < MOST_DIFFERENCES;
        if (!isStep) {
            revalue(newForward, newYears);
        }
        System.arraycopy(valued, 0, present, 0, BlackSums.COUNT);
        final double step = valuedYears - newYears;
        if (step > 0.0) {
            stepInTime(step);
        }
    }

    /** Delta by charm, and with it the value by theta. */
    private void stepInTime(final double step) {
        final double delta = step * BlackSums.charm(valued, valuedYears);
        final double value = step * BlackSums.theta(valued, forward, Math.sqrt(valuedYears));
        present[BlackSums.DELTA] += delta;
        present[BlackSums.STRIKE_PAID] += forward * delta - value;
    }

    private void revalue(final double newForward, final double newYears) {
        forward = newForward;
        valuedYears = newYears;
        isValued = true;
        differences = 0;
        ticks++;
        isFitValued = false;
        if (held == 0) {
            isExtended = true;
            Arrays.fill(valued, 0.0);
            return;
        }
        goOnBuilding();
        if (hasFit && isUsable()) {
            valueByFit();
        } else {
            valueDirectly();
        }
    }

    private void goOnBuilding() {
        if (!isBuilding || !following.buildSome(Math.max(SMALLEST_SLICE, held / 2))) {
            return;
        }
        if (hasFit) {
            schedule.onFollowed();
        }
        final ChebyshevFit old = fit;
        fit = following;
        following = old;
        isBuilding = false;
        hasFit = true;
        builds++;
        schedule.onFit();
    }

    private boolean isUsable() {
        final double used = fit.used(forward, valuedYears);
        final int tickCost = FitSchedule.TICK_COST + FitSchedule.CORRECTION_COST * fit.corrected();
        final boolean isInside = used <= 1.0 && valuedYears >= SHORTEST_FIT_YEARS;
        if (isInside
                && tickCost < held
                && fit.bound().of(BlackSums.DELTA) <= DELTA_BUDGET * fit.bound().gross()) {
            if (used > FOLLOW_AT && !isBuilding && schedule.isWorthFollowing(fit.shape(), held)) {
                begin(FitShape.WIDE);
            }
            return true;
        }
        schedule.onRetired(fit.shape(), held, isInside);
        hasFit = false;
        return false;
    }

    private void begin(final FitShape shape) {
        strip.setReference(forward);
        following.begin(shape, strip, valuedYears);
        isBuilding = true;
    }

    private void valueByFit() {
        final int corrected = fit.corrected();
        schedule.onTick(held, corrected);
        if (corrected > 0) {
            lightenCorrections(corrected);
        }
        fit.evaluate(forward, valuedYears, BlackSums.MAIN, valued);
        isFitValued = true;
        isExtended = false;
        fitTicks++;
        if (ticks >= nextShadow) {
            shadow();
        }
    }

    private void lightenCorrections(final int corrected) {
        if (corrected <= MOST_FOLDED) {
            if (schedule.hasPaid(
                    fit.shape().nodes() * (double) (FitSchedule.CORRECTION_COST * corrected + MOST_FOLDED))) {
                fit.fold();
                schedule.onFold();
            }
        } else if (!isBuilding && schedule.hasPaid((double) fit.shape().nodes() * held)) {
            begin(fit.shape());
            schedule.onFold();
        }
    }

    /** Which ticks are compared is scattered, so that no rhythm of the market hides between them. */
    private void shadow() {
        final long scattered = ((ticks * SHADOW_MIX) >>> 33) % SHADOW_INTERVAL;
        nextShadow = ticks + Math.max(SHADOW_INTERVAL, held) / 2 + scattered;
        shadowChecks++;
        sumDirectly(scratch);
        if (!isWithinBound(scratch)) {
            shadowAlarms++;
            hasFit = false;
            isFitValued = false;
            isExtended = true;
            System.arraycopy(scratch, 0, valued, 0, BlackSums.COUNT);
        }
    }

    private boolean isWithinBound(final double[] direct) {
        rounding.boundRounding(strip, Math.sqrt(valuedYears), strip.logForward(forward));
        for (int i = 0; i < BlackSums.MAIN; i++) {
            if (!(Math.abs(direct[i] - valued[i]) <= fit.bound().of(i) + rounding.of(i))) {
                return false;
            }
        }
        return true;
    }

    private void valueDirectly() {
        sumDirectly(valued);
        isExtended = true;
        final boolean isTooShort = valuedYears * (1.0 - schedule.next().timeFraction) < SHORTEST_FIT_YEARS;
        if (!isBuilding && !isTooShort && schedule.onDirect(strip, held, forward, valuedYears)) {
            begin(schedule.next());
        }
    }

    private void sumDirectly(final double[] out) {
        Arrays.fill(out, 0.0);
        strip.addSums(0, strip.size(), forward, strip.logForward(forward), Math.sqrt(valuedYears), out, 0);
    }

    /** The {@link BlackSums#MAIN} sums at the forward and time of the last {@link #value}. */
    double[] sums() {
        return present;
    }

    /** All sums, also those that ticks do without, at the forward and time of the last {@link #value}. */
    double[] allSums() {
        if (!isExtended) {
            fit.evaluate(forward, valuedYears, BlackSums.COUNT, scratch);
            for (int i = BlackSums.MAIN; i < BlackSums.COUNT; i++) {
                valued[i] = scratch[i];
                present[i] = scratch[i];
            }
            isExtended = true;
        }
        return present;
    }

    /** Square root of the years of the last valuation. */
    double rootYears() {
        return Math.sqrt(years);
    }

    /**
     * The certificate: a bound on the error of the present sums, each in its unit. Looks at every record, so it is for
     * reports, not for ticks.
     *
     * @param out receives {@link BlackSums#COUNT} bounds
     */
    void errors(final double[] out) {
        rounding.boundRounding(strip, Math.sqrt(valuedYears), held == 0 ? 0.0 : strip.logForward(forward));
        for (int i = 0; i < BlackSums.COUNT; i++) {
            out[i] = rounding.of(i) * (1 + differences)
                    + (isFitValued ? fit.bound().of(i) : 0.0);
        }
        final double share = (valuedYears - years) / valuedYears;
        if (share > 0.0) {
            rounding.addStep(share, Math.sqrt(valuedYears), forward, out);
        }
    }

    /** Sum of the absolute quantities as of the last {@link #errors}, coins. */
    double gross() {
        return rounding.gross();
    }

    /** Whether the last valuation used a fit. */
    boolean isFitValued() {
        return isFitValued;
    }

    /** Valuations that used a fit so far. */
    long fitTicks() {
        return fitTicks;
    }

    /** Valuations so far, steps in time not counted. */
    long ticks() {
        return ticks;
    }

    /** Fits completed so far. */
    long builds() {
        return builds;
    }

    /** Comparisons with the direct sum so far. */
    long shadowChecks() {
        return shadowChecks;
    }

    /** Comparisons that found a fit further off than it certified. */
    long shadowAlarms() {
        return shadowAlarms;
    }
}
