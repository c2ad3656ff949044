package io.gimbal.engine.pipeline.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which options to trade so that risk, cost and what is beyond limits are least together: a quadratic program
 * with costs proportional to the amount, which leaves a no-trade region, solved without whole lots first, then rounded
 * and bettered in whole lots; with few options the best whole lots are proven. Every result is compared with doing
 * nothing and with the linear form (limits at least cost) and is never worse than either. Deterministic; bounded; meant
 * for a thread of its own.
 */
public final class OverlaySolver {
    /** Up to so many options whole lots are searched exhaustively by branch and bound. */
    public static final int MAX_BRANCHED = 8;

    private static final double LIMIT_TOLERANCE = 1e-9;

    private OverlaySolver() {}

    /**
     * Decides.
     *
     * @param problem what is to be decided
     * @return what to trade and why; on unusable input nothing
     */
    public static OverlayResult solve(final OverlayProblem problem) {
        final String complaint = problem.complaint();
        if (!complaint.isEmpty()) {
            return refused(complaint);
        }
        final OverlayObjective objective = new OverlayObjective(problem, true);
        final long[] lowest = new long[problem.options().size()];
        final long[] highest = new long[lowest.length];
        for (int j = 0; j < lowest.length; j++) {
            lowest[j] = -problem.options().get(j).mostSold();
            highest[j] = problem.options().get(j).mostBought();
        }
        final long[] linear = linear(problem, lowest, highest);
        final OverlayRelaxation relaxation = new OverlayRelaxation(objective, lowest, highest);
        final boolean isSolved = relaxation.solve();
        final long[] lots = best(objective, relaxation.solution(), linear);
        boolean isProven = false;
        long[] chosen = lots;
        if (isSolved && lots.length <= MAX_BRANCHED) {
            final LotBranching branching = new LotBranching(objective, lots);
            isProven = branching.run(lowest, highest);
            chosen = branching.best();
        }
        return result(objective, chosen, linear, isSolved ? relaxation.bound() : Double.NaN, isProven);
    }

    /**
     * Decides by limits and cost alone: the linear form, in whole lots.
     *
     * @param problem what is to be decided; its risk and impact are not looked at
     * @return signed lots by option; all 0 on unusable input
     */
    public static List<Long> solveLinear(final OverlayProblem problem) {
        final int size = problem.options().size();
        if (!problem.complaint().isEmpty()) {
            return list(new long[size]);
        }
        final long[] lowest = new long[size];
        final long[] highest = new long[size];
        for (int j = 0; j < size; j++) {
            lowest[j] = -problem.options().get(j).mostSold();
            highest[j] = problem.options().get(j).mostBought();
        }
        return list(linear(problem, lowest, highest));
    }

    private static long[] linear(final OverlayProblem problem, final long[] lowest, final long[] highest) {
        final OverlayObjective objective = new OverlayObjective(problem, false);
        final OverlayRelaxation relaxation = new OverlayRelaxation(objective, lowest, highest);
        relaxation.solve();
        return best(objective, relaxation.solution(), new long[lowest.length]);
    }

    /**
     * The best of: nothing, another proposal, and the solution rounded towards nothing and to the nearest, all
     * bettered.
     */
    private static long[] best(final OverlayObjective objective, final double[] solution, final long[] other) {
        final long[] towards = new long[solution.length];
        final long[] nearest = new long[solution.length];
        for (int j = 0; j < solution.length; j++) {
            final OverlayOption option = objective.problem().options().get(j);
            final double atLeast = Math.max(solution[j], (double) -option.mostSold());
            final double bounded = Math.min(atLeast, (double) option.mostBought());
            towards[j] = (long) bounded;
            nearest[j] = (long) Math.rint(bounded);
        }
        final LotSearch search = new LotSearch(objective);
        long[] best = new long[solution.length];
        double least = search.better(best);
        for (final long[] candidate : List.of(other.clone(), towards, nearest)) {
            final double value = search.better(candidate);
            if (value < least) {
                least = value;
                best = candidate;
            }
        }
        return best;
    }

    private static OverlayResult result(
            final OverlayObjective objective,
            final long[] lots,
            final long[] linear,
            final double bound,
            final boolean isProven) {
        final OverlayProblem problem = objective.problem();
        final long[] idle = new long[lots.length];
        final double idleUsd = objective.value(idle);
        final boolean isWorthIt = objective.value(lots) < idleUsd;
        final long[] chosen = isWorthIt ? lots : idle;
        final List<Double> exposures = new ArrayList<>();
        final List<Double> excesses = new ArrayList<>();
        final double marginTolerance = LIMIT_TOLERANCE * (1 + Math.abs(problem.marginHeadroomUsd()));
        boolean isExceeded = objective.marginExcess(chosen) > marginTolerance;
        for (final double exposure : objective.exposures(chosen)) {
            final OverlayFactor factor = problem.factors().get(exposures.size());
            final double excess = factor.excess(exposure);
            exposures.add(exposure);
            excesses.add(excess);
            isExceeded |= excess > LIMIT_TOLERANCE * (1 + Math.abs(factor.exposure()));
        }
        final OverlayStatus moved = isWorthIt ? OverlayStatus.TRADE : OverlayStatus.NO_TRADE;
        return new OverlayResult(
                isExceeded ? OverlayStatus.LIMITS_EXCEEDED : moved,
                "",
                trades(objective, chosen),
                list(linear),
                List.copyOf(exposures),
                List.copyOf(excesses),
                objective.marginExcess(chosen),
                idleUsd,
                objective.value(chosen),
                objective.value(linear),
                bound,
                objective.riskUsd(idle),
                objective.riskUsd(chosen),
                objective.costUsd(chosen),
                isProven);
    }

    private static List<OverlayTrade> trades(final OverlayObjective objective, final long[] lots) {
        final List<OverlayTrade> trades = new ArrayList<>();
        final long[] idle = new long[lots.length];
        for (int j = 0; j < lots.length; j++) {
            final OverlayOption option = objective.problem().options().get(j);
            trades.add(new OverlayTrade(
                    option.name(),
                    lots[j],
                    objective.riskPerLot(j, idle),
                    objective.riskPerLot(j, lots),
                    option.costUsd()));
        }
        return List.copyOf(trades);
    }

    private static List<Long> list(final long[] lots) {
        return Arrays.stream(lots).boxed().toList();
    }

    private static OverlayResult refused(final String complaint) {
        final double none = Double.NaN;
        return new OverlayResult(
                OverlayStatus.UNUSABLE_INPUT,
                complaint,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                false);
    }
}
