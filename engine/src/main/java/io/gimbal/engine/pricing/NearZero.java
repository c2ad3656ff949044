package io.gimbal.engine.pricing;

/**
 * Exponential and logarithm around the point where their plain forms lose digits. Built on {@link DeterministicMath} by
 * the quotients of W. Kahan (HP-15C Advanced Functions Handbook, 1982), so the same bits everywhere; a few ulp. Pure.
 */
public final class NearZero {
    private NearZero() {}

    /**
     * e to the x, less one.
     *
     * @param x any number
     * @return from -1 upwards; NaN for NaN
     */
    public static double expm1(final double x) {
        final double power = DeterministicMath.exp(x);
        if (power == 1.0) {
            return x;
        }
        final double rounded = power - 1.0;
        if (rounded == -1.0 || power == Double.POSITIVE_INFINITY) {
            return rounded;
        }
        return rounded * (x / DeterministicMath.log(power));
    }

    /**
     * The natural logarithm of one more.
     *
     * @param x above -1
     * @return ln(1 + x); negative infinity for -1, NaN below it and for NaN
     */
    public static double log1p(final double x) {
        final double sum = 1.0 + x;
        if (sum == 1.0) {
            return x;
        }
        final double log = DeterministicMath.log(sum);
        return sum < Double.POSITIVE_INFINITY ? log * (x / (sum - 1.0)) : log;
    }

    /**
     * The inverse hyperbolic sine.
     *
     * @param x at least 0
     * @return at least 0; NaN below 0 and for NaN
     */
    public static double asinh(final double x) {
        if (!(x >= 0)) {
            return Double.NaN;
        }
        final double inverse = 1.0 / x;
        return log1p(x + x / (inverse + Math.sqrt(1.0 + inverse * inverse)));
    }
}
