package io.gimbal.engine.pricing.surface;

/**
 * Coefficients of the minimum-variance delta, for calls and puts apart: delta + vega / (S sqrt(T)) (a + b delta + c
 * delta^2). Source: J. Hull and A. White, "Optimal delta hedging for options", Journal of Banking and Finance 82 (2017),
 * equation 5.
 *
 * @param calls of calls
 * @param puts  of puts, whose delta is negative
 */
public record HullWhiteCoefficients(Side calls, Side puts) {
    /** Nothing known: the minimum-variance delta is Black's. */
    public static final HullWhiteCoefficients ZERO =
            new HullWhiteCoefficients(new Side(0.0, 0.0, 0.0), new Side(0.0, 0.0, 0.0));

    /**
     * One side's coefficients, dimensionless.
     *
     * @param a of the constant
     * @param b of delta
     * @param c of delta squared
     */
    public record Side(double a, double b, double c) {
        double slope(final double delta) {
            final double size = Math.abs(delta);
            return size >= HullWhiteRegression.LEAST_DELTA && size <= HullWhiteRegression.LARGEST_DELTA
                    ? a + delta * (b + delta * c)
                    : 0.0;
        }
    }

    /**
     * What a regression estimated last.
     *
     * @param regression read, not kept
     * @return its coefficients, 0 where they do not count
     */
    public static HullWhiteCoefficients of(final HullWhiteRegression regression) {
        return new HullWhiteCoefficients(side(regression, true), side(regression, false));
    }

    private static Side side(final HullWhiteRegression regression, final boolean isCall) {
        return new Side(
                regression.coefficient(isCall, 0),
                regression.coefficient(isCall, 1),
                regression.coefficient(isCall, 2));
    }

    /**
     * What is added to delta, before the factor vega / (S sqrt(T)).
     *
     * @param isCall else a put
     * @param delta  Black's
     * @return a + b delta + c delta^2; 0 where |delta| is out of the bounds of {@link HullWhiteRegression}, or NaN
     */
    public double slope(final boolean isCall, final double delta) {
        return (isCall ? calls : puts).slope(delta);
    }
}
