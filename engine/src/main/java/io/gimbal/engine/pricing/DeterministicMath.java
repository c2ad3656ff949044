package io.gimbal.engine.pricing;

/**
 * Elementary functions that give the same bits on every JDK, in the interpreter, C1 and C2: they use only operations
 * that IEEE 754 defines exactly ({@code + - * /}, square root, fused multiply-add) and moves of bits. The JDK's own
 * {@code Math.exp} and its kin may differ in the last bits from one version to the next, and {@code StrictMath} is
 * slower than needed.
 *
 * <p>Polynomials are truncated Chebyshev expansions of the remainder named at each of them, computed with 60 decimal
 * digits. All functions are pure, allocate nothing, and return NaN for NaN.
 */
public final class DeterministicMath {
    private static final double LOG2_E = 1.4426950408889634;

    // Forty bits, so that any exponent times this is exact; the rest of ln 2 follows.
    private static final double LN2_HIGH = 0.6931471805592082;
    private static final double LN2_LOW = 7.371002565167799e-13;

    private static final double EXP_OVERFLOW = 709.782712893384;
    private static final double EXP_UNDERFLOW = -745.1332191019412;

    private static final int EXPONENT_BITS = 52;
    private static final int EXPONENT_BIAS = 1023;
    private static final int SUBNORMAL_SHIFT = 54;
    private static final double TWO_TO_54 = 0x1.0p54;
    private static final double TWO_TO_MINUS_54 = 0x1.0p-54;
    private static final long ROOT_HALF_AS_BITS = 0x3FE6A09E667F3BCDL;

    // A third of the exponent, and a mantissa that makes the worst first guess of a cube root 3.2 % off.
    private static final long CUBE_ROOT_BIAS = 0x2A9F760000000000L;
    private static final double CUBE_RANGE_LOW = 0x1.0p-960;
    private static final double CUBE_RANGE_HIGH = 0x1.0p1000;
    private static final double TWO_TO_18 = 0x1.0p18;
    private static final double TWO_TO_MINUS_18 = 0x1.0p-18;

    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;

    /** Beyond this many standard deviations the normal density and its tail are below the smallest double. */
    private static final double DENSITY_UNDERFLOW = 38.6;

    // (e^r - 1 - r) / r^2 on |r| <= ln(2)/2, error 2e-19 of e^r.
    private static final double E0 = 0.5;
    private static final double E1 = 0.1666666666666667;
    private static final double E2 = 0.04166666666666668;
    private static final double E3 = 0.008333333333326134;
    private static final double E4 = 0.0013888888888879073;
    private static final double E5 = 0.00019841269874822307;
    private static final double E6 = 2.4801587336443602e-05;
    private static final double E7 = 2.755725539833871e-06;
    private static final double E8 = 2.7557263277791584e-07;
    private static final double E9 = 2.5105217695684516e-08;
    private static final double E10 = 2.091813816945801e-09;

    // (2 artanh(s) - 2 s) / s^3 in z = s^2 on 0 <= s <= (sqrt(2) - 1) / (sqrt(2) + 1), error 1e-18 of the logarithm.
    private static final double L0 = 0.6666666666666666;
    private static final double L1 = 0.40000000000000885;
    private static final double L2 = 0.2857142857080074;
    private static final double L3 = 0.22222222392309024;
    private static final double L4 = 0.18181795581488394;
    private static final double L5 = 0.1538624266836552;
    private static final double L6 = 0.13268698800146927;
    private static final double L7 = 0.13087358019991335;

    // (N(z) - 1/2) / z in z^2 on |z| <= 1, error 3e-17.
    private static final double C0 = 0.3989422804014327;
    private static final double C1 = -0.06649038006690544;
    private static final double C2 = 0.009973557010035806;
    private static final double C3 = -0.0011873282154802542;
    private static final double C4 = 0.00011543468761421916;
    private static final double C5 = -9.444656248451876e-06;
    private static final double C6 = 6.659693116041523e-07;
    private static final double C7 = -4.1226578582825246e-08;
    private static final double C8 = 2.273377269408955e-09;
    private static final double C9 = -1.1285020916451618e-10;
    private static final double C10 = 5.003112467600408e-12;
    private static final double C11 = -1.687966761142046e-13;

    private DeterministicMath() {}

    /**
     * The exponential function, within 1 ulp for normal results and 1.5 ulp for subnormal ones. The argument is reduced
     * by the nearest multiple of ln 2.
     *
     * @param x any number
     * @return e to the x; 0 below -745.14, positive infinity above 709.79, NaN for NaN
     */
    public static double exp(final double x) {
        if (!(x >= EXP_UNDERFLOW)) {
            return x < EXP_UNDERFLOW ? 0.0 : x;
        }
        if (x > EXP_OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        final double multiple = Math.rint(x * LOG2_E);
        final double high = Math.fma(-multiple, LN2_HIGH, x);
        final double r = Math.fma(-multiple, LN2_LOW, high);
        final double square = r * r;
        final double odd = expOdd(square);
        final double even = expEven(square);
        return scale(1.0 + Math.fma(square, Math.fma(r, odd, even), r), (int) multiple);
    }

    /**
     * The natural logarithm, within 1 ulp. The argument is reduced to a power of two times a number between
     * sqrt(1/2) and sqrt(2), so that the relative accuracy holds next to 1 too.
     *
     * @param x any number
     * @return ln x; negative infinity for 0, positive infinity for positive infinity, NaN below 0 and for NaN
     */
    public static double log(final double x) {
        if (!(x > 0.0 && x < Double.POSITIVE_INFINITY)) {
            return logOutsideRange(x);
        }
        final boolean subnormal = x < Double.MIN_NORMAL;
        final long bits = Double.doubleToRawLongBits(subnormal ? x * TWO_TO_54 : x);
        final int exponent = (int) ((bits - ROOT_HALF_AS_BITS) >> EXPONENT_BITS);
        final double mantissa = Double.longBitsToDouble(bits - ((long) exponent << EXPONENT_BITS));
        return logOfParts(mantissa, subnormal ? exponent - SUBNORMAL_SHIFT : exponent);
    }

    /**
     * The cube root, within 1 ulp: two steps of Halley's method from a guess made of the bits, and one of Newton's
     * with the residual computed exactly.
     *
     * @param x any number
     * @return the real cube root, of the same sign; zeros, infinities and NaN are returned as they are
     */
    public static double cbrt(final double x) {
        final double magnitude = Math.abs(x);
        if (!(magnitude > 0.0 && magnitude < Double.POSITIVE_INFINITY)) {
            return x;
        }
        final double root = cubeRootOfMagnitude(magnitude);
        return x < 0.0 ? -root : root;
    }

    /**
     * The density of the standard normal distribution, relative error below 5e-16 where the result is a normal number.
     *
     * @param z standard deviations from the mean
     * @return exp(-z^2 / 2) / sqrt(2 pi); 0 for infinities, NaN for NaN
     */
    public static double normalPdf(final double z) {
        final double magnitude = Math.abs(z);
        if (!(magnitude < DENSITY_UNDERFLOW)) {
            return magnitude >= DENSITY_UNDERFLOW ? 0.0 : z;
        }
        final double square = z * z;
        final double rest = Math.fma(z, z, -square);
        final double density = INVERSE_ROOT_TWO_PI * exp(-0.5 * square);
        return Math.fma(-0.5 * rest, density, density);
    }

    /**
     * The standard normal distribution function, absolute error below 2e-16; in the lower tail also relative error
     * below 1e-15 where the result is a normal number. Exactly 1/2 at 0.
     *
     * @param z standard deviations from the mean
     * @return the probability of a value not above z, in [0, 1]; NaN for NaN
     */
    public static double normalCdf(final double z) {
        final double magnitude = Math.abs(z);
        if (magnitude <= 1.0) {
            return Math.fma(z, centralSlope(z * z), 0.5);
        }
        if (!(magnitude < DENSITY_UNDERFLOW)) {
            return magnitude >= DENSITY_UNDERFLOW ? z > 0.0 ? 1.0 : 0.0 : z;
        }
        final double tail = normalPdf(magnitude) * MillsRatio.at(magnitude);
        return z > 0.0 ? 1.0 - tail : tail;
    }

    /**
     * The inverse of the standard normal distribution function, relative error below 1e-15 over the whole range, the
     * lower tail down to the smallest double included. The upper tail of q is minus the lower of q: prefer
     * {@code -normalInverse(q)} to {@code normalInverse(1.0 - q)}, which knows only the digits that 1 - q kept.
     *
     * @param p a probability
     * @return z with N(z) = p; negative infinity for 0, positive infinity for 1, NaN outside [0, 1] and for NaN
     */
    public static double normalInverse(final double p) {
        return NormalQuantile.at(p);
    }

    /**
     * The logarithm of a quotient, accurate next to 1 where the rounding of the quotient itself would be felt: it adds
     * the part of the quotient that rounding took away.
     *
     * @param numerator   positive and finite
     * @param denominator positive and finite
     * @return ln(numerator / denominator), exactly 0 for equal arguments
     */
    public static double logRatio(final double numerator, final double denominator) {
        final double ratio = numerator / denominator;
        if (!(ratio >= Double.MIN_NORMAL && ratio <= Double.MAX_VALUE)) {
            return log(numerator) - log(denominator);
        }
        final double remainder = Math.fma(-ratio, denominator, numerator);
        return log(ratio) + remainder / numerator;
    }

    private static double expEven(final double square) {
        return Polynomial.of(square, E0, E2, E4, E6, E8, E10);
    }

    private static double expOdd(final double square) {
        return Polynomial.of(square, E1, E3, E5, E7, E9);
    }

    private static double scale(final double value, final int exponent) {
        if (exponent > -EXPONENT_BIAS && exponent <= EXPONENT_BIAS) {
            return value * powerOfTwo(exponent);
        }
        return exponent > 0
                ? value * 2.0 * powerOfTwo(exponent - 1)
                : value * powerOfTwo(exponent + SUBNORMAL_SHIFT) * TWO_TO_MINUS_54;
    }

    private static double powerOfTwo(final int exponent) {
        return Double.longBitsToDouble((long) (exponent + EXPONENT_BIAS) << EXPONENT_BITS);
    }

    private static double logOutsideRange(final double x) {
        if (x == 0.0) {
            return Double.NEGATIVE_INFINITY;
        }
        return x > 0.0 ? x : Double.NaN;
    }

    private static double logOfParts(final double mantissa, final int exponent) {
        final double f = mantissa - 1.0;
        final double s = f / (2.0 + f);
        final double z = s * s;
        final double half = 0.5 * f * f;
        final double correction = s * Math.fma(z, logSeries(z), half);
        return Math.fma(exponent, LN2_HIGH, f - (half - Math.fma(exponent, LN2_LOW, correction)));
    }

    private static double logSeries(final double z) {
        final double square = z * z;
        return Math.fma(Polynomial.of(square, L1, L3, L5, L7), z, Polynomial.of(square, L0, L2, L4, L6));
    }

    // At either end of the range the iteration's cubes would leave it.
    private static double cubeRootOfMagnitude(final double magnitude) {
        if (magnitude < CUBE_RANGE_LOW) {
            return rootOfNormal(magnitude * TWO_TO_54) * TWO_TO_MINUS_18;
        }
        if (magnitude > CUBE_RANGE_HIGH) {
            return rootOfNormal(magnitude * TWO_TO_MINUS_54) * TWO_TO_18;
        }
        return rootOfNormal(magnitude);
    }

    private static double rootOfNormal(final double x) {
        final double guess = Double.longBitsToDouble(Double.doubleToRawLongBits(x) / 3 + CUBE_ROOT_BIAS);
        final double root = halleyStep(halleyStep(guess, x), x);
        final double square = root * root;
        final double squareRest = Math.fma(root, root, -square);
        final double residual = Math.fma(-square, root, x) - squareRest * root;
        return root + residual / (3.0 * square);
    }

    private static double halleyStep(final double root, final double x) {
        final double cube = root * root * root;
        return root * ((cube + x + x) / (cube + cube + x));
    }

    /** (N(z) - 1/2) / z from z^2 up to 1. */
    static double centralSlope(final double square) {
        final double high = Polynomial.of(square, C6, C7, C8, C9, C10, C11);
        return Polynomial.of(square, C0, C1, C2, C3, C4, Math.fma(high, square, C5));
    }
}
