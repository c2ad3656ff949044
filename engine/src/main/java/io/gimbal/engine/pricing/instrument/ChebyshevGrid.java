package io.gimbal.engine.pricing.instrument;

import java.util.Arrays;

/**
 * Polynomial interpolation on [0, 1] at Chebyshev points of the second kind, both ends among them, in barycentric form.
 * The cosines come from that of a third of a half-turn by halving angles, which needs square roots only. Source:
 * J.-P. Berrut and L. Trefethen, "Barycentric Lagrange interpolation", SIAM Review 46 (2004).
 */
final class ChebyshevGrid {
    private static final int THIRDS = 3;
    private static final double COSINE_OF_A_THIRD = 0.5;

    private final double[] nodes;

    /** Creates a grid of 3 times 2 to the power of {@code halvings} intervals. */
    ChebyshevGrid(final int halvings) {
        final int intervals = THIRDS << halvings;
        double cosine = COSINE_OF_A_THIRD;
        for (int i = 0; i < halvings; i++) {
            cosine = Math.sqrt(0.5 + 0.5 * cosine);
        }
        nodes = new double[intervals + 1];
        double before = cosine;
        double current = 1.0;
        for (int i = 0; i <= intervals; i++) {
            nodes[i] = 0.5 - 0.5 * current;
            final double next = 2.0 * cosine * current - before;
            before = current;
            current = next;
        }
        nodes[intervals] = 1.0;
    }

    /** {@return the number of intervals, one less than that of nodes} */
    int intervals() {
        return nodes.length - 1;
    }

    /** {@return a node: 0 is the first, 1 the last} */
    double node(final int index) {
        return nodes[index];
    }

    /**
     * What each node's value counts for at a place between them.
     *
     * @param x in [0, 1]
     * @return one weight per node; they add up to 1
     */
    double[] weightsAt(final double x) {
        final double[] weights = new double[nodes.length];
        double sum = 0.0;
        for (int i = 0; i < nodes.length; i++) {
            final double distance = x - nodes[i];
            if (distance == 0.0) {
                Arrays.fill(weights, 0.0);
                weights[i] = 1.0;
                return weights;
            }
            final double end = i == 0 || i == nodes.length - 1 ? 0.5 : 1.0;
            weights[i] = ((i & 1) == 0 ? end : -end) / distance;
            sum += weights[i];
        }
        for (int i = 0; i < nodes.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
