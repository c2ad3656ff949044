package io.gimbal.engine.pricing.surface;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Learns how option prices moved beyond their Black delta: for calls and puts apart, the coefficients of df - delta dS =
 * (vega / sqrt(T)) (dS / S) (a + b delta + c delta^2) + error, by least squares with exponentially fading weights. Owned
 * by one thread; allocates nothing after construction; the same observations in the same order give the same bits.
 *
 * <p>A coefficient counts only while it is at least {@link #LEAST_T} standard errors from 0. The weakest one below that is
 * dropped and the others are estimated without it, until all that remain count or none is left: so a market in which
 * volatility does not follow the forward gets Black's delta and not noise. Standard errors allow for the fading weights.
 *
 * <p>Source: J. Hull and A. White, "Optimal delta hedging for options", Journal of Banking and Finance 82 (2017),
 * equations 5 and 6; the dropping of weak coefficients is ours.
 */
public final class HullWhiteRegression {
    /** Observations with a smaller absolute delta are not used. */
    public static final double LEAST_DELTA = 0.05;

    /** Observations with a larger absolute delta are not used. */
    public static final double LARGEST_DELTA = 0.95;

    /** A coefficient this many standard errors from 0 counts. */
    public static final double LEAST_T = 2.0;

    /** Fewest observations, counted by their weight, before any coefficient counts. */
    public static final double LEAST_OBSERVATIONS = 30.0;

    private static final double LN_2 = 0.6931471805599453;

    private final double halfLifeNs;
    private final FadingLeastSquares calls = new FadingLeastSquares();
    private final FadingLeastSquares puts = new FadingLeastSquares();
    private final double[] row = new double[FadingLeastSquares.SIZE];
    private long nowNs = Long.MIN_VALUE;

    /**
     * Creates a regression that has seen nothing.
     *
     * @param halfLifeNs after this time an observation counts half, nanoseconds, above 0; 90 days is a window in which
     *     Hull and White's coefficients were stable
     */
    public HullWhiteRegression(final long halfLifeNs) {
        if (halfLifeNs <= 0) {
            throw new IllegalArgumentException("no half-life: halfLifeNs=" + halfLifeNs);
        }
        this.halfLifeNs = halfLifeNs;
    }

    /**
     * Lets time pass: what was seen counts less.
     *
     * @param newNowNs epoch nanoseconds; an earlier time than the last changes nothing
     */
    public void passTo(final long newNowNs) {
        if (newNowNs <= nowNs) {
            return;
        }
        if (nowNs != Long.MIN_VALUE) {
            final double factor = DeterministicMath.exp(-LN_2 * ((double) (newNowNs - nowNs) / halfLifeNs));
            calls.fade(factor);
            puts.fade(factor);
        }
        nowNs = newNowNs;
    }

    /**
     * Adds what one option did over one step.
     *
     * @param isCall            else a put
     * @param priceChange       df, in the unit of the spot
     * @param spot              S at the beginning, above 0
     * @param spotChange        dS
     * @param delta             Black's at the beginning
     * @param vega              Black's, per 1.00 of volatility, at the beginning
     * @param timeToExpiryYears at the beginning, above 0
     * @return false where it is not used: a delta out of bounds, a number out of its range, or a spot that did not move
     */
    public boolean observe(
            final boolean isCall,
            final double priceChange,
            final double spot,
            final double spotChange,
            final double delta,
            final double vega,
            final double timeToExpiryYears) {
        final double size = Math.abs(delta);
        final double scale = vega / Math.sqrt(timeToExpiryYears) * (spotChange / spot);
        final double excess = priceChange - delta * spotChange;
        final boolean isUsable = size >= LEAST_DELTA
                && size <= LARGEST_DELTA
                && spot > 0.0
                && timeToExpiryYears > 0.0
                && Math.abs(scale) > 0.0
                && Math.abs(scale) <= Double.MAX_VALUE
                && Math.abs(excess) <= Double.MAX_VALUE;
        if (!isUsable) {
            return false;
        }
        row[0] = scale;
        row[1] = scale * delta;
        row[2] = scale * delta * delta;
        (isCall ? calls : puts).add(row, excess);
        return true;
    }

    /** Estimates anew from all that was observed; until then the slopes stay as they were. */
    public void estimate() {
        calls.estimate(LEAST_OBSERVATIONS, LEAST_T);
        puts.estimate(LEAST_OBSERVATIONS, LEAST_T);
    }

    /**
     * A coefficient of the last estimate.
     *
     * @param isCall else of puts
     * @param power  of delta: 0 for a, 1 for b, 2 for c
     * @return 0 where it does not count
     */
    public double coefficient(final boolean isCall, final int power) {
        return (isCall ? calls : puts).coefficient(power);
    }

    /**
     * How a coefficient of the last estimate compares with its standard error.
     *
     * @param isCall else of puts
     * @param power  of delta: 0 for a, 1 for b, 2 for c
     * @return 0 where it does not count
     */
    public double tStatistic(final boolean isCall, final int power) {
        return (isCall ? calls : puts).tStatistic(power);
    }

    /**
     * What the regression adds to delta, before the factor vega / (S sqrt(T)).
     *
     * @param isCall else a put
     * @param delta  Black's
     * @return a + b delta + c delta^2; 0 where the delta is out of the bounds of what was observed
     */
    public double slope(final boolean isCall, final double delta) {
        final double size = Math.abs(delta);
        if (!(size >= LEAST_DELTA && size <= LARGEST_DELTA)) {
            return 0.0;
        }
        final FadingLeastSquares side = isCall ? calls : puts;
        return side.coefficient(0) + delta * (side.coefficient(1) + delta * side.coefficient(2));
    }

    /**
     * The share of the variance of Black's hedge errors that the last estimate explains.
     *
     * @param isCall else of puts
     * @return Hull and White's gain, 1 - SSE of the minimum-variance delta over SSE of Black's; 0 where nothing counts
     */
    public double gain(final boolean isCall) {
        return (isCall ? calls : puts).gain();
    }

    /**
     * How many observations stand behind a side, by their present weight.
     *
     * @param isCall else of puts
     * @return sum of weights squared over sum of squared weights
     */
    public double observations(final boolean isCall) {
        return (isCall ? calls : puts).observations();
    }
}
