package io.gimbal.engine.pricing.instrument;

import java.util.Arrays;

/**
 * Where an {@link ExerciseBoundary} is represented and integrated. Nodes are Chebyshev points in sqrt(t / T). An integral
 * over u from 0 to t runs over s from 0 to 1 with sqrt((t-u) / t) = 2 s / (1 + s^2) and sqrt(u / t) = (1 - s^2) / (1 + s^2),
 * so that integrands with roots at both ends are smooth.
 */
final class BoundaryGrid {
    private static final int HALVINGS = 3;
    private static final ChebyshevGrid GRID = new ChebyshevGrid(HALVINGS);
    private static final UnitQuadrature RULE = new UnitQuadrature(24);

    /** Nodes after the first, at which g is 0. */
    static final int NODES = GRID.intervals();

    /** Points of an integral. */
    static final int POINTS = RULE.size();

    private static final double[][][] WEIGHTS = weights();

    private BoundaryGrid() {}

    private static double[][][] weights() {
        final double[][][] weights = new double[NODES][POINTS][];
        for (int node = 0; node < NODES; node++) {
            for (int point = 0; point < POINTS; point++) {
                weights[node][point] = weightsAt(rootOfShare(node) * rootLeft(point));
            }
        }
        return weights;
    }

    /** {@return sqrt(t / T) of a node} */
    static double rootOfShare(final int node) {
        return GRID.node(node + 1);
    }

    /** {@return what each node's value counts for at a point of a node's integral} */
    static double[] weights(final int node, final int point) {
        return WEIGHTS[node][point];
    }

    /** {@return what each node's value counts for where sqrt(t / T) is given} */
    static double[] weightsAt(final double rootOfShare) {
        final double[] all = GRID.weightsAt(rootOfShare);
        return Arrays.copyOfRange(all, 1, all.length);
    }

    /** {@return sqrt((t-u) / t) at a point} */
    static double rootGone(final int point) {
        return rootGone(RULE.node(point));
    }

    /** {@return sqrt(u / t) at a point} */
    static double rootLeft(final int point) {
        return rootLeft(RULE.node(point));
    }

    /** {@return the weight of a point for an integral over u / t that has sqrt((t-u) / t) as a divisor} */
    static double weight(final int point) {
        return weight(RULE.node(point)) * RULE.weight(point);
    }

    /** {@return sqrt((t-u) / t) at s} */
    static double rootGone(final double s) {
        return 2.0 * s / (1.0 + s * s);
    }

    /** {@return sqrt(u / t) at s} */
    static double rootLeft(final double s) {
        return (1.0 - s * s) / (1.0 + s * s);
    }

    /** {@return |d(u/t)/ds| / sqrt((t-u) / t) at s} */
    static double weight(final double s) {
        return 4.0 * rootLeft(s) / (1.0 + s * s);
    }
}
