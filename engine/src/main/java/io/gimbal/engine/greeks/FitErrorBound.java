package io.gimbal.engine.greeks;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;

/**
 * An upper bound on how far a Chebyshev fit of a strip's sums can be from the sums, for any quantities, strikes and
 * volatilities: proven, not observed. Owned by the thread that fits.
 *
 * <p>Interpolation in n + 1 Chebyshev points of a function that is analytic and at most M inside the Bernstein ellipse of
 * parameter rho errs by at most 4 M rho^-n / (rho - 1) (L. N. Trefethen, "Approximation Theory and Approximation
 * Practice", theorem 8.2); any rho gives a bound and the smallest is taken.
 *
 * <p><b>Forward.</b> The sums are entire in x. For a complex x of the ellipse d1 = p + iy with
 * |y| at most h (rho - 1/rho) / (2 s), and |n(p + iy)| = n(p) exp(y^2/2), |N(p + iy)| at most 1 + |y| exp(y^2/2) / sqrt(2 pi).
 *
 * <p><b>Time.</b> The sums are analytic in T away from 0. On a disc of radius r about the window's middle Tc, with
 * sin(theta) = r / Tc, v1 = |u| / |s| for u = ln(F/K) and v2 = |s| / 2: y^2 - p^2 is at most
 * |u| (1 - cos theta) - cos theta (v1 - v2)^2, which bounds the density, and with it the distribution's change across the
 * disc, the integral of n(d1) (v1 + v2) / (2 T). The time error counts through the Lebesgue constant of the forward's
 * points.
 *
 * <p>To both is added what rounding can do: a node's value is a sum of as many terms as there are records.
 */
final class FitErrorBound {
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;
    private static final double ROOT_OF_INVERSE_E = 0.6065306597126334;
    private static final double TWO_OVER_E = 0.7357588823428847;
    private static final double HALF_ULP = 0x1.0p-53;
    private static final double RHO_STEP = 1.08;
    private static final double RHO_FIRST = 1.1;
    private static final double RHO_LAST = 400.0;
    private static final double LARGEST_EXPONENT = 600.0;
    private static final double NODE_ROUNDINGS = 64.0;
    private static final double FOLD_ROUNDINGS = 4.0;
    private static final int FOLD_TERMS = 64;

    private final double[] weights = new double[BlackSums.COUNT];
    private final double[] forwardFactor = new double[BlackSums.COUNT];
    private final double[] timeFactor = new double[BlackSums.COUNT];
    private final double[] candidate = new double[BlackSums.COUNT];
    private final double[] bounds = new double[BlackSums.COUNT];
    private double smallestVol;
    private double largestVol;
    private double largestLogStrike;
    private double gross;
    private double perDifference;

    FitErrorBound() {}

    /** The smallest volatility of a strip's held records; positive infinity where there are none. */
    static double smallestVol(final CallStrip strip) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < strip.size(); i++) {
            if (strip.quantity(i) != 0.0) {
                smallest = Math.min(smallest, strip.vol(i));
            }
        }
        return smallest;
    }

    /**
     * Bounds a fit of a strip as it is now.
     *
     * @param shape     of the fit
     * @param strip     what was fitted; logarithms counted from the window's middle
     * @param halfWidth of the window in ln F
     * @param yearsFrom largest time of the window
     * @param folds     how often differences were added to the coefficients
     * @param folded    quantity of all records they took out and put in, coins
     */
    void bound(
            final FitShape shape,
            final CallStrip strip,
            final double halfWidth,
            final double yearsFrom,
            final int folds,
            final double folded) {
        final double yearsTo = yearsFrom * (1.0 - shape.timeFraction);
        weigh(strip, Math.sqrt(yearsTo));
        forward(shape, halfWidth / (smallestVol * Math.sqrt(yearsTo)), largestVol * Math.sqrt(yearsFrom));
        time(shape, halfWidth + largestLogStrike, yearsFrom, yearsTo);
        final double lebesgue = lebesgueBound(shape.degree);
        final double relativeRounding = lebesgue
                * (rounding(strip.size(), halfWidth, Math.sqrt(yearsTo))
                        + rounding(Math.max(FOLD_TERMS, strip.size()), halfWidth, Math.sqrt(yearsTo))
                                * (gross > 0.0 ? folded / gross : 0.0)
                        + FOLD_ROUNDINGS * HALF_ULP * folds);
        for (int i = 0; i < BlackSums.COUNT; i++) {
            bounds[i] = weights[i] * (forwardFactor[i] + lebesgue * timeFactor[i] + relativeRounding);
        }
    }

    /**
     * Bounds what rounding does to a direct sum.
     *
     * @param strip      evaluated
     * @param rootTime   square root of the years to expiry
     * @param logForward of the forward it was evaluated at
     */
    void boundRounding(final CallStrip strip, final double rootTime, final double logForward) {
        weigh(strip, rootTime);
        final double relative = gross > 0.0 ? rounding(strip.size(), Math.abs(logForward), rootTime) : 0.0;
        perDifference = gross > 0.0 ? rounding(1, Math.abs(logForward), rootTime) : 0.0;
        for (int i = 0; i < BlackSums.COUNT; i++) {
            bounds[i] = weights[i] * relative;
        }
    }

    /** What replacing one record in the strip last bounded may add to a sum's error. */
    double ofDifference(final int sum) {
        return weights[sum] * perDifference;
    }

    /**
     * Adds what a first-order step in time leaves out, for the strip last bounded. Delta and value lack their second
     * order: with |d^2 N(d1)/dT^2| at most (1.19 + 1.4 s + 0.25 s^2) / (4 T^2), from the suprema of n(d) |d|^k. The
     * other sums are not moved at all; none of them changes by more than (1 + s)^2 of its weight per share of time.
     *
     * @param share    of the time to expiry that has passed, small
     * @param rootTime square root of the years to expiry before the step
     * @param forward  USD per coin
     * @param out      bounds, to add to
     */
    void addStep(final double share, final double rootTime, final double forward, final double[] out) {
        final double s = largestVol * rootTime;
        final double second = 0.125 * share * share * (1.2 + s * (1.4 + 0.25 * s)) / (1.0 - share);
        final double errorOfDelta = out[BlackSums.DELTA];
        final double errorOfPaid = out[BlackSums.STRIKE_PAID];
        for (int i = 0; i < BlackSums.COUNT; i++) {
            out[i] += weights[i] * share * (1.0 + s) * (1.0 + s);
        }
        final double delta = weights[BlackSums.DELTA] * second;
        out[BlackSums.DELTA] = delta + errorOfDelta;
        out[BlackSums.STRIKE_PAID] =
                errorOfPaid + (1.0 + s) * (2.0 * forward * delta + weights[BlackSums.STRIKE_PAID] * second);
    }

    /** The bound on one sum's error, in the sum's unit. */
    double of(final int sum) {
        return bounds[sum];
    }

    /** Sum of the absolute quantities bounded, coins. */
    double gross() {
        return gross;
    }

    private double rounding(final int records, final double halfWidth, final double rootTime) {
        final double argument = 4.0 * (largestLogStrike + halfWidth) / (smallestVol * rootTime);
        return HALF_ULP * (NODE_ROUNDINGS + records + argument);
    }

    /** Second-kind points: at most 2/pi ln(n + 1) + 1. */
    private static double lebesgueBound(final int degree) {
        return 1.0 + 2.0 / 3.14 * DeterministicMath.log(degree + 1.0);
    }

    private void weigh(final CallStrip strip, final double rootTime) {
        smallestVol = Double.POSITIVE_INFINITY;
        largestVol = 0.0;
        largestLogStrike = 0.0;
        Arrays.fill(weights, 0.0);
        for (int i = 0; i < strip.size(); i++) {
            final double coins = Math.abs(strip.quantity(i));
            if (coins != 0.0) {
                weigh(coins, strip.strike(i), strip.vol(i), 1.0 / (strip.vol(i) * rootTime));
                largestLogStrike = Math.max(largestLogStrike, Math.abs(strip.logStrike(i)));
            }
        }
        gross = weights[BlackSums.DELTA];
    }

    private void weigh(final double coins, final double strike, final double vol, final double perStdDev) {
        smallestVol = Math.min(smallestVol, vol);
        largestVol = Math.max(largestVol, vol);
        weights[BlackSums.DELTA] += coins;
        weights[BlackSums.STRIKE_PAID] += coins * strike;
        weights[BlackSums.DENSITY] += coins;
        weights[BlackSums.DENSITY_VOL] += coins * vol;
        weights[BlackSums.DENSITY_PER_STD_DEV] += coins * perStdDev;
        weights[BlackSums.DENSITY_D2_PER_STD_DEV] += coins * perStdDev;
        weights[BlackSums.DENSITY_D1_D2_PER_STD_DEV] += coins * perStdDev;
        weights[BlackSums.DENSITY_D2] += coins;
        weights[BlackSums.EXERCISED] += coins;
        weights[BlackSums.DENSITY_D1_PER_VARIANCE] += coins * perStdDev * perStdDev;
        weights[BlackSums.ZOMMA_TERM] += coins * perStdDev / vol;
        weights[BlackSums.DENSITY_D1_D2] += coins;
    }

    private void forward(final FitShape shape, final double a, final double stdDev) {
        Arrays.fill(forwardFactor, Double.POSITIVE_INFINITY);
        for (double rho = RHO_FIRST; rho < RHO_LAST; rho *= RHO_STEP) {
            final double y = 0.5 * a * (rho - 1.0 / rho);
            if (0.5 * y * y > LARGEST_EXPONENT) {
                return;
            }
            final double density = INVERSE_ROOT_TWO_PI * DeterministicMath.exp(0.5 * y * y);
            candidates(1.0 + y * density, density, ROOT_OF_INVERSE_E + y, y, stdDev, TWO_OVER_E);
            keepSmaller(forwardFactor, geometric(shape.degree, rho), 1.0);
        }
    }

    private void time(final FitShape shape, final double largestLog, final double yearsFrom, final double yearsTo) {
        Arrays.fill(timeFactor, Double.POSITIVE_INFINITY);
        final double middle = 0.5 * (yearsFrom + yearsTo);
        final double half = 0.5 * (yearsFrom - yearsTo);
        for (double rho = RHO_FIRST; rho < RHO_LAST; rho *= RHO_STEP) {
            final double share = half * 0.5 * (rho + 1.0 / rho) / middle;
            if (!(share < 0.99)) {
                return;
            }
            final double cosine = Math.sqrt(1.0 - share * share);
            final double density = INVERSE_ROOT_TWO_PI * DeterministicMath.exp(0.5 * largestLog * (1.0 - cosine));
            final double stdDev = largestVol * Math.sqrt(middle * (1.0 + share));
            final double first = ROOT_OF_INVERSE_E / Math.sqrt(cosine) + stdDev;
            final double change = 0.5 * density * first * share / (1.0 - share);
            final double perStdDev = Math.sqrt(yearsTo / (middle * (1.0 - share)));
            candidates(change, density, first, 0.0, stdDev, TWO_OVER_E / cosine + stdDev * (2.0 * first - stdDev));
            keepSmaller(timeFactor, geometric(shape.timeNodes - 1, rho), perStdDev);
        }
    }

    /** Suprema on one ellipse: distribution, density, |d n(d)|, and |d1 d2 n(d1)| from that of d^2 n(d) on the axis. */
    private void candidates(
            final double distribution,
            final double density,
            final double first,
            final double y,
            final double stdDev,
            final double second) {
        final double moved = y + stdDev;
        final double d = density * (first + stdDev);
        final double dd = density * (second + (y + moved) * ROOT_OF_INVERSE_E + y * moved);
        candidate[BlackSums.DELTA] = distribution;
        candidate[BlackSums.STRIKE_PAID] = distribution;
        candidate[BlackSums.EXERCISED] = distribution;
        candidate[BlackSums.DENSITY] = density;
        candidate[BlackSums.DENSITY_VOL] = density;
        candidate[BlackSums.DENSITY_PER_STD_DEV] = density;
        candidate[BlackSums.DENSITY_D2] = d;
        candidate[BlackSums.DENSITY_D2_PER_STD_DEV] = d;
        candidate[BlackSums.DENSITY_D1_PER_VARIANCE] = d;
        candidate[BlackSums.DENSITY_D1_D2] = dd;
        candidate[BlackSums.DENSITY_D1_D2_PER_STD_DEV] = dd;
        candidate[BlackSums.ZOMMA_TERM] = dd + density;
    }

    /** 4 rho^-n / (rho - 1). */
    private static double geometric(final int n, final double rho) {
        double power = 1.0;
        for (int i = 0; i < n; i++) {
            power /= rho;
        }
        return 4.0 * power / (rho - 1.0);
    }

    private void keepSmaller(final double[] factors, final double error, final double perStdDev) {
        for (int i = 0; i < BlackSums.COUNT; i++) {
            final double scaled = switch (i) {
                case BlackSums.DENSITY_PER_STD_DEV,
                        BlackSums.DENSITY_D2_PER_STD_DEV,
                        BlackSums.DENSITY_D1_D2_PER_STD_DEV,
                        BlackSums.ZOMMA_TERM -> perStdDev;
                case BlackSums.DENSITY_D1_PER_VARIANCE -> perStdDev * perStdDev;
                default -> 1.0;
            };
            factors[i] = Math.min(factors[i], error * candidate[i] * scaled);
        }
    }
}
