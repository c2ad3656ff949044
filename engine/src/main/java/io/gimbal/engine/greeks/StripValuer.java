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
public final class StripValuer {
    /** A fit is used only while its bound on delta is below this share of the gross quantity. */
    public static final double DELTA_BUDGET = 1e-9;

    /** Below this time to expiry the direct sum is taken: five minutes. */
    public static final double SHORTEST_FIT_YEARS = 5.0 / (365.0 * 24.0 * 60.0);

    /** Within this share of the time left, the strip is moved on in time to first order. */
    public static final double STEP = 2e-5;

    private static final int MOST_DIFFERENCES = 1024;
    private static final double MOST_VOL_RATIO = 1.5;
    private static final int MOST_FOLDED = 16;
    private static final int SMALLEST_SLICE = 512;
    private static final double FOLLOW_AT = 0.7;
    private static final int SHADOW_INTERVAL = 4096;
    private static final long SHADOW_MIX = 0x9E3779B97F4A7C15L;

    private final Valuation valuation;
    private final CallStrip strip = new CallStrip();
    private final FitSchedule schedule = new FitSchedule();
    private final FitErrorBound rounding = new FitErrorBound();
    private final double[] valued = new double[BlackSums.COUNT];
    private final double[] stepped = new double[BlackSums.COUNT];
    private final double[] scratch = new double[BlackSums.COUNT];
    private ChebyshevFit fit = new ChebyshevFit();
    private ChebyshevFit following = new ChebyshevFit();
    private boolean hasFit;
    private boolean isBuilding;
    private boolean isValued;
    private boolean isFitValued;
    private boolean isExtended;
    private int held;
    private double[] present = valued;
    private int[] changed = {};
    private boolean[] isChanged = {};
    private double[] valuedCoins = {};
    private double[] valuedVol = {};
    private int changedCount;
    /** A difference of large terms keeps their rounding, which the small strip's certificate would not cover. */
    private boolean isShrunk;

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

    /**
     * Creates a valuer of an empty strip.
     *
     * @param valuation the ways it may go
     */
    public StripValuer(final Valuation valuation) {
        this.valuation = valuation;
    }

    /** Removes all records. */
    public void clear() {
        strip.clear();
        forgetFits();
        forgetChanges();
        held = 0;
        isValued = false;
    }

    /**
     * Adds a record that nothing is held of.
     *
     * @param strike USD per coin, positive and finite
     * @return its position
     */
    public int add(final double strike) {
        forgetFits();
        forgetChanges();
        isValued = false;
        final int record = strip.add(strike, 0.0, 1.0);
        if (isChanged.length < strip.size()) {
            growTo(2 * strip.size());
        }
        schedule.reset(strip.size());
        return record;
    }

    private void growTo(final int records) {
        changed = Arrays.copyOf(changed, records);
        isChanged = Arrays.copyOf(isChanged, records);
        valuedCoins = Arrays.copyOf(valuedCoins, records);
        valuedVol = Arrays.copyOf(valuedVol, records);
    }

    private void forgetFits() {
        hasFit = false;
        isBuilding = false;
    }

    /**
     * Changes a record. Costs two evaluations at the next valuation, or nothing where that sums the strip anyway; a
     * position that shrinks makes it do so.
     *
     * @param record its position
     * @param coins  quantity, signed
     * @param vol    absolute, positive
     */
    public void set(final int record, final double coins, final double vol) {
        final double before = strip.quantity(record);
        if (coins == before && (vol == strip.vol(record) || coins == 0.0)) {
            return;
        }
        isShrunk |= Math.abs(coins) < Math.abs(before) || vol > MOST_VOL_RATIO * strip.vol(record);
        if (isValued && !isChanged[record]) {
            isChanged[record] = true;
            changed[changedCount++] = record;
            valuedCoins[record] = before;
            valuedVol[record] = strip.vol(record);
        }
        held += (coins != 0.0 ? 1 : 0) - (before != 0.0 ? 1 : 0);
        strip.set(record, coins, vol);
        if (valuation == Valuation.CHEAPEST) {
            schedule.onChange(record);
        }
        if (hasFit) {
            fit.onChange(record, coins, vol);
        }
        if (isBuilding) {
            following.onChange(record, coins, vol);
        }
    }

    /** Replaces what changed records gave to the sums by what they give now. */
    private void addDifferences() {
        final double logForward = strip.logForward(forward);
        final double rootTime = Math.sqrt(valuedYears);
        for (int i = 0; i < changedCount; i++) {
            final int record = changed[i];
            final double coins = strip.quantity(record);
            final double vol = strip.vol(record);
            strip.set(record, -valuedCoins[record], valuedVol[record]);
            strip.addSums(record, record + 1, forward, logForward, rootTime, valued, 0);
            strip.set(record, coins, vol);
            strip.addSums(record, record + 1, forward, logForward, rootTime, valued, 0);
        }
        differences += changedCount;
        forgetChanges();
    }

    private void forgetChanges() {
        for (int i = 0; i < changedCount; i++) {
            isChanged[changed[i]] = false;
        }
        changedCount = 0;
    }

    /** {@return how many records something is held of} */
    public int held() {
        return held;
    }

    /** {@return the records; for reading} */
    public CallStrip strip() {
        return strip;
    }

    /**
     * Brings the sums to a forward and a time.
     *
     * @param newForward USD per coin, positive and finite
     * @param newYears   to expiry, positive
     */
    public void value(final double newForward, final double newYears) {
        years = newYears;
        final double passed = valuedYears - newYears;
        final boolean isStep = isValued
                && valuation != Valuation.DIRECT
                && newForward == forward
                && passed >= 0.0
                && passed <= STEP * valuedYears
                && 2 * changedCount < Math.max(held, 1)
                && differences < MOST_DIFFERENCES
                && !isShrunk;
        if (!isStep) {
            revalue(newForward, newYears);
        } else if (changedCount > 0) {
            addDifferences();
        }
        final double step = valuedYears - newYears;
        if (step > 0.0) {
            System.arraycopy(valued, 0, stepped, 0, BlackSums.COUNT);
            stepInTime(step);
            present = stepped;
        } else {
            present = valued;
        }
    }

    /** Delta by charm, and with it the value by theta. */
    private void stepInTime(final double step) {
        final double delta = step * BlackSums.charm(valued, valuedYears);
        final double value = step * BlackSums.theta(valued, forward, Math.sqrt(valuedYears));
        stepped[BlackSums.DELTA] += delta;
        stepped[BlackSums.STRIKE_PAID] += forward * delta - value;
    }

    private void revalue(final double newForward, final double newYears) {
        forward = newForward;
        valuedYears = newYears;
        isValued = true;
        forgetChanges();
        isShrunk = false;
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
        if (!isBuilding || !following.buildSome(Math.max(SMALLEST_SLICE, held))) {
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
        if (valuation == Valuation.CHEAPEST
                && !isBuilding
                && !isTooShort
                && schedule.onDirect(strip, held, forward, valuedYears)) {
            begin(schedule.next());
        }
    }

    private void sumDirectly(final double[] out) {
        Arrays.fill(out, 0.0);
        strip.addSums(0, strip.size(), forward, strip.logForward(forward), Math.sqrt(valuedYears), out, 0);
    }

    /** {@return the {@link BlackSums#MAIN} sums at the forward and time of the last {@link #value}; for reading} */
    public double[] sums() {
        return present;
    }

    /** {@return all sums, also those that ticks do without; for reading} */
    public double[] allSums() {
        if (!isExtended) {
            fit.evaluate(forward, valuedYears, BlackSums.COUNT, scratch);
            for (int i = BlackSums.MAIN; i < BlackSums.COUNT; i++) {
                valued[i] = scratch[i];
                stepped[i] = scratch[i];
            }
            isExtended = true;
        }
        return present;
    }

    /**
     * The certificate: a bound on the error of the present sums, each in its unit. Looks at every record, so it is for
     * reports, not for ticks.
     *
     * @param out receives {@link BlackSums#COUNT} bounds
     */
    public void errors(final double[] out) {
        rounding.boundRounding(strip, Math.sqrt(valuedYears), held == 0 ? 0.0 : strip.logForward(forward));
        for (int i = 0; i < BlackSums.COUNT; i++) {
            out[i] = rounding.of(i)
                    + differences * rounding.ofDifference(i)
                    + (isFitValued ? fit.bound().of(i) : 0.0);
        }
        final double share = (valuedYears - years) / valuedYears;
        if (share > 0.0) {
            rounding.addStep(share, Math.sqrt(valuedYears), forward, out);
        }
    }

    /** {@return sum of the absolute quantities as of the last {@link #errors}, coins} */
    public double gross() {
        return rounding.gross();
    }

    /** {@return whether the last valuation used a fit} */
    public boolean isFitValued() {
        return isFitValued;
    }

    /** {@return valuations that used a fit so far} */
    public long fitTicks() {
        return fitTicks;
    }

    /** {@return valuations so far, steps in time not counted} */
    public long ticks() {
        return ticks;
    }

    /** {@return fits completed so far} */
    public long builds() {
        return builds;
    }

    /** {@return comparisons with the direct sum so far} */
    public long shadowChecks() {
        return shadowChecks;
    }

    /** {@return comparisons that found a fit further off than it certified} */
    public long shadowAlarms() {
        return shadowAlarms;
    }
}
