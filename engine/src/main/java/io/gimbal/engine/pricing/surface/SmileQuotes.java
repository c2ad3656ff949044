package io.gimbal.engine.pricing.surface;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The quotes of one expiry that a smile is fitted to: bid and ask as volatilities, over log-moneyness. A reusable holder,
 * owned by one thread; allocates nothing after construction.
 *
 * <p>Used are two-sided, uncrossed quotes with a call delta N(d1) at the mid between {@link #LEAST_DELTA} and
 * {@link #LARGEST_DELTA}. A quote's weight is its vega over its spread in price, which is one over its spread in
 * volatility: {@link #halfSpread} is floored at {@link #LEAST_HALF_SPREAD} so that a locked quote does not outweigh all.
 */
public final class SmileQuotes {
    /** Smallest call delta of a quote that is used. */
    public static final double LEAST_DELTA = 0.05;

    /** Largest call delta of a quote that is used. */
    public static final double LARGEST_DELTA = 0.95;

    /** Floor of the half-spread, absolute volatility. */
    public static final double LEAST_HALF_SPREAD = 1e-4;

    /** Volatilities above this are no quotes. */
    public static final double LARGEST_VOL = 20.0;

    private final double[] k;
    private final double[] bidVol;
    private final double[] askVol;
    private int count;
    private int turnedAway;

    /**
     * Creates a holder.
     *
     * @param capacity most quotes, at least 1; further ones are turned away
     */
    public SmileQuotes(final int capacity) {
        k = new double[capacity];
        bidVol = new double[capacity];
        askVol = new double[capacity];
    }

    /** Forgets all quotes. */
    public void clear() {
        count = 0;
        turnedAway = 0;
    }

    /**
     * Adds a quote where it can be used.
     *
     * @param logMoneyness      ln(strike / forward), with the forward of the quote's moment
     * @param bid               implied volatility of the bid, absolute, above 0
     * @param ask               implied volatility of the ask, at least the bid's
     * @param timeToExpiryYears above 0
     * @return false where a number is out of its range, the quote is outside the deltas used, or the holder is full
     */
    public boolean add(final double logMoneyness, final double bid, final double ask, final double timeToExpiryYears) {
        final boolean isQuote = Math.abs(logMoneyness) <= Double.MAX_VALUE
                && bid > 0.0
                && ask >= bid
                && ask <= LARGEST_VOL
                && timeToExpiryYears > 0.0
                && timeToExpiryYears <= Double.MAX_VALUE;
        if (!isQuote || count == k.length || !isUsed(logMoneyness, 0.5 * (bid + ask), timeToExpiryYears)) {
            turnedAway++;
            return false;
        }
        k[count] = logMoneyness;
        bidVol[count] = bid;
        askVol[count] = ask;
        count++;
        return true;
    }

    /** {@return how many quotes are used} */
    public int count() {
        return count;
    }

    /** {@return how many quotes were turned away} */
    public int turnedAway() {
        return turnedAway;
    }

    /**
     * How many different strikes the quotes have; counting stops at a bound. Call and put of one strike differ in
     * log-moneyness by what the forward did between their quotes.
     *
     * @param enough where to stop
     * @param apart  smallest distance in log-moneyness that makes two strikes
     * @return at most {@code enough}
     */
    public int strikes(final int enough, final double apart) {
        int different = 0;
        for (int i = 0; i < count && different < enough; i++) {
            int same = 0;
            while (same < i && Math.abs(k[same] - k[i]) >= apart) {
                same++;
            }
            different += same == i ? 1 : 0;
        }
        return different;
    }

    /**
     * Log-moneyness of a quote.
     *
     * @param i below {@link #count}
     * @return ln(strike / forward)
     */
    public double k(final int i) {
        return k[i];
    }

    /**
     * Volatility of a bid.
     *
     * @param i below {@link #count}
     * @return absolute
     */
    public double bidVol(final int i) {
        return bidVol[i];
    }

    /**
     * Volatility of an ask.
     *
     * @param i below {@link #count}
     * @return absolute
     */
    public double askVol(final int i) {
        return askVol[i];
    }

    /**
     * The middle of bid and ask.
     *
     * @param i below {@link #count}
     * @return absolute volatility
     */
    public double midVol(final int i) {
        return 0.5 * (bidVol[i] + askVol[i]);
    }

    /**
     * Half the distance of bid and ask, floored.
     *
     * @param i below {@link #count}
     * @return absolute volatility, at least {@link #LEAST_HALF_SPREAD}
     */
    public double halfSpread(final int i) {
        return Math.max(0.5 * (askVol[i] - bidVol[i]), LEAST_HALF_SPREAD);
    }

    /**
     * How little the quotes say of the slope of their smile: the harmonic mean of the half-spreads over the width of the
     * strikes, which is about one standard deviation of the underlying.
     *
     * @param timeToExpiryYears at least 0
     * @return half-spread per standard deviation; positive infinity without quotes or time
     */
    public double slopeBlur(final double timeToExpiryYears) {
        double weights = 0.0;
        double vols = 0.0;
        for (int i = 0; i < count; i++) {
            weights += 1.0 / halfSpread(i);
            vols += midVol(i) / halfSpread(i);
        }
        final double width = vols / weights * Math.sqrt(timeToExpiryYears);
        return count > 0 && width > 0.0 ? count / weights / width : Double.POSITIVE_INFINITY;
    }

    private static boolean isUsed(final double logMoneyness, final double vol, final double timeToExpiryYears) {
        final double stdDev = vol * Math.sqrt(timeToExpiryYears);
        final double callDelta = DeterministicMath.normalCdf(0.5 * stdDev - logMoneyness / stdDev);
        return callDelta >= LEAST_DELTA && callDelta <= LARGEST_DELTA;
    }
}
