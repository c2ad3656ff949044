package io.gimbal.engine.pricing.surface;

import java.util.Arrays;

/**
 * Forward and discount factor of one expiry from the mids of its calls and puts. A reusable holder, owned by one thread;
 * allocates nothing after construction.
 *
 * <p>Everything is measured in units of a reference forward F0 (the venue's, at the moment of the quotes), so that quotes
 * of different moments can be used together: with x = K / F0, and y the call's mid less the put's,
 *
 * <ul>
 *   <li>coin-settled (inverse), prices in coin: y = D (1 - x F0 / F);
 *   <li>cash-settled (linear), prices over F0: y = D (F / F0 - x).
 * </ul>
 *
 * Both are lines y = u - v x, with (D, F / F0) = (u, u / v) in the first case and (v, u / v) in the second: the ratio is
 * where the line meets 0.
 *
 * <p>The fit is robust: a start from medians (Siegel's repeated median, Biometrika 69 (1982), when both are unknown; a
 * weighted median of the single pairs' forwards when the discount factor is given) that any minority of wrong pairs
 * leaves bounded; then at most {@link #ROUNDS} times least squares, each pair weighted by one over its spread squared,
 * over the pairs within {@link #REJECTION_MULTIPLE} times the larger of their own half-spread and the median distance.
 */
public final class ParityForward {
    /** Fewest pairs for a forward with a given discount factor. */
    public static final int MIN_PAIRS = 2;

    /** Fewest pairs for a forward and a discount factor together. */
    public static final int MIN_PAIRS_WITH_DISCOUNT = 5;

    /** Most rounds of rejection. */
    public static final int ROUNDS = 4;

    /** How far a pair may lie from the line, in half-spreads or median distances. */
    public static final double REJECTION_MULTIPLE = 3.0;

    private static final double LEAST_SPREAD = 1e-6;

    private final double[] x;
    private final double[] y;
    private final double[] halfSpread;
    private final double[] scratch;
    private final double[] medians;
    private final boolean[] isUsed;
    private int count;
    private int used;
    private double intercept;
    private double slope;
    private double ratio;
    private double discount;
    private double discountError;
    private double ratioError;
    private ParityStatus status = ParityStatus.TOO_FEW_PAIRS;

    /**
     * Creates a holder.
     *
     * @param capacity most strikes of one expiry, at least {@link #MIN_PAIRS_WITH_DISCOUNT}; further ones are not used
     */
    public ParityForward(final int capacity) {
        if (capacity < MIN_PAIRS_WITH_DISCOUNT) {
            throw new IllegalArgumentException("too few pairs: capacity=" + capacity);
        }
        x = new double[capacity];
        y = new double[capacity];
        halfSpread = new double[capacity];
        scratch = new double[capacity];
        medians = new double[capacity];
        isUsed = new boolean[capacity];
    }

    /** Forgets all pairs. */
    public void clear() {
        count = 0;
        finish(ParityStatus.TOO_FEW_PAIRS);
    }

    /**
     * Adds one strike's call and put.
     *
     * @param strikeOverReference K / F0, positive
     * @param callMid             in coin, or over F0 for cash-settled options
     * @param putMid              likewise
     * @param halfSpreadOfBoth    half of the call's spread plus half of the put's, in the same unit, at least 0
     * @return false where a number is not finite or out of its range, or the holder is full
     */
    public boolean add(
            final double strikeOverReference,
            final double callMid,
            final double putMid,
            final double halfSpreadOfBoth) {
        final boolean isUsable = strikeOverReference > 0.0
                && strikeOverReference <= Double.MAX_VALUE
                && callMid >= 0.0
                && callMid <= Double.MAX_VALUE
                && putMid >= 0.0
                && putMid <= Double.MAX_VALUE
                && halfSpreadOfBoth >= 0.0
                && halfSpreadOfBoth <= Double.MAX_VALUE;
        if (!isUsable || count == x.length) {
            return false;
        }
        x[count] = strikeOverReference;
        y[count] = callMid - putMid;
        halfSpread[count] = Math.max(halfSpreadOfBoth, LEAST_SPREAD);
        count++;
        return true;
    }

    /**
     * Fits the forward of coin-settled options at a known discount factor.
     *
     * @param knownDiscount above 0; 1 where the venue discounts nothing
     * @return what came of it, also in {@link #status}
     */
    public ParityStatus fitInverse(final double knownDiscount) {
        if (!isStarted(MIN_PAIRS, knownDiscount)) {
            return status;
        }
        for (int i = 0; i < count; i++) {
            medians[i] = (knownDiscount - y[i]) / x[i];
            scratch[i] = x[i] / halfSpread[i];
        }
        intercept = knownDiscount;
        slope = weightedMedian();
        for (int round = 0; round < ROUNDS && reject(); round++) {
            slope = slopeAtKnownIntercept();
        }
        return conclude(knownDiscount, intercept / slope, MIN_PAIRS, 0.0, slopeErrorAtKnownIntercept() / slope);
    }

    /**
     * Fits the forward of cash-settled options at a known discount factor.
     *
     * @param knownDiscount above 0
     * @return what came of it, also in {@link #status}
     */
    public ParityStatus fitLinear(final double knownDiscount) {
        if (!isStarted(MIN_PAIRS, knownDiscount)) {
            return status;
        }
        for (int i = 0; i < count; i++) {
            medians[i] = y[i] + knownDiscount * x[i];
            scratch[i] = 1.0 / halfSpread[i];
        }
        slope = knownDiscount;
        intercept = weightedMedian();
        for (int round = 0; round < ROUNDS && reject(); round++) {
            intercept = interceptAtKnownSlope();
        }
        return conclude(knownDiscount, intercept / slope, MIN_PAIRS, 0.0, interceptErrorAtKnownSlope() / intercept);
    }

    /**
     * Fits forward and discount factor of coin-settled options.
     *
     * @return what came of it, also in {@link #status}
     */
    public ParityStatus fitInverseWithDiscount() {
        return fitLine()
                ? conclude(intercept, intercept / slope, MIN_PAIRS_WITH_DISCOUNT, discountError, ratioError)
                : status;
    }

    /**
     * Fits forward and discount factor of cash-settled options.
     *
     * @return what came of it, also in {@link #status}
     */
    public ParityStatus fitLinearWithDiscount() {
        return fitLine()
                ? conclude(slope, intercept / slope, MIN_PAIRS_WITH_DISCOUNT, slopeError(), ratioError)
                : status;
    }

    /** {@return what became of the last fit} */
    public ParityStatus status() {
        return status;
    }

    /** {@return the forward over the reference forward; 1 where the status is not OK} */
    public double forwardOverReference() {
        return ratio;
    }

    /** {@return the discount factor, fitted or as given; 1 where the status is not OK} */
    public double discount() {
        return discount;
    }

    /** {@return the standard error of the discount factor that the spreads alone would make, 0 where it was given} */
    public double discountError() {
        return discountError;
    }

    /** {@return the standard error of {@link #forwardOverReference} that the spreads alone would make} */
    public double forwardError() {
        return ratioError;
    }

    /** {@return pairs added} */
    public int pairs() {
        return count;
    }

    /** {@return pairs that the last fit rested on} */
    public int pairsUsed() {
        return used;
    }

    private boolean isStarted(final int fewest, final double knownDiscount) {
        finish(count < fewest ? ParityStatus.TOO_FEW_PAIRS : ParityStatus.OUT_OF_RANGE);
        Arrays.fill(isUsed, 0, count, true);
        return count >= fewest && knownDiscount > 0.0 && knownDiscount <= Double.MAX_VALUE;
    }

    private boolean fitLine() {
        if (!isStarted(MIN_PAIRS_WITH_DISCOUNT, 1.0)) {
            return false;
        }
        slope = -repeatedMedianSlope();
        for (int i = 0; i < count; i++) {
            medians[i] = y[i] + slope * x[i];
        }
        intercept = median(medians, count);
        for (int round = 0; round < ROUNDS && reject(); round++) {
            leastSquares();
        }
        return true;
    }

    private double repeatedMedianSlope() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int slopes = 0;
            for (int j = 0; j < count; j++) {
                if (x[i] != x[j]) {
                    scratch[slopes++] = (y[i] - y[j]) / (x[i] - x[j]);
                }
            }
            if (slopes > 0) {
                medians[kept++] = median(scratch, slopes);
            }
        }
        return kept == 0 ? Double.NaN : median(medians, kept);
    }

    /** Marks the pairs near the line; false where that leaves the marks as they were. */
    private boolean reject() {
        for (int i = 0; i < count; i++) {
            scratch[i] = distance(i);
        }
        final double typical = median(scratch, count);
        boolean isChanged = used == 0;
        used = 0;
        for (int i = 0; i < count; i++) {
            final boolean isNear = distance(i) <= REJECTION_MULTIPLE * Math.max(typical, halfSpread[i]);
            isChanged |= isNear != isUsed[i];
            isUsed[i] = isNear;
            used += isNear ? 1 : 0;
        }
        return isChanged;
    }

    private double distance(final int i) {
        return Math.abs(y[i] - (intercept - slope * x[i]));
    }

    private void leastSquares() {
        double weights = 0.0;
        double meanX = 0.0;
        double meanY = 0.0;
        for (int i = 0; i < count; i++) {
            final double weight = weight(i);
            weights += weight;
            meanX += weight * x[i];
            meanY += weight * y[i];
        }
        meanX /= weights;
        meanY /= weights;
        double squares = 0.0;
        double products = 0.0;
        for (int i = 0; i < count; i++) {
            final double offset = x[i] - meanX;
            squares += weight(i) * offset * offset;
            products += weight(i) * offset * (y[i] - meanY);
        }
        slope = -products / squares;
        intercept = meanY + slope * meanX;
        errors(weights, meanX, squares);
    }

    // Var(intercept), Var(slope) and the zero of the line by the delta method; x is measured from its mean.
    private void errors(final double weights, final double meanX, final double squares) {
        final double zero = intercept / slope;
        discountError = Math.sqrt(1.0 / weights + meanX * meanX / squares);
        ratioError = Math.sqrt(1.0 / weights + (zero - meanX) * (zero - meanX) / squares) / Math.abs(slope);
    }

    private double slopeError() {
        double weights = 0.0;
        double first = 0.0;
        double second = 0.0;
        for (int i = 0; i < count; i++) {
            weights += weight(i);
            first += weight(i) * x[i];
            second += weight(i) * x[i] * x[i];
        }
        return Math.sqrt(weights / (weights * second - first * first));
    }

    private double slopeAtKnownIntercept() {
        double squares = 0.0;
        double products = 0.0;
        for (int i = 0; i < count; i++) {
            squares += weight(i) * x[i] * x[i];
            products += weight(i) * x[i] * (intercept - y[i]);
        }
        return products / squares;
    }

    private double slopeErrorAtKnownIntercept() {
        double squares = 0.0;
        for (int i = 0; i < count; i++) {
            squares += weight(i) * x[i] * x[i];
        }
        return 1.0 / Math.sqrt(squares);
    }

    private double interceptAtKnownSlope() {
        double weights = 0.0;
        double sum = 0.0;
        for (int i = 0; i < count; i++) {
            weights += weight(i);
            sum += weight(i) * (y[i] + slope * x[i]);
        }
        return sum / weights;
    }

    private double interceptErrorAtKnownSlope() {
        double weights = 0.0;
        for (int i = 0; i < count; i++) {
            weights += weight(i);
        }
        return 1.0 / Math.sqrt(weights);
    }

    private double weight(final int i) {
        return isUsed[i] ? 1.0 / (halfSpread[i] * halfSpread[i]) : 0.0;
    }

    private ParityStatus conclude(
            final double foundDiscount,
            final double foundRatio,
            final int fewest,
            final double errorOfDiscount,
            final double errorOfRatio) {
        if (used < fewest || 2 * used <= count) {
            return finish(ParityStatus.DISAGREEING);
        }
        final boolean isInRange = foundDiscount > 0.0
                && foundDiscount <= Double.MAX_VALUE
                && foundRatio > 0.0
                && foundRatio <= Double.MAX_VALUE;
        if (!isInRange) {
            return finish(ParityStatus.OUT_OF_RANGE);
        }
        status = ParityStatus.OK;
        discount = foundDiscount;
        ratio = foundRatio;
        discountError = errorOfDiscount;
        ratioError = errorOfRatio;
        return status;
    }

    private ParityStatus finish(final ParityStatus failure) {
        status = failure;
        used = 0;
        discount = 1.0;
        ratio = 1.0;
        discountError = 0.0;
        ratioError = 0.0;
        return failure;
    }

    private static double median(final double[] values, final int length) {
        Arrays.sort(values, 0, length);
        final int middle = length >> 1;
        return (length & 1) == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
    }

    /** The lower weighted median of {@code medians} under the weights in {@code scratch}; quadratic, and n is small. */
    private double weightedMedian() {
        double total = 0.0;
        for (int i = 0; i < count; i++) {
            total += scratch[i];
        }
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double upTo = 0.0;
            for (int j = 0; j < count; j++) {
                upTo += medians[j] <= medians[i] ? scratch[j] : 0.0;
            }
            if (upTo >= 0.5 * total && medians[i] < best) {
                best = medians[i];
            }
        }
        return best;
    }
}
