package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts what was recorded of options into hedging intervals, each option's own, one after the other and without overlap.
 * Owned by one thread.
 *
 * <p>An interval ends with the first record that comes {@link #LEAST_SHARE} of the horizon or more after its beginning; one
 * that is then longer than {@link #LARGEST_SHARE} of it saw a hole in the data and is thrown away. Values are Black's at the
 * mark volatility: marks themselves are rounded, in older recordings to 0.0001 coin. Records of the delivery window are
 * left out, for there an option settles on an average.
 */
final class OptionHistory {
    /** A shorter time does not end an interval: recorders do not come to the second. */
    static final double LEAST_SHARE = 0.95;

    /** A longer time is a hole. */
    static final double LARGEST_SHARE = 1.5;

    private final long horizonNs;
    private final long untilNs;
    private final Map<OptionTerms, Track> tracks = new HashMap<>();
    private final List<HedgeStep> steps = new ArrayList<>();
    private final OptionGreeks before = new OptionGreeks();
    private final OptionGreeks after = new OptionGreeks();
    private long records;
    private long holes;

    /**
     * Starts with nothing.
     *
     * @param horizonNs length of an interval, above 0
     * @param untilNs   later records are not seen, epoch nanoseconds
     */
    OptionHistory(final long horizonNs, final long untilNs) {
        this.horizonNs = horizonNs;
        this.untilNs = untilNs;
    }

    /** The beginning of the interval that an option is in. */
    static final class Track {
        private final OptionTerms option;
        private long timeNs = Long.MIN_VALUE;
        private double forward;
        private double vol;

        Track(final OptionTerms option) {
            this.option = option;
        }

        private void begin(final long newTimeNs, final double newForward, final double newVol) {
            timeNs = newTimeNs;
            forward = newForward;
            vol = newVol;
        }
    }

    Track track(final OptionTerms option) {
        return tracks.computeIfAbsent(option, Track::new);
    }

    /** Takes a record; one that is not later than the beginning of the option's interval, or not priceable, is left out. */
    void record(final Track track, final long timeNs, final double forward, final double vol) {
        final boolean isPriceable = forward > 0.0
                && forward <= Double.MAX_VALUE
                && vol > 0.0
                && vol <= Double.MAX_VALUE
                && timeNs <= untilNs
                && timeNs < track.option.expiryNs() - DeliveryWindow.LENGTH_NS;
        if (!isPriceable) {
            return;
        }
        records++;
        if (track.timeNs == Long.MIN_VALUE) {
            track.begin(timeNs, forward, vol);
            return;
        }
        final double elapsed = (double) (timeNs - track.timeNs) / horizonNs;
        if (elapsed < LEAST_SHARE) {
            return;
        }
        if (elapsed <= LARGEST_SHARE) {
            step(track, timeNs, forward, vol);
        } else {
            holes++;
        }
        track.begin(timeNs, forward, vol);
    }

    private void step(final Track track, final long toNs, final double forward, final double vol) {
        final OptionTerms option = track.option;
        final double years = TimeToExpiry.years(track.timeNs, option.expiryNs());
        final double yearsAfter = TimeToExpiry.years(toNs, option.expiryNs());
        final boolean isValued =
                Black76.evaluate(option.isCall(), track.forward, option.strike(), years, track.vol, before)
                        && Black76.evaluate(option.isCall(), forward, option.strike(), yearsAfter, vol, after);
        final HedgeStep step = new HedgeStep(
                track.timeNs,
                toNs,
                option,
                after.price() - before.price(),
                track.forward,
                forward - track.forward,
                before.delta(),
                before.vega(),
                years);
        if (isValued && step.isUsable()) {
            steps.add(step);
        }
    }

    /** {@return the intervals that a regression can use, by coin, ends, expiries, strikes and sides} */
    List<HedgeStep> steps() {
        final Comparator<HedgeStep> byOption = Comparator.<HedgeStep>comparingLong(
                        step -> step.option().expiryNs())
                .thenComparingDouble(step -> step.option().strike())
                .thenComparing(step -> step.option().isCall());
        return steps.stream()
                .sorted(Comparator.<HedgeStep, String>comparing(
                                step -> step.option().coin())
                        .thenComparingLong(HedgeStep::toNs)
                        .thenComparing(byOption))
                .toList();
    }

    /** {@return records taken} */
    long records() {
        return records;
    }

    /** {@return intervals thrown away for a hole} */
    long holes() {
        return holes;
    }
}
