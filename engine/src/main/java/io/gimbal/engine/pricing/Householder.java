package io.gimbal.engine.pricing;

/**
 * One step of Householder's third-order method for the logarithm of a price (or of its complement) as a function of the
 * standard deviation s. Convergence is of fourth order: a guess off by 1e-4 of s leaves less than the rounding.
 *
 * <p>Both models have a vega n(s) whose logarithm has simple derivatives, so all three derivatives of f = ln(price)
 * follow from r = price / n and g = n'/n: f' = 1/r, f''/f' = g - 1/r, f'''/f' = (g - 1/r)^2 + g' - (g - 1/r)/r.
 * Source: A. Householder, "The Numerical Treatment of a Single Nonlinear Equation" (1970); its use on Black's formula
 * P. Jaeckel, "Let's be rational", Wilmott (2015).
 */
final class Householder {
    private static final double SIXTH = 1.0 / 6.0;

    private Householder() {}

    /**
     * The factor by which the third-order step differs from Newton's. All arguments are scaled by s to be without a
     * unit, and the step is in units of s.
     *
     * @param newton    Newton's step over s, -f r / s
     * @param ratio     r / s, the price at s over vega and s; negative when f is of a price that falls with s
     * @param slope     g s, logarithmic derivative of the vega by s
     * @param curvature g' s^2, its derivative
     * @return the factor, near 1 where Newton's step is small; anything, also NaN, where that is large
     */
    static double factor(final double newton, final double ratio, final double slope, final double curvature) {
        final double perRatio = 1.0 / ratio;
        final double second = slope - perRatio;
        final double third = Math.fma(second, second, curvature) - second * perRatio;
        final double numerator = Math.fma(0.5 * second, newton, 1.0);
        final double denominator = Math.fma(newton, Math.fma(SIXTH * third, newton, second), 1.0);
        return numerator / denominator;
    }
}
