package io.gimbal.engine.greeks;

/**
 * How much of the (forward, time) plane one Chebyshev fit covers, and with how many points. Immutable; the tables of a
 * shape are computed once.
 *
 * <p>The forward's axis is x = ln(F / F0) on [-h, h] with h a multiple of the strip's smallest standard deviation: the
 * degree that a wanted accuracy needs depends on that multiple alone, neither on the time left nor on how many options
 * there are. The time axis runs from the years left now down to a fraction less. Both use Chebyshev points of the second
 * kind, cos(pi k / n).
 */
final class FitShape {
    /** For strips whose volatilities change often: cheap to build, of use for minutes. */
    static final FitShape NARROW = new FitShape(16, 1.0, 4, 0.005);

    /** For strips that stay: costs three times as much, lasts ten times as long. */
    static final FitShape WIDE = new FitShape(32, 3.0, 6, 0.04);

    private static final double PI = 3.141592653589793;
    private static final double QUARTER = 0.25;
    private static final int SERIES_TERMS = 10;

    final int degree;
    final double halfWidthInStdDevs;
    final int timeNodes;
    final double timeFraction;
    private final double[] forwardPoints;
    private final double[] timePoints;
    private final double[] transform;

    private FitShape(
            final int degree, final double halfWidthInStdDevs, final int timeNodes, final double timeFraction) {
        this.degree = degree;
        this.halfWidthInStdDevs = halfWidthInStdDevs;
        this.timeNodes = timeNodes;
        this.timeFraction = timeFraction;
        this.forwardPoints = points(degree);
        this.timePoints = points(timeNodes - 1);
        this.transform = transformTable();
    }

    /** Nodes of the whole grid: what a build evaluates each record at. */
    int nodes() {
        return timeNodes * (degree + 1);
    }

    /** The k-th point of the forward's axis on [-1, 1], falling from 1. */
    double forwardPoint(final int k) {
        return forwardPoints[k];
    }

    /** The j-th point of the time axis on [-1, 1], falling from 1. */
    double timePoint(final int j) {
        return timePoints[j];
    }

    /** What the value at the k-th point counts in the j-th coefficient: the discrete cosine transform. */
    double transform(final int j, final int k) {
        return transform[j * (degree + 1) + k];
    }

    private double[] transformTable() {
        final double[] table = new double[(degree + 1) * (degree + 1)];
        for (int j = 0; j <= degree; j++) {
            for (int k = 0; k <= degree; k++) {
                table[j * (degree + 1) + k] = 2.0 / degree * half(j) * half(k) * polynomialAtPoint(j, k);
            }
        }
        return table;
    }

    private double half(final int i) {
        return i == 0 || i == degree ? 0.5 : 1.0;
    }

    /** T_j at the k-th point, cos(pi j k / n). */
    private double polynomialAtPoint(final int j, final int k) {
        final int m = j * k % (2 * degree);
        return forwardPoints[m > degree ? 2 * degree - m : m];
    }

    private static double[] points(final int n) {
        final double[] points = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            points[k] = cosineOfHalfTurns((double) k / n);
        }
        return points;
    }

    /** cos(pi u) for u in [0, 1], exactly symmetric about 1/2. */
    private static double cosineOfHalfTurns(final double u) {
        if (u > 0.5) {
            return -cosineOfHalfTurns(1.0 - u);
        }
        return u <= QUARTER ? cosineSeries(PI * u) : sineSeries(PI * (0.5 - u));
    }

    private static double cosineSeries(final double angle) {
        return alternatingSeries(angle, 1.0, 0);
    }

    private static double sineSeries(final double angle) {
        return alternatingSeries(angle, angle, 1);
    }

    private static double alternatingSeries(final double angle, final double first, final int power) {
        double sum = 0.0;
        double term = first;
        int p = power;
        for (int i = 0; i < SERIES_TERMS; i++) {
            sum += term;
            term *= -angle * angle / ((p + 1) * (p + 2));
            p += 2;
        }
        return sum;
    }
}
