package io.gimbal.engine.pipeline.overlay;

import io.gimbal.journal.codec.OverlayFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One underlying's optimisation: a board of a moment in, legs out; none where the book is inside its limits and the
 * interval is not over, where something held has no value, or where nothing is worth its cost. What came of it is a
 * {@link OverlayFinding}: a book beyond its limits for which nothing can be done never goes unsaid. Handed from thread to
 * thread; owned by one at a time. A run is bounded by what {@link OverlaySolver} looks at most, and the same board gives
 * the same legs. It never throws: a mistake in here must not stop the delta hedge.
 *
 * <p>The engine refuses what takes the book further beyond any one limit, though the objective may find it worth while: a
 * factor that came out worse is weighed more, a few times, and if that does not help nothing is proposed.
 */
public final class OverlayJob implements Runnable {
    private static final int TRIES = 4;
    private static final double HEAVIER = 100;
    private static final double TOLERANCE = 1e-9;
    private static final int GAMMA = 0;

    /**
     * One leg.
     *
     * @param place  on the board
     * @param amount coins times 1e8, signed
     * @param price  the touch times 1e8
     */
    record Leg(int place, long amount, long price) {}

    private final OptionBoard board;
    private final OverlayPlan plan;
    private final OverlayCandidates candidates;
    private final List<Leg> legs = new ArrayList<>();
    private OverlayRules rules;
    private long timeNs;
    private boolean isDue;
    private double objectiveBefore;
    private double objectiveAfter;
    private OverlayFinding finding = OverlayFinding.CLEAR;
    private double gammaExcess;
    private double vegaExcess;

    OverlayJob(final OptionBoard board, final OverlayPlan plan) {
        this.board = board;
        this.plan = plan;
        rules = plan.rules();
        candidates = new OverlayCandidates(board, plan);
    }

    /** Takes the board to be looked at and its limits; {@code isNowDue} where it is to be optimised inside them too. */
    void set(final OptionBoard latest, final OverlayRules current, final long atNs, final boolean isNowDue) {
        board.copyFrom(latest, atNs);
        rules = current;
        timeNs = atNs;
        isDue = isNowDue;
    }

    /** Optimises. */
    @Override
    public void run() {
        legs.clear();
        objectiveBefore = 0;
        objectiveAfter = 0;
        gammaExcess = 0;
        vegaExcess = 0;
        try {
            finding = rules.isOn() ? decide() : OverlayFinding.STOPPED;
        } catch (final RuntimeException wrong) {
            legs.clear();
            finding = OverlayFinding.FAILED;
        }
    }

    private OverlayFinding decide() {
        if (!candidates.look(timeNs)) {
            return OverlayFinding.NOT_VALUED;
        }
        final boolean isBeyond = isBeyond();
        if (!isDue && !isBeyond) {
            return OverlayFinding.CLEAR;
        }
        if (candidates.chosen().isEmpty()) {
            return isBeyond ? OverlayFinding.NOTHING_QUOTED : OverlayFinding.CLEAR;
        }
        return solve(new OverlayQuestion(board, rules, plan, candidates));
    }

    private boolean isBeyond() {
        gammaExcess = excess(candidates.gamma(), rules.gammaLow(), rules.gammaHigh());
        vegaExcess = excess(candidates.vega(), rules.vegaLow(), rules.vegaHigh());
        for (int e = 0; e < board.expiryCount(); e++) {
            vegaExcess =
                    Math.max(vegaExcess, excess(candidates.expiryVega(e), -rules.expiryVega(), rules.expiryVega()));
        }
        return gammaExcess > 0 || vegaExcess > 0;
    }

    private static double excess(final double value, final double low, final double high) {
        return Math.max(Math.max(low - value, value - high), 0);
    }

    private OverlayFinding solve(final OverlayQuestion question) {
        final double[] weights = new double[question.factorCount()];
        Arrays.fill(weights, 1);
        OverlayProblem problem = question.problem(weights);
        for (int i = 0; i < TRIES; i++) {
            final OverlayResult result = OverlaySolver.solve(problem);
            final boolean isUseful = result.status() != OverlayStatus.UNUSABLE_INPUT
                    && result.objectiveUsd() < result.idleUsd()
                    && !(result.marginExcessUsd() > TOLERANCE * (1 + rules.maxPremiumUsd()));
            if (!isUseful) {
                return idle(problem, result);
            }
            if (!weighWorse(problem, result, weights)) {
                take(problem, result);
                see(result.excesses());
                return isBeyondALot(problem, result.excesses()) ? OverlayFinding.SHORT_OF_LIMITS : OverlayFinding.CLEAR;
            }
            problem = question.problem(weights);
        }
        return isBeyondALot(problem, before(problem)) ? OverlayFinding.OUT_OF_REACH : OverlayFinding.CLEAR;
    }

    /** Why nothing is proposed. */
    private static OverlayFinding idle(final OverlayProblem problem, final OverlayResult result) {
        if (result.status() == OverlayStatus.UNUSABLE_INPUT) {
            return OverlayFinding.FAILED;
        }
        if (!isBeyondALot(problem, before(problem))) {
            return OverlayFinding.CLEAR;
        }
        final boolean isTradable =
                problem.options().stream().anyMatch(option -> option.mostBought() > 0 || option.mostSold() > 0);
        return isTradable ? OverlayFinding.OUT_OF_REACH : OverlayFinding.NO_DEPTH;
    }

    private static List<Double> before(final OverlayProblem problem) {
        return problem.factors().stream()
                .map(factor -> factor.excess(factor.exposure()))
                .toList();
    }

    /** Less than a lot beyond a limit is as near as whole lots come. */
    private static boolean isBeyondALot(final OverlayProblem problem, final List<Double> excesses) {
        for (int k = 0; k < excesses.size(); k++) {
            double lot = 0;
            for (final OverlayOption option : problem.options()) {
                lot = Math.max(lot, Math.abs(option.perLot().get(k)));
            }
            if (excesses.get(k) > lot) {
                return true;
            }
        }
        return false;
    }

    private void see(final List<Double> excesses) {
        gammaExcess = excesses.get(GAMMA);
        vegaExcess = excesses.stream().skip(1).mapToDouble(x -> x).max().orElse(0);
    }

    /** Whether some factor came out further beyond its limits than it was; it weighs more from now on. */
    private static boolean weighWorse(
            final OverlayProblem problem, final OverlayResult result, final double[] weights) {
        boolean isWorse = false;
        for (int k = 0; k < weights.length; k++) {
            final OverlayFactor factor = problem.factors().get(k);
            final double before = factor.excess(factor.exposure());
            if (result.excesses().get(k) > before + TOLERANCE * (1 + Math.abs(factor.exposure()))) {
                weights[k] *= HEAVIER;
                isWorse = true;
            }
        }
        return isWorse;
    }

    private void take(final OverlayProblem problem, final OverlayResult result) {
        objectiveBefore = result.idleUsd();
        objectiveAfter = result.objectiveUsd();
        for (int j = 0; j < problem.options().size(); j++) {
            final long lots = result.trades().get(j).lots();
            final int place = candidates.chosen().get(j).place();
            if (lots != 0) {
                final long price = lots > 0 ? board.ask(place) : board.bid(place);
                legs.add(new Leg(place, lots * board.spec(place).lot(), price));
            }
        }
    }

    /** {@return what the ingress answered to the last event of the board} */
    long lastPosition() {
        return board.lastPosition();
    }

    /** {@return what is proposed} */
    List<Leg> legs() {
        return legs;
    }

    /** {@return what the look came to} */
    OverlayFinding finding() {
        return finding;
    }

    /** {@return beyond the limit with the legs, USD of delta cash per 1 %, at least 0} */
    double gammaExcess() {
        return gammaExcess;
    }

    /** {@return beyond the worst of the limits on vega with the legs, USD per vol point, at least 0} */
    double vegaExcess() {
        return vegaExcess;
    }

    /** {@return the engine's id of a leg's option} */
    int instrumentId(final int leg) {
        return board.spec(legs.get(leg).place()).instrumentId();
    }

    /** {@return USD without the legs} */
    double objectiveBefore() {
        return objectiveBefore;
    }

    /** {@return USD with them, below the one without} */
    double objectiveAfter() {
        return objectiveAfter;
    }
}
