package io.gimbal.engine.pricing.instrument;

/**
 * Gauss-Legendre quadrature on [0, 1], with nodes and weights computed by exact operations alone, so they are the same
 * everywhere. The zeros of each Legendre polynomial lie between those of the one before, which brackets them. Source:
 * M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions" (1964), 25.4.29.
 */
final class UnitQuadrature {
    private static final int BISECTIONS = 12;
    private static final int NEWTON_STEPS = 5;

    private final double[] nodes;
    private final double[] weights;

    /** Creates the rule of so many nodes, at least 1; exact for polynomials of degree 2 count - 1. */
    UnitQuadrature(final int count) {
        double[] zeros = {};
        for (int degree = 1; degree <= count; degree++) {
            zeros = zerosBetween(zeros, degree);
        }
        nodes = new double[count];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            final double x = zeros[i];
            final double slope = slope(count, x);
            nodes[i] = 0.5 + 0.5 * x;
            weights[i] = 1.0 / ((1.0 - x * x) * slope * slope);
        }
    }

    /** {@return how many nodes} */
    int size() {
        return nodes.length;
    }

    /** {@return a node, in (0, 1), rising with its index} */
    double node(final int index) {
        return nodes[index];
    }

    /** {@return its weight; all add up to 1} */
    double weight(final int index) {
        return weights[index];
    }

    private static double[] zerosBetween(final double[] lower, final int degree) {
        final double[] zeros = new double[degree];
        for (int i = 0; i < degree; i++) {
            final double from = i == 0 ? -1.0 : lower[i - 1];
            final double to = i == degree - 1 ? 1.0 : lower[i];
            zeros[i] = zeroBetween(from, to, degree);
        }
        return zeros;
    }

    private static double zeroBetween(final double from, final double to, final int degree) {
        double low = from;
        double high = to;
        final boolean isNegativeBelow = value(degree, low) < 0.0;
        for (int i = 0; i < BISECTIONS; i++) {
            final double middle = 0.5 * (low + high);
            if (value(degree, middle) < 0.0 == isNegativeBelow) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double zero = 0.5 * (low + high);
        for (int i = 0; i < NEWTON_STEPS; i++) {
            zero -= value(degree, zero) / slope(degree, zero);
        }
        return zero;
    }

    private static double value(final int degree, final double x) {
        double before = 0.0;
        double value = 1.0;
        for (int n = 1; n <= degree; n++) {
            final double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
            before = value;
            value = next;
        }
        return value;
    }

    private static double slope(final int degree, final double x) {
        return degree * (value(degree - 1, x) - x * value(degree, x)) / (1.0 - x * x);
    }
}
