package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import java.util.Arrays;

/**
 * What the hours of a week have in volatility above or below the average: 168 multipliers of variance, their mean 1. Owned by the
 * engine thread.
 *
 * <p>Each hour's variance is divided by the level before it, an exponential average over the hours, and enters its hour's
 * average, no more than twenty times of it: a mean over the weeks seen and three flat ones at first, exponential later.
 * So what was seldom seen stays near 1. Hours are of UTC; hour 0 begins on Monday.
 */
public final class WeekSeason {
    /** Hours of a week. */
    public static final int HOURS = 168;

    private static final double LARGEST_RATIO = 20;

    /** Weeks that a flat one counts for. */
    private static final double PRIOR_WEEKS = 3;

    private static final long NS_PER_HOUR = 3_600_000_000_000L;
    private static final long HOURS_MONDAY_TO_EPOCH = 72;

    private final double hourDecay;
    private final double weekDecay;
    private final double[] ratios = new double[HOURS];
    private final int[] seen = new int[HOURS];
    private double level = Double.NaN;
    private double total = HOURS;

    /**
     * A flat week.
     *
     * @param hourDecay weight of the past in the level, per hour, above 0 and below 1; a week's half-life is 0.9959
     * @param weekDecay weight of the past in an hour's average, per week, above 0 and below 1
     */
    public WeekSeason(final double hourDecay, final double weekDecay) {
        if (!(hourDecay > 0 && hourDecay < 1 && weekDecay > 0 && weekDecay < 1)) {
            throw new IllegalArgumentException(
                    "decays must be above 0 and below 1: hourDecay=" + hourDecay + ", weekDecay=" + weekDecay);
        }
        this.hourDecay = hourDecay;
        this.weekDecay = weekDecay;
        Arrays.fill(ratios, 1);
    }

    /**
     * The hour of the week.
     *
     * @param timeNs epoch
     * @return from 0, Monday's first, to 167
     */
    public static int hourOfWeek(final long timeNs) {
        return (int) Math.floorMod(Math.floorDiv(timeNs, NS_PER_HOUR) + HOURS_MONDAY_TO_EPOCH, (long) HOURS);
    }

    /**
     * Takes the variance of an hour that is over.
     *
     * @param hourNs   any time within the hour
     * @param variance realised in it, at least 0 and finite; anything else changes nothing
     */
    public void onHour(final long hourNs, final double variance) {
        if (!(variance >= 0 && Usable.isNumber(variance))) {
            return;
        }
        if (level > 0) {
            final int hour = hourOfWeek(hourNs);
            seen[hour]++;
            final double share = Math.max(1 - weekDecay, 1 / (seen[hour] + PRIOR_WEEKS));
            final double change = share * (Math.min(LARGEST_RATIO, variance / level) - ratios[hour]);
            ratios[hour] += change;
            total += change;
            level = hourDecay * level + (1 - hourDecay) * variance;
        } else if (variance > 0) {
            level = variance;
        }
    }

    /**
     * What a moment's variance is of the average hour's.
     *
     * @param timeNs epoch
     * @return at least 0; 1 on average over a week
     */
    public double multiplier(final long timeNs) {
        return ratios[hourOfWeek(timeNs)] * HOURS / total;
    }

    /**
     * The mean multiplier between two moments, whole weeks counting 1.
     *
     * @param fromNs epoch
     * @param toNs   epoch, later
     * @return at least 0; NaN where the second is not later
     */
    public double mean(final long fromNs, final long toNs) {
        if (toNs <= fromNs) {
            return Double.NaN;
        }
        final long lengthNs = toNs - fromNs;
        final long weekNs = HOURS * NS_PER_HOUR;
        final long wholeNs = lengthNs / weekNs * weekNs;
        double sum = (double) wholeNs;
        long time = fromNs + wholeNs;
        while (time < toNs) {
            final long end = Math.min(toNs, (Math.floorDiv(time, NS_PER_HOUR) + 1) * NS_PER_HOUR);
            sum += multiplier(time) * (end - time);
            time = end;
        }
        return sum / lengthNs;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(Bits.mix(hash, level), total);
        for (int hour = 0; hour < HOURS; hour++) {
            h = Bits.mix(Bits.mix(h, ratios[hour]), seen[hour]);
        }
        return h;
    }
}
