package io.gimbal.engine.pricing;

/**
 * The inverse of the normal distribution function. A rational guess, good to 2.5e-7, is polished by one step of
 * {@link Householder}'s fourth-order method: within one standard deviation on the probability itself, further out on its
 * logarithm, so that neither end loses digits. The rational functions were fitted to the exact inverse, equalising the
 * relative error.
 */
final class NormalQuantile {
    /** Probabilities closer to 1/2 than this lie within one standard deviation. */
    private static final double CENTRE = 0.34;

    private static final double ROOT_TWO_PI = 2.5066282746310002;
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;

    // Below it the reciprocal of a probability, or the density's, would leave the range of a double.
    private static final double TINY = 0x1.0p-960;
    private static final double SCALE_UP = 0x1.0p128;
    private static final double LN_SCALE_UP = 88.722839111673;

    // z / q in q^2, q = p - 1/2, z up to 1.01, error 1.3e-8.
    private static final double CENTRE_N0 = 2.5066282430489992;
    private static final double CENTRE_N1 = -10.761452721255129;
    private static final double CENTRE_N2 = 7.80528928221213;
    private static final double CENTRE_N3 = 1.6802315586130134;
    private static final double CENTRE_D1 = -5.340401919673996;
    private static final double CENTRE_D2 = 6.4038585561206975;

    // -z in sqrt(-ln p), p from 5e-324 to 0.165, error 2.4e-7.
    private static final double TAIL_N0 = -2.7957790685135;
    private static final double TAIL_N1 = -3.1170591031354977;
    private static final double TAIL_N2 = 4.736740797427214;
    private static final double TAIL_N3 = 3.401059277693785;
    private static final double TAIL_N4 = 0.3046429794671305;
    private static final double TAIL_D1 = 3.871214877553407;
    private static final double TAIL_D2 = 2.407868090280234;
    private static final double TAIL_D3 = 0.2153938965840809;

    private NormalQuantile() {}

    /** The polished inverse; see {@link DeterministicMath#normalInverse}. */
    static double at(final double p) {
        if (!(p > 0.0 && p < 1.0)) {
            return p == 0.0 ? Double.NEGATIVE_INFINITY : p == 1.0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        final double q = p - 0.5;
        if (Math.abs(q) < CENTRE) {
            return polishedCentre(q);
        }
        return q < 0.0 ? -polishedTail(p) : polishedTail(1.0 - p);
    }

    /** The guess alone, for a probability in (0, 1/2]. */
    static double guess(final double p) {
        final double q = p - 0.5;
        return Math.abs(q) < CENTRE ? centre(q) : -tail(p);
    }

    private static double centre(final double q) {
        final double square = q * q;
        return q
                * Polynomial.of(square, CENTRE_N0, CENTRE_N1, CENTRE_N2, CENTRE_N3)
                / Polynomial.of(square, 1.0, CENTRE_D1, CENTRE_D2);
    }

    private static double tail(final double p) {
        final double root = Math.sqrt(-DeterministicMath.log(p));
        return Polynomial.of(root, TAIL_N0, TAIL_N1, TAIL_N2, TAIL_N3, TAIL_N4)
                / Polynomial.of(root, 1.0, TAIL_D1, TAIL_D2, TAIL_D3);
    }

    // With e = (N(z) - p) / n(z), Halley's step of the distribution function is e / (1 + z e / 2).
    private static double polishedCentre(final double q) {
        final double z = centre(q);
        final double square = z * z;
        final double excess = Math.fma(z, DeterministicMath.centralSlope(square), -q);
        final double newton = ROOT_TWO_PI * excess * DeterministicMath.exp(0.5 * square);
        return z - newton / Math.fma(0.5 * z, newton, 1.0);
    }

    // The tail is n(z) R(z); its logarithm's derivative by z is -1/R.
    private static double polishedTail(final double p) {
        final double z = tail(p);
        final double ratio = MillsRatio.at(z);
        final boolean tiny = p < TINY;
        final double scaled = tiny ? p * SCALE_UP : p;
        final double quotient = DeterministicMath.log(INVERSE_ROOT_TWO_PI * ratio / scaled);
        final double square = z * z;
        final double rest = Math.fma(z, z, -square);
        final double excess = Math.fma(-0.5, square, tiny ? quotient + LN_SCALE_UP : quotient) - 0.5 * rest;
        final double newton = excess * ratio;
        return Math.fma(newton, Householder.factor(newton, -ratio, -z, -1.0), z);
    }
}
