package io.gimbal.engine.hedging.strategy;

import io.gimbal.engine.book.Bits;

/**
 * Scores delta regimes by the variance that each would have left of the book's result, and names the one to use. Owned by the engine
 * thread.
 *
 * <p>Over each interval a regime's error is the change of the book's value (without its hedge, theta taken out) plus what its delta's
 * hedge makes: {@code dV − Δ dF}. Averages fade interval by interval. A regime is better than the reference, number 0, where the mean
 * of the differences of their squared errors is above 0 by a number of its standard errors (F. Diebold, R. Mariano, Journal of Business
 * and Economic Statistics 13, 1995); unproven, the reference stays.
 */
public final class RegimeScore {
    // The square of a square is the highest power kept; it must stay far from overflow.
    private static final double LARGEST = 1e70;

    private final double decay;
    private final double deviations;
    private final double leastIntervals;
    private final double[] means;
    private final double[] squares;
    private final double[] referenceMeans;
    private final double[] referenceSquares;
    private final double[] gains;
    private final double[] gainSquares;
    private final double[] weights;
    private final double[] squaredWeights;

    /**
     * No intervals.
     *
     * @param regimes        number of regimes, at least 1; 0 is the reference
     * @param decay          weight of the past, per interval, above 0 and at most 1
     * @param deviations     standard errors that a regime must be better by, at least 0; 2 as a rule
     * @param leastIntervals equally weighted intervals that a regime must have been seen for, at least 2
     */
    public RegimeScore(final int regimes, final double decay, final double deviations, final double leastIntervals) {
        if (regimes < 1 || !(decay > 0 && decay <= 1 && deviations >= 0 && leastIntervals >= 2)) {
            throw new IllegalArgumentException(
                    "a regime, a decay above 0 and at most 1, deviations of at least 0 and 2 intervals"
                            + " are needed: regimes=" + regimes + ", decay=" + decay + ", deviations=" + deviations
                            + ", leastIntervals=" + leastIntervals);
        }
        this.decay = decay;
        this.deviations = deviations;
        this.leastIntervals = leastIntervals;
        means = new double[regimes];
        squares = new double[regimes];
        referenceMeans = new double[regimes];
        referenceSquares = new double[regimes];
        gains = new double[regimes];
        gainSquares = new double[regimes];
        weights = new double[regimes];
        squaredWeights = new double[regimes];
    }

    /**
     * Takes an interval. A regime without a delta is passed over; without one of the reference, or with a change that is not
     * finite, nothing changes.
     *
     * @param deltas      of the book at the start, by regime, coins; NaN where a regime has none; at least as many as regimes
     * @param valueChange of the book without its hedge, theta taken out, USD
     * @param move        of the forward or hedge instrument, USD per coin
     */
    public void onInterval(final double[] deltas, final double valueChange, final double move) {
        final double reference = valueChange - deltas[0] * move;
        if (!(Math.abs(reference) <= LARGEST)) {
            return;
        }
        for (int i = 0; i < means.length; i++) {
            final double error = valueChange - deltas[i] * move;
            if (Math.abs(error) <= LARGEST) {
                add(i, error, reference);
            }
        }
    }

    private void add(final int regime, final double error, final double reference) {
        final double gain = reference * reference - error * error;
        means[regime] = decay * means[regime] + error;
        squares[regime] = decay * squares[regime] + error * error;
        referenceMeans[regime] = decay * referenceMeans[regime] + reference;
        referenceSquares[regime] = decay * referenceSquares[regime] + reference * reference;
        gains[regime] = decay * gains[regime] + gain;
        gainSquares[regime] = decay * gainSquares[regime] + gain * gain;
        weights[regime] = decay * weights[regime] + 1;
        squaredWeights[regime] = decay * decay * squaredWeights[regime] + 1;
    }

    /**
     * How many equally weighted intervals a regime was seen for.
     *
     * @param regime number
     * @return at least 0
     */
    public double intervals(final int regime) {
        return weights[regime] > 0 ? weights[regime] * weights[regime] / squaredWeights[regime] : 0;
    }

    /**
     * The variance that a regime would have left per interval.
     *
     * @param regime number
     * @return USD squared; NaN before it was seen
     */
    public double variance(final int regime) {
        return variance(means[regime], squares[regime], weights[regime]);
    }

    /**
     * The share of the reference's variance, over the intervals that the regime was seen in, that the regime would have saved.
     *
     * @param regime number
     * @return at most 1; below 0 where it is worse; NaN before it was seen
     */
    public double gain(final int regime) {
        final double reference = variance(referenceMeans[regime], referenceSquares[regime], weights[regime]);
        return 1 - variance(regime) / reference;
    }

    private static double variance(final double sum, final double squares, final double weight) {
        final double mean = sum / weight;
        return Math.max(0, squares / weight - mean * mean);
    }

    /**
     * How many standard errors a regime is better than the reference.
     *
     * @param regime number
     * @return below 0 where it is worse; NaN where the two do not differ or too few intervals were seen
     */
    public double significance(final int regime) {
        final double intervals = weights[regime] * weights[regime] / squaredWeights[regime];
        if (!(intervals >= leastIntervals)) {
            return Double.NaN;
        }
        final double mean = gains[regime] / weights[regime];
        final double spread = variance(gains[regime], gainSquares[regime], weights[regime]);
        return mean / Math.sqrt(spread / (intervals - 1));
    }

    /**
     * The regime to use: of those proven better than the reference, the one that saves the largest share of the reference's squared
     * errors over the same intervals; the first of equals.
     *
     * @return number; 0 where none is proven better
     */
    public int best() {
        int best = 0;
        double most = 0;
        for (int i = 1; i < means.length; i++) {
            final double share = gains[i] / referenceSquares[i];
            if (significance(i) > deviations && share > most) {
                most = share;
                best = i;
            }
        }
        return best;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = hash;
        for (int i = 0; i < means.length; i++) {
            h = Bits.mix(Bits.mix(h, means[i]), squares[i]);
            h = Bits.mix(Bits.mix(h, referenceMeans[i]), referenceSquares[i]);
            h = Bits.mix(Bits.mix(h, gains[i]), gainSquares[i]);
            h = Bits.mix(Bits.mix(h, weights[i]), squaredWeights[i]);
        }
        return h;
    }
}
