package io.gimbal.engine.pricing.surface;

/**
 * Finds a raw SVI to start from where no earlier slice is known: over a grid of m and sigma, in which w is linear in the
 * other three, takes the best least-squares solution that is a valid slice. Owned by one thread.
 *
 * <p>Source: the quasi-explicit calibration of Zeliade Systems (S. De Marco and C. Martini, 2009), here on a fixed grid.
 */
final class ColdStart {
    private static final int COEFFICIENTS = 3;
    private static final double RIDGE = 1e-9;
    private static final double STEEPEST_TILT = 0.95;
    private static final double LEAST_SHARE = 0.01;

    private final double[] centres = {-4.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 4.0};
    private final double[] widths = {0.25, 0.5, 1.0, 2.0, 4.0, 8.0};
    private final NormalEquations equations = new NormalEquations(COEFFICIENTS);
    private final double[] row = new double[COEFFICIENTS];
    private final double[] solution = new double[COEFFICIENTS];
    private final SviParameters candidate = new SviParameters();

    ColdStart() {}

    /** Writes the best start; a flat smile where no point of the grid gives a valid slice. */
    void find(final SmileQuotes quotes, final double years, final double stdDev, final SviParameters out) {
        out.set(LEAST_SHARE * stdDev * stdDev, 0.5 * stdDev, 0.0, 0.0, 2.0 * stdDev);
        double best = cost(quotes, years, out);
        for (final double centre : centres) {
            for (final double width : widths) {
                if (!solve(quotes, years, centre * stdDev, width * stdDev)) {
                    continue;
                }
                final double cost = cost(quotes, years, candidate);
                if (cost < best) {
                    best = cost;
                    out.copyFrom(candidate);
                }
            }
        }
    }

    // w = a + d y + c z with y = (k - m) / sigma, z = sqrt(y^2 + 1), c = b sigma, d = rho c.
    private boolean solve(final SmileQuotes quotes, final double years, final double m, final double sigma) {
        equations.clear(COEFFICIENTS);
        for (int i = 0; i < quotes.count(); i++) {
            final double y = (quotes.k(i) - m) / sigma;
            final double vol = quotes.midVol(i);
            final double error = 2.0 * vol * years * quotes.halfSpread(i);
            row[0] = 1.0;
            row[1] = y;
            row[2] = Math.sqrt(y * y + 1.0);
            equations.add(-vol * vol * years, 1.0 / (error * error), row);
        }
        if (!equations.solve(RIDGE, solution)) {
            return false;
        }
        final double c = solution[2];
        if (!(c > 0.0)) {
            return false;
        }
        final double rho = Math.min(Math.max(solution[1] / c, -STEEPEST_TILT), STEEPEST_TILT);
        candidate.set(solution[0], c / sigma, rho, m, sigma);
        return candidate.isValid();
    }

    private static double cost(final SmileQuotes quotes, final double years, final SviParameters slice) {
        double sum = 0.0;
        for (int i = 0; i < quotes.count(); i++) {
            final double vol = Math.sqrt(slice.totalVariance(quotes.k(i)) / years);
            sum += Math.abs(vol - quotes.midVol(i)) / quotes.halfSpread(i);
        }
        return sum;
    }
}
