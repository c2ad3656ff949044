package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.pricing.DeterministicMath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cost and error of one policy over its parameter, and the best of it at a given cost: between two neighbours the
 * logarithms of error and parameter are linear in the logarithm of cost; a point that costs less counts as well, for no
 * one must spend.
 */
final class Curve {
    private final double[] parameter;
    private final double[] cost;
    private final double[] error;

    private Curve(final double[] parameter, final double[] cost, final double[] error) {
        this.parameter = parameter;
        this.cost = cost;
        this.error = error;
    }

    /** Tracking error by a cost, with one block left out; samples in any order. */
    static Curve of(final List<Sample> samples, final Ledger.Figure cost, final int leftOut) {
        final List<Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingDouble(Sample::parameter));
        final Curve curve = new Curve(new double[sorted.size()], new double[sorted.size()], new double[sorted.size()]);
        for (int i = 0; i < sorted.size(); i++) {
            curve.parameter[i] = sorted.get(i).parameter();
            curve.cost[i] = Jackknife.mean(sorted.get(i).of(cost), leftOut);
            curve.error[i] = Jackknife.stdDev(sorted.get(i).of(Ledger.Figure.TRACKING), leftOut);
        }
        return curve;
    }

    static Curve of(final double[] parameter, final double[] cost, final double[] error) {
        return new Curve(parameter.clone(), cost.clone(), error.clone());
    }

    /**
     * The least error at a cost.
     *
     * @param most cost, above 0
     * @return parameter and error; NaN where every parameter costs more
     */
    Best at(final double most) {
        Best best = new Best(Double.NaN, Double.NaN);
        for (int i = 0; i < cost.length; i++) {
            if (cost[i] <= most && !(error[i] >= best.error)) {
                best = new Best(parameter[i], error[i]);
            }
            if (i > 0 && (cost[i] > most) != (cost[i - 1] > most) && cost[i] > 0 && cost[i - 1] > 0) {
                final Best between = between(i, most);
                best = between.error >= best.error ? best : between;
            }
        }
        return best;
    }

    private Best between(final int upper, final double most) {
        final double share =
                DeterministicMath.log(most / cost[upper - 1]) / DeterministicMath.log(cost[upper] / cost[upper - 1]);
        return new Best(
                between(parameter[upper - 1], parameter[upper], share), between(error[upper - 1], error[upper], share));
    }

    private static double between(final double from, final double to, final double share) {
        return from * DeterministicMath.exp(share * DeterministicMath.log(to / from));
    }

    /** A parameter and the error there. */
    record Best(double parameter, double error) {}
}
