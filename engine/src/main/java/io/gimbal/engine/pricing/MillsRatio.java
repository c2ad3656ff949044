package io.gimbal.engine.pricing;

/**
 * The Mills ratio of the normal distribution, R(u) = (1 - N(u)) / n(u): the upper tail in units of the density. With it
 * a tail costs no second exponential and keeps its relative accuracy however far out.
 *
 * <p>The product R(u) (u + 4) is smooth from u = 0 to infinity and tends to 1. It is a polynomial of degree 24 in
 * t = (u - 4) / (u + 4): the truncated Chebyshev expansion on [-1, 1], computed with 60 digits, truncation error 1.4e-17.
 * Every fourth power is summed apart to quarter the chain of dependent operations.
 */
final class MillsRatio {
    private static final double SHIFT = 4.0;

    private static final double M0 = 1.8932190633084853;
    private static final double M1 = -1.5237709108199835;
    private static final double M2 = 0.9704095548675884;
    private static final double M3 = -0.4675409629983325;
    private static final double M4 = 0.15139176231244347;
    private static final double M5 = -0.018900450861711257;
    private static final double M6 = -0.008722295274260125;
    private static final double M7 = 0.004087855681200072;
    private static final double M8 = 0.0003342446162328441;
    private static final double M9 = -0.0005792693046478719;
    private static final double M10 = -4.783264259417208e-06;
    private static final double M11 = 8.809573121072339e-05;
    private static final double M12 = 1.796397121404079e-06;
    private static final double M13 = -1.4843277679080298e-05;
    private static final double M14 = -1.5787665654677415e-06;
    private static final double M15 = 2.5687553112297302e-06;
    private static final double M16 = 6.829633831673547e-07;
    private static final double M17 = -4.004939292511808e-07;
    private static final double M18 = -2.1774195022040318e-07;
    private static final double M19 = 4.473060051451059e-08;
    private static final double M20 = 5.371103765159714e-08;
    private static final double M21 = -1.4722998923777606e-09;
    private static final double M22 = -9.351340444827594e-09;
    private static final double M23 = -3.0073979672341416e-10;
    private static final double M24 = 8.530838860266548e-10;

    private MillsRatio() {}

    /**
     * The ratio at one point, relative error below 1e-15.
     *
     * @param u at least 0; infinity gives 0
     * @return (1 - N(u)) / n(u), from sqrt(pi / 2) at 0 down to 0
     */
    static double at(final double u) {
        final double reciprocal = 1.0 / (u + SHIFT);
        final double t = Math.fma(-2.0 * SHIFT, reciprocal, 1.0);
        final double square = t * t;
        final double fourth = square * square;
        final double zeroth = Math.fma(Polynomial.of(fourth, M4, M8, M12, M16, M20, M24), fourth, M0);
        final double first = Polynomial.of(fourth, M1, M5, M9, M13, M17, M21);
        final double second = Polynomial.of(fourth, M2, M6, M10, M14, M18, M22);
        final double third = Polynomial.of(fourth, M3, M7, M11, M15, M19, M23);
        final double even = Math.fma(square, second, zeroth);
        final double odd = Math.fma(square, third, first);
        return reciprocal * Math.fma(t, odd, even);
    }
}
