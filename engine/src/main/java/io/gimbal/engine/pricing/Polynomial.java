package io.gimbal.engine.pricing;

/**
 * Horner's rule in fused steps, coefficients from the constant upwards. Longer polynomials are sums of these, each in a
 * power of the variable, so that a processor works at several at once. Small enough for every compiler to inline.
 */
final class Polynomial {
    private Polynomial() {}

    static double of(final double x, final double c0, final double c1, final double c2) {
        return Math.fma(Math.fma(c2, x, c1), x, c0);
    }

    static double of(final double x, final double c0, final double c1, final double c2, final double c3) {
        return Math.fma(of(x, c1, c2, c3), x, c0);
    }

    static double of(
            final double x, final double c0, final double c1, final double c2, final double c3, final double c4) {
        return Math.fma(of(x, c1, c2, c3, c4), x, c0);
    }

    static double of(
            final double x,
            final double c0,
            final double c1,
            final double c2,
            final double c3,
            final double c4,
            final double c5) {
        return Math.fma(of(x, c1, c2, c3, c4, c5), x, c0);
    }
}
