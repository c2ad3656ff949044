package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.hedging.policy.HedgePolicy;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;

/**
 * Hedges the paths of one book by a policy as the engine has it, and computes the book's loss. Owned by one thread.
 */
final class PolicyRun {
    private final HedgeView view = new HedgeView();
    private final HedgeTarget target = new HedgeTarget();
    private double cost;
    private double earned;
    private double square;
    private int count;

    /** Begins a book. */
    void begin() {
        cost = 0;
        earned = 0;
        square = 0;
        count = 0;
    }

    /** Hedges one path from the target on to the end, where the hedge is sold. */
    void hedge(final BookPath path, final HedgePolicy policy) {
        final double k = path.book().costRate();
        double position = -path.delta(0);
        double spent = 0;
        double tracking = 0;
        for (int step = 0; step < path.steps(); step++) {
            path.show(step, position, view);
            policy.decide(view, target);
            final double overshoot = path.overshoot(step);
            final double low = Math.min(target.outerLow() + overshoot, target.centre());
            final double high = Math.max(target.outerHigh() - overshoot, target.centre());
            final double deviation = view.totalDelta();
            final double next = Math.min(Math.max(deviation, low), high);
            spent += k * path.price(step) * Math.abs(next - deviation);
            tracking += next * path.move(step);
            position = next - path.delta(step);
        }
        end(spent + k * path.price(path.steps()) * Math.abs(position), tracking);
    }

    /** The same by a band of one width, the quick way. */
    void hedge(final BookPath path, final double halfWidth) {
        final double k = path.book().costRate();
        double position = -path.delta(0);
        double spent = 0;
        double tracking = 0;
        for (int step = 0; step < path.steps(); step++) {
            final double edge = Math.max(halfWidth - path.overshoot(step), 0);
            final double deviation = position + path.delta(step);
            final double next = Math.min(Math.max(deviation, -edge), edge);
            spent += k * path.price(step) * Math.abs(next - deviation);
            tracking += next * path.move(step);
            position = next - path.delta(step);
        }
        end(spent + k * path.price(path.steps()) * Math.abs(position), tracking);
    }

    private void end(final double spent, final double tracking) {
        cost += spent;
        earned += tracking - spent;
        square += (tracking - spent) * (tracking - spent);
        count++;
    }

    /** {@return mean cost, USD} */
    double meanCost() {
        return cost / count;
    }

    /** {@return expected cost plus half the risk aversion times the variance of what was earned, USD} */
    double loss(final double riskAversion) {
        final double variance = (square - earned * earned / count) / (count - 1);
        return cost / count + 0.5 * riskAversion * variance;
    }
}
