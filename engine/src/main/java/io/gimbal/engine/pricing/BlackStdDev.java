package io.gimbal.engine.pricing;

/**
 * Inverts Black's formula for s = vol sqrt(T), to the last bits that the price determines.
 *
 * <p>With u = |ln(F/K)| / s, t = s/2, n the normal density and R the Mills ratio, an out-of-the-money option's share of
 * its upper bound min(F, K) is n(u - t) (R(u - t) - R(u + t)), and what is missing to the bound n(t - u) (R(t - u) +
 * R(t + u)). The logarithm of either is a square plus that of a slowly varying factor; so one logarithm, of the factor
 * over the price asked for, measures the distance to the solution without cancellation. Three forms divide the plane,
 * each where it keeps its digits:
 * <ul>
 *   <li>small s, near the money: the difference of the Mills ratios is expanded in t. From R(u + t) = e^(ut + t^2/2)
 *       (R(u) - int_0^t e^(-uy - y^2/2) dy) it is s e^(t^2/2) (V(u) sinh(w)/w - D), with w = ut, V(u) = 1 - u R(u) and
 *       D = int_0^1 cosh(w (1 - y)) (1 - e^(-t^2 y^2/2)) dy, a power series in t^2 whose coefficients depend on w alone;
 *   <li>u at least t: the share as written;
 *   <li>u below t: what is missing, as written.
 * </ul>
 * The guess is {@link BlackGuess}, the step {@link Householder}. Once Newton's step is below {@link #LAST_STEP} the
 * third-order one leaves nothing to correct: most
 * prices need one step, the others two. The idea of few high-order steps on a logarithmic
 * objective from a rational guess is P. Jaeckel's, "Let's be rational", Wilmott (2015).
 *
 * <p>Belongs to the thread that solves with it; what it holds is overwritten by the next option.
 */
final class BlackStdDev {
    /** Relative to s; what a step of fourth order leaves of it is below one rounding. */
    static final double LAST_STEP = 1e-4;

    /** Twice what any price has been seen to need. */
    static final int MOST_STEPS = 4;

    /** Relative to s; a start from an earlier solution that is further off is dropped for a guess. */
    static final double WARM_RANGE = 0.05;

    /** A start from within the range that has not settled by then is dropped too. */
    static final int MOST_WARM_STEPS = 2;

    /** Up to this s and {@link #NEAR_HALF_MONEYNESS} the expansion in t is used; its remainder is below 1e-17. */
    static final double NEAR_STD_DEV = 0.5;

    /** In |ln(F/K)| / 2. */
    static final double NEAR_HALF_MONEYNESS = 0.5;

    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;

    // No iterate leaves a corridor around its predecessor, whatever a step in a bad place says.
    private static final double MOST_FALL = -0.75;
    private static final double MOST_RISE = 3.0;

    // A share below the limit is carried times a power of two, or its reciprocal would be infinite.
    private static final double TINY_SHARE = 1e-200;
    private static final double SCALE_UP = 0x1.0p600;
    private static final double LN_SCALE_UP = 415.88830833596717;

    private double moneyness;
    private double halfMoneyness;
    private boolean isNear;
    private double lnScale;
    private double perShare;
    private double perNormalised;
    private double shareMissing;

    // Factors of V(u) and of the powers of t^2/2 in the expansion.
    private double n0;
    private double n1;
    private double n2;
    private double n3;
    private double n4;
    private double n5;
    private double n6;
    private double n7;

    // Newton's last step, relative to s: the residual in units of the solution.
    private double newton;
    private int steps;

    BlackStdDev() {}

    /**
     * Solves.
     *
     * @param forward   positive and finite
     * @param strike    positive and finite
     * @param timeValue above 0 and below min(F, K)
     * @param missing   min(F, K) - timeValue, exactly rounded, above 0
     * @param start     a standard deviation to start from; anything not above 0 for none
     * @return s, above 0; 0 where the time value's part of the bound, or s, is too small for a double; NaN when the
     *     steps did not suffice, which no price is known to bring about
     */
    double solve(
            final double forward,
            final double strike,
            final double timeValue,
            final double missing,
            final double start) {
        final double bound = Math.min(forward, strike);
        final double share = timeValue / bound;
        final boolean isTiny = share < TINY_SHARE;
        final double carried = isTiny ? timeValue * SCALE_UP : timeValue;
        lnScale = isTiny ? LN_SCALE_UP : 0.0;
        perShare = bound / carried;
        shareMissing = missing / bound;
        steps = 0;
        if (!(perShare < Double.POSITIVE_INFINITY)) {
            return 0.0;
        }
        final double rootProduct = Math.sqrt(forward) * Math.sqrt(strike);
        moneyness = Math.abs(DeterministicMath.logRatio(forward, strike));
        halfMoneyness = 0.5 * moneyness;
        isNear = halfMoneyness <= NEAR_HALF_MONEYNESS;
        if (isNear) {
            expand(halfMoneyness * halfMoneyness);
            perNormalised = rootProduct / carried;
        }
        if (start > 0.0) {
            final double warm = iterate(start, WARM_RANGE, MOST_WARM_STEPS);
            if (warm > 0.0) {
                return warm;
            }
        }
        final double normal = NormalGuess.stdDev(Math.abs(forward - strike), timeValue);
        final double guess = guess(normal, rootProduct, Math.abs(forward - strike), share);
        if (guess == 0.0) {
            return 0.0;
        }
        final double cold = iterate(guess, Double.MAX_VALUE, MOST_STEPS);
        return cold > 0.0 ? cold : Double.NaN;
    }

    /** How many steps the last solution took, the warm ones included. */
    int steps() {
        return steps;
    }

    // The normal model's standard deviation becomes a relative one by ln(F/K) / (F - K) = w / (sqrt(F K) sinh w).
    private double guess(final double normal, final double rootProduct, final double distance, final double share) {
        final double leading = isNear ? normal / (rootProduct * n0) : normal * moneyness / distance;
        return BlackGuess.stdDev(halfMoneyness, leading, share, shareMissing);
    }

    // With I(m) = int_0^1 y^m cosh(w (1 - y)) dy, twice by parts: I(m - 2) = (1 + w^2 I(m) / m) / (m - 1).
    private void expand(final double square) {
        final double i14 = Math.fma(square * (1.0 / 272.0), Math.fma(square, 1.0 / 342.0, 1.0), 1.0) * (1.0 / 15.0);
        final double i12 = Math.fma(square * i14, 1.0 / 14.0, 1.0) * (1.0 / 13.0);
        final double i10 = Math.fma(square * i12, 1.0 / 12.0, 1.0) * (1.0 / 11.0);
        final double i8 = Math.fma(square * i10, 1.0 / 10.0, 1.0) * (1.0 / 9.0);
        final double i6 = Math.fma(square * i8, 1.0 / 8.0, 1.0) * (1.0 / 7.0);
        final double i4 = Math.fma(square * i6, 1.0 / 6.0, 1.0) * (1.0 / 5.0);
        final double i2 = Math.fma(square * i4, 1.0 / 4.0, 1.0) * (1.0 / 3.0);
        n0 = Math.fma(square * i2, 0.5, 1.0);
        n1 = -i2;
        n2 = i4 * (1.0 / 2.0);
        n3 = i6 * (-1.0 / 6.0);
        n4 = i8 * (1.0 / 24.0);
        n5 = i10 * (-1.0 / 120.0);
        n6 = i12 * (1.0 / 720.0);
        n7 = i14 * (-1.0 / 5040.0);
    }

    /** Steps until the residual was small; 0 when it was beyond the range, or never small. */
    private double iterate(final double start, final double range, final int mostSteps) {
        double stdDev = start;
        for (int i = 0; i < mostSteps; i++) {
            final double raw = relativeStep(stdDev);
            final double step = raw >= MOST_FALL ? Math.min(raw, MOST_RISE) : MOST_FALL;
            stdDev = Math.fma(stdDev, step, stdDev);
            steps++;
            final double residual = Math.abs(newton);
            if (residual <= LAST_STEP) {
                return stdDev;
            }
            if (!(residual <= range)) {
                return 0.0;
            }
        }
        return 0.0;
    }

    private double relativeStep(final double stdDev) {
        final double u = moneyness / stdDev;
        final double t = 0.5 * stdDev;
        if (isNear && stdDev <= NEAR_STD_DEV) {
            return nearStep(stdDev, u, t);
        }
        return u >= t ? shareStep(stdDev, u, t) : missingStep(stdDev, u, t);
    }

    private double nearStep(final double stdDev, final double u, final double t) {
        final double square = 0.5 * t * t;
        final double factor = Math.fma(NormalValueRatio.at(u), n0, square * series(square));
        final double quotient = INVERSE_ROOT_TWO_PI * stdDev * factor * perNormalised;
        final double excess = Math.fma(-0.5 * u, u, DeterministicMath.log(quotient) + lnScale);
        return step(excess, factor * smallExp(square), u, t);
    }

    private double shareStep(final double stdDev, final double u, final double t) {
        final double distance = u - t;
        final double factor = MillsRatio.at(distance) - MillsRatio.at(u + t);
        final double quotient = INVERSE_ROOT_TWO_PI * factor * perShare;
        final double excess = Math.fma(-0.5 * distance, distance, DeterministicMath.log(quotient) + lnScale);
        return step(excess, factor / stdDev, u, t);
    }

    private double missingStep(final double stdDev, final double u, final double t) {
        final double distance = t - u;
        final double factor = MillsRatio.at(distance) + MillsRatio.at(u + t);
        final double quotient = INVERSE_ROOT_TWO_PI * factor / shareMissing;
        final double excess = Math.fma(-0.5 * distance, distance, DeterministicMath.log(quotient));
        return step(excess, -factor / stdDev, u, t);
    }

    // The vega is proportional to e^(-(u^2 + t^2)/2).
    private double step(final double excess, final double ratio, final double u, final double t) {
        newton = -excess * ratio;
        return newton * Householder.factor(newton, ratio, u * u - t * t, -Math.fma(3.0 * u, u, t * t));
    }

    private double series(final double square) {
        final double fourth = square * square;
        return Math.fma(Polynomial.of(fourth, n2, n4, n6), square, Polynomial.of(fourth, n1, n3, n5, n7));
    }

    // Enters the size of a step only, so 1e-12 would do; it is at most e^(1/32).
    private static double smallExp(final double x) {
        final double rest = Polynomial.of(x, 0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0);
        return Polynomial.of(x, 1.0, 1.0, rest);
    }
}
