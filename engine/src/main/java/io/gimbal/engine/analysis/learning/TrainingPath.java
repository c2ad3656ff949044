package io.gimbal.engine.analysis.learning;

import static io.gimbal.engine.hedging.policy.network.NetworkShape.HIDDEN;
import static io.gimbal.engine.hedging.policy.network.NetworkShape.INPUTS;
import static io.gimbal.engine.hedging.policy.network.NetworkShape.OUTPUTS;

import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.NetworkInputs;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkScratch;
import io.gimbal.engine.hedging.policy.network.NetworkShape;

/**
 * One path hedged by a network in training: the deviation is clamped into the band at every step, and the exact
 * derivative of tracking and cost by every weight is carried back through all clamps. Owned by one thread.
 *
 * <p>A step whose deviation is inside the narrowest band that a network can say needs no network, and only a step that
 * trades has a derivative by it; the others pass on what the next ones hand them.
 */
final class TrainingPath {
    private static final double LEAST_FACTOR = 0.25;
    private static final byte INSIDE = 0;
    private static final byte LOW = 1;
    private static final byte HIGH = 2;

    private final BookPath path;
    private final byte[] side;
    private final double[] hedge;
    private final double[] widthSlope;
    private final double[] inputs;
    private final NetworkInputs seen = new NetworkInputs();
    private final NetworkScratch scratch = new NetworkScratch();
    private final HedgeView view = new HedgeView();
    private final double[] secondSlope = new double[HIDDEN];
    private final double[] firstSlope = new double[HIDDEN];
    private double tracking;
    private double cost;
    private double priorCost;

    TrainingPath(final BookPath path) {
        this.path = path;
        side = new byte[path.steps()];
        hedge = new double[path.steps()];
        widthSlope = new double[path.steps()];
        inputs = new double[path.steps() * INPUTS];
    }

    BookPath path() {
        return path;
    }

    /** Hedges from the target on to the end, where the hedge is sold. */
    void hedge(final double[] row) {
        double position = -path.delta(0);
        tracking = 0;
        cost = 0;
        priorCost = 0;
        for (int step = 0; step < path.steps(); step++) {
            path.show(step, position, view);
            final double deviation = position + path.delta(step);
            final double next = clamped(row, step, deviation) - path.delta(step);
            cost += path.book().costRate() * path.price(step) * Math.abs(next - position);
            tracking += (next + path.delta(step)) * path.move(step);
            position = next;
            hedge[step] = next;
        }
        final double unwind = path.book().costRate() * path.price(path.steps()) * Math.abs(position);
        cost += unwind;
        priorCost += unwind;
    }

    private double clamped(final double[] row, final int step, final double deviation) {
        side[step] = INSIDE;
        final boolean isSeen =
                seen.see(view, path.book().costRate(), path.book().riskAversion());
        final double prior = seen.prior();
        if (!isSeen) {
            return deviation;
        }
        priorCost += path.priorCost(step, seen.edge());
        final double overshoot = path.overshoot(step);
        final double narrowest = Math.min(LEAST_FACTOR * prior, path.pin(step)) - overshoot;
        if (Math.abs(deviation) <= narrowest) {
            return deviation;
        }
        seen.fill(view);
        seen.copyTo(inputs, step * INPUTS);
        BandNetwork.run(row, inputs, step * INPUTS, scratch);
        final boolean isSpoken = BandNetwork.isInside(row, scratch);
        final int output = deviation < 0 ? 0 : 1;
        final double factor = isSpoken ? BandNetwork.factor(scratch.raw(output)) : 1;
        final double width = Math.min(factor * prior, path.pin(step));
        final double edge = Math.max(width - overshoot, 0);
        if (Math.abs(deviation) <= edge) {
            return deviation;
        }
        final boolean isFree = isSpoken && factor * prior < path.pin(step) && width > overshoot;
        side[step] = output == 0 ? LOW : HIGH;
        widthSlope[step] = isFree ? width * BandNetwork.factorSlope(scratch.raw(output)) : 0;
        return output == 0 ? -edge : edge;
    }

    /**
     * Carries derivatives back.
     *
     * @param row        the words hedged with
     * @param byTracking derivative of the loss by tracking
     * @param byCost     derivative of the loss by cost
     * @param gradient   takes the derivative by each word on top of what is there
     */
    void back(final double[] row, final double byTracking, final double byCost, final double[] gradient) {
        final int last = path.steps() - 1;
        final double k = path.book().costRate();
        double byHedge = byCost * k * path.price(path.steps()) * Math.signum(hedge[last]);
        for (int step = last; step >= 0; step--) {
            final double before = step == 0 ? -path.delta(0) : hedge[step - 1];
            final double byTrade = byCost * k * path.price(step) * Math.signum(hedge[step] - before);
            byHedge += byTracking * path.move(step);
            if (side[step] != INSIDE) {
                byHedge += byTrade;
                if (widthSlope[step] != 0) {
                    final int output = side[step] == LOW ? 0 : 1;
                    final double byRaw = (output == 0 ? -byHedge : byHedge) * widthSlope[step];
                    spread(row, step, output, byRaw, gradient);
                }
                byHedge = -byTrade;
            }
        }
    }

    private void spread(
            final double[] row, final int step, final int output, final double byRaw, final double[] gradient) {
        BandNetwork.run(row, inputs, step * INPUTS, scratch);
        gradient[NetworkShape.LAST_BIAS + output] += byRaw;
        for (int i = 0; i < HIDDEN; i++) {
            final int at = NetworkShape.LAST + output * HIDDEN + i;
            gradient[at] += byRaw * scratch.second(i);
            secondSlope[i] = byRaw * row[at] * slope(scratch.second(i));
            firstSlope[i] = 0;
        }
        for (int neuron = 0; neuron < HIDDEN; neuron++) {
            final double slope = secondSlope[neuron];
            gradient[NetworkShape.SECOND_BIAS + neuron] += slope;
            final int from = NetworkShape.SECOND + neuron * HIDDEN;
            for (int i = 0; i < HIDDEN; i++) {
                gradient[from + i] += slope * scratch.first(i);
                firstSlope[i] += slope * row[from + i];
            }
        }
        for (int neuron = 0; neuron < HIDDEN; neuron++) {
            final double slope = firstSlope[neuron] * slope(scratch.first(neuron));
            gradient[NetworkShape.FIRST_BIAS + neuron] += slope;
            final int from = NetworkShape.FIRST + neuron * INPUTS;
            for (int i = 0; i < INPUTS; i++) {
                gradient[from + i] += slope * scratch.standard(i);
            }
        }
    }

    /** Of x / (1 + |x|), by its own value. */
    private static double slope(final double value) {
        final double rest = 1 - Math.abs(value);
        return rest * rest;
    }

    /** {@return what the deviations earned, USD} */
    double tracking() {
        return tracking;
    }

    /** {@return of all trades, USD} */
    double cost() {
        return cost;
    }

    /** {@return what the best band would cost in the limit of small costs, error and unwinding included; USD} */
    double priorCost() {
        return priorCost;
    }

    static int trained() {
        return NetworkShape.LAST_BIAS + OUTPUTS;
    }
}
