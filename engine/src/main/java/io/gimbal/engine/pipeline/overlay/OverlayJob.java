package io.gimbal.engine.pipeline.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One underlying's optimisation: a board of a moment in, legs out; none where the book is inside its limits and the
 * interval is not over, where something held has no value, or where nothing is worth its cost. Handed from thread to
 * thread; owned by one at a time. A run is bounded by what {@link OverlaySolver} looks at most, and the same board gives
 * the same legs.
 *
 * <p>The engine refuses what takes the book further beyond any one limit, though the objective may find it worth while: a
 * factor that came out worse is weighed more, a few times, and if that does not help nothing is proposed.
 */
public final class OverlayJob implements Runnable {
    private static final int TRIES = 4;
    private static final double HEAVIER = 100;
    private static final double TOLERANCE = 1e-9;

    /**
     * One leg.
     *
     * @param place  on the board
     * @param amount coins times 1e8, signed
     * @param price  the touch times 1e8
     */
    record Leg(int place, long amount, long price) {}

    private final OptionBoard board;
    private final OverlayRules rules;
    private final OverlayCandidates candidates;
    private final OverlayQuestion question;
    private final List<Leg> legs = new ArrayList<>();
    private long timeNs;
    private boolean isDue;
    private double objectiveBefore;
    private double objectiveAfter;

    OverlayJob(
            final OptionBoard board,
            final OverlayRules rules,
            final OverlayRiskModel risk,
            final OverlayCosts costs,
            final OverlaySchedule schedule) {
        this.board = board;
        this.rules = rules;
        candidates = new OverlayCandidates(board, schedule);
        question = new OverlayQuestion(board, rules, risk, costs, candidates);
    }

    /** Takes the board to be looked at; {@code isNowDue} where it is to be optimised inside its limits too. */
    void set(final OptionBoard latest, final long atNs, final boolean isNowDue) {
        board.copyFrom(latest, atNs);
        timeNs = atNs;
        isDue = isNowDue;
    }

    /** Optimises. */
    @Override
    public void run() {
        legs.clear();
        objectiveBefore = 0;
        objectiveAfter = 0;
        final boolean isWhole = candidates.look(timeNs);
        if (isWhole && !candidates.chosen().isEmpty() && (isDue || isBeyond())) {
            solve();
        }
    }

    private boolean isBeyond() {
        boolean isBeyond = rules.isBeyond(candidates.gamma(), candidates.vega());
        for (int e = 0; e < board.expiryCount(); e++) {
            isBeyond |= Math.abs(candidates.expiryVega(e)) > rules.expiryVega();
        }
        return isBeyond;
    }

    private void solve() {
        final double[] weights = new double[question.factorCount()];
        Arrays.fill(weights, 1);
        for (int i = 0; i < TRIES; i++) {
            final OverlayProblem problem = question.problem(weights);
            final OverlayResult result = OverlaySolver.solve(problem);
            final boolean isUseful = result.status() != OverlayStatus.UNUSABLE_INPUT
                    && result.objectiveUsd() < result.idleUsd()
                    && !(result.marginExcessUsd() > TOLERANCE * (1 + rules.maxPremiumUsd()));
            if (!isUseful) {
                return;
            }
            if (!weighWorse(problem, result, weights)) {
                take(problem, result);
                return;
            }
        }
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

    /** {@return when the board was as it was looked at, epoch nanoseconds} */
    long timeNs() {
        return timeNs;
    }

    /** {@return what the ingress answered to the last event of the board} */
    long lastPosition() {
        return board.lastPosition();
    }

    /** {@return what is proposed} */
    List<Leg> legs() {
        return legs;
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
