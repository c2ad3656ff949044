package io.gimbal.engine.pricing;

/**
 * Inverts Bachelier's formula for the standard deviation v of the forward at expiry. With u = |F - K| / v the time value
 * is v n(u) V(u), V the {@link NormalValueRatio}. A rational guess, {@link NormalGuess}, and one step of
 * {@link Householder} on the logarithm: the guess's 5e-6 become less than a rounding. The problem has one dimension
 * only, as P. Jaeckel, "Implied normal volatility", Wilmott (2017), and F. Le Floc'h, "Fast and accurate analytic basis
 * point volatility" (2016), put to use.
 */
final class BachelierStdDev {
    private static final double ROOT_TWO_PI = 2.5066282746310002;
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;

    private static final double TINY_QUOTIENT = 1e-200;
    private static final double SCALE_UP = 0x1.0p600;
    private static final double LN_SCALE_UP = 415.88830833596717;

    private BachelierStdDev() {}

    /**
     * Solves.
     *
     * @param distance  |F - K|, finite
     * @param timeValue above 0 and finite
     * @return v, above 0; 0 where the time value is too small beside the distance for a double
     */
    static double solve(final double distance, final double timeValue) {
        if (distance == 0.0) {
            return timeValue * ROOT_TWO_PI;
        }
        final double guess = NormalGuess.stdDev(distance, timeValue);
        final double u = distance / guess;
        final double ratio = NormalValueRatio.at(u);
        final boolean isTiny = timeValue < TINY_QUOTIENT * guess;
        final double carried = isTiny ? timeValue * SCALE_UP : timeValue;
        final double quotient = INVERSE_ROOT_TWO_PI * ratio * (guess / carried);
        final double square = u * u;
        final double logarithm = DeterministicMath.log(quotient) + (isTiny ? LN_SCALE_UP : 0.0);
        final double excess = Math.fma(-0.5 * u, u, logarithm);
        final double newton = -excess * ratio;
        return Math.fma(guess * newton, Householder.factor(newton, ratio, square, -3.0 * square), guess);
    }
}
