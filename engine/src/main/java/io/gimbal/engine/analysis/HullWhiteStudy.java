package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import io.gimbal.engine.pricing.surface.HullWhiteRegression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits the minimum-variance delta of a coin to its intervals and judges it: once by all of them, and once by a first part
 * on the second. The cut is where the smaller part is largest; intervals that lie across it are in neither.
 *
 * <p>All options of an interval share one move of the market, so many options in few intervals teach little: below {@link
 * #LEAST_MOVES} intervals nothing is learnt.
 */
final class HullWhiteStudy {
    /** Fewest distinct intervals from which anything is learnt. */
    static final int LEAST_MOVES = 30;

    // Options are recorded one after the other: an interval may begin this share of the horizon before the cut.
    private static final long CUT_SLACK = 50;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final String coin;
    private final List<HedgeStep> steps;
    private final long horizonNs;
    private final long splitNs;

    /** The steps are of the coin, by their ends; at least one. */
    HullWhiteStudy(final String coin, final List<HedgeStep> steps, final long horizonNs) {
        this.coin = coin;
        this.steps = steps;
        this.horizonNs = horizonNs;
        splitNs = split();
    }

    HullWhiteReport.Coin report() {
        final List<HedgeStep> first =
                steps.stream().filter(step -> step.toNs() <= splitNs).toList();
        final List<HedgeStep> second =
                steps.stream().filter(step -> step.fromNs() >= earliestJudge()).toList();
        final Fit all = fit(steps);
        final Fit early = fit(first);
        return new HullWhiteReport.Coin(
                coin,
                steps.stream().mapToLong(HedgeStep::fromNs).min().orElseThrow() / NANOS_PER_MILLI,
                steps.get(steps.size() - 1).toNs() / NANOS_PER_MILLI,
                splitNs / NANOS_PER_MILLI,
                side(true, all, early, first, second),
                side(false, all, early, first, second));
    }

    private HullWhiteReport.Side side(
            final boolean isCall,
            final Fit all,
            final Fit early,
            final List<HedgeStep> first,
            final List<HedgeStep> second) {
        final HullWhiteCoefficients found = all.coefficients();
        final HullWhiteCoefficients.Side own = isCall ? found.calls() : found.puts();
        final boolean isEnough = all.isEnough(isCall);
        return new HullWhiteReport.Side(
                isEnough,
                own.a(),
                own.b(),
                own.c(),
                isEnough ? all.regression.tStatistic(isCall, 0) : 0.0,
                isEnough ? all.regression.tStatistic(isCall, 1) : 0.0,
                isEnough ? all.regression.tStatistic(isCall, 2) : 0.0,
                count(steps, isCall),
                all.regression.observations(isCall),
                moves(steps, isCall),
                gain(steps, isCall, found),
                count(first, isCall),
                gain(first, isCall, early.coefficients()),
                count(second, isCall),
                gain(second, isCall, early.coefficients()));
    }

    private Fit fit(final List<HedgeStep> part) {
        final HullWhiteRegression regression = new HullWhiteRegression(HullWhiteHistory.HALF_LIFE_NS);
        part.forEach(step -> step.teach(regression));
        regression.estimate();
        return new Fit(regression, moves(part, true), moves(part, false));
    }

    /** A regression, with the number of intervals behind each of its sides. */
    private record Fit(HullWhiteRegression regression, int callMoves, int putMoves) {
        boolean isEnough(final boolean isCall) {
            return (isCall ? callMoves : putMoves) >= LEAST_MOVES
                    && regression.observations(isCall) >= HullWhiteRegression.LEAST_OBSERVATIONS;
        }

        HullWhiteCoefficients coefficients() {
            final HullWhiteCoefficients found = HullWhiteCoefficients.of(regression);
            return new HullWhiteCoefficients(
                    isEnough(true) ? found.calls() : HullWhiteCoefficients.ZERO.calls(),
                    isEnough(false) ? found.puts() : HullWhiteCoefficients.ZERO.puts());
        }
    }

    private int moves(final List<HedgeStep> part, final boolean isCall) {
        return Math.toIntExact(part.stream()
                .filter(step -> step.option().isCall() == isCall)
                .mapToLong(step -> Math.floorDiv(step.toNs(), horizonNs))
                .distinct()
                .count());
    }

    private static long count(final List<HedgeStep> part, final boolean isCall) {
        return part.stream().filter(step -> step.option().isCall() == isCall).count();
    }

    private static @Nullable Double gain(
            final List<HedgeStep> part, final boolean isCall, final HullWhiteCoefficients coefficients) {
        double black = 0.0;
        double corrected = 0.0;
        for (final HedgeStep step : part) {
            if (step.option().isCall() == isCall) {
                final double blackError = step.blackError();
                final double correctedError = step.minimumVarianceError(coefficients);
                black += blackError * blackError;
                corrected += correctedError * correctedError;
            }
        }
        return black > 0.0 ? Double.valueOf(1.0 - corrected / black) : null;
    }

    private long earliestJudge() {
        return splitNs - horizonNs / CUT_SLACK;
    }

    /** The end of a step that makes the smaller part largest; of equals the one that leaves fewest steps in neither. */
    private long split() {
        final long[] begins =
                steps.stream().mapToLong(HedgeStep::fromNs).sorted().toArray();
        long best = steps.get(0).toNs();
        int mostSmaller = -1;
        int mostBoth = -1;
        int before = 0;
        for (int i = 0; i < steps.size(); i++) {
            final long end = steps.get(i).toNs();
            while (before < begins.length && begins[before] < end - horizonNs / CUT_SLACK) {
                before++;
            }
            final int both = i + 1 + begins.length - before;
            final int smaller = Math.min(i + 1, begins.length - before);
            if (smaller > mostSmaller || (smaller == mostSmaller && both > mostBoth)) {
                mostSmaller = smaller;
                mostBoth = both;
                best = end;
            }
        }
        return best;
    }
}
