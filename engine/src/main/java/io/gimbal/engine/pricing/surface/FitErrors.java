package io.gimbal.engine.pricing.surface;

/**
 * How far a smile lies from the quotes it was fitted to, each quote weighted by its vega over its spread, which is one over
 * its spread in volatility. A reusable holder, owned by one thread.
 */
public final class FitErrors {
    // A fitted volatility on the very edge of a quote is inside in spite of rounding.
    private static final double EDGE = 1e-12;

    private static final double CAP = 10.0;

    private int quotes;
    private double rmsVol;
    private double rmsHalfSpreads;
    private double meanHalfSpread;
    private double shareInside;
    private double cappedHalfSpreads;

    /** Creates a holder of zeros. */
    public FitErrors() {}

    /** Forgets everything. */
    public void clear() {
        quotes = 0;
        rmsVol = 0.0;
        rmsHalfSpreads = 0.0;
        meanHalfSpread = 0.0;
        shareInside = 0.0;
        cappedHalfSpreads = 0.0;
    }

    /**
     * Takes the figures of another holder.
     *
     * @param other read, not kept
     */
    public void copyFrom(final FitErrors other) {
        quotes = other.quotes;
        rmsVol = other.rmsVol;
        rmsHalfSpreads = other.rmsHalfSpreads;
        meanHalfSpread = other.meanHalfSpread;
        shareInside = other.shareInside;
        cappedHalfSpreads = other.cappedHalfSpreads;
    }

    /**
     * Measures a smile.
     *
     * @param smile             valid
     * @param from              the quotes
     * @param timeToExpiryYears above 0
     */
    public void measure(final SviParameters smile, final SmileQuotes from, final double timeToExpiryYears) {
        clear();
        double weights = 0.0;
        double inside = 0.0;
        double squares = 0.0;
        double relative = 0.0;
        double capped = 0.0;
        for (int i = 0; i < from.count(); i++) {
            final double vol = Math.sqrt(smile.totalVariance(from.k(i)) / timeToExpiryYears);
            final double halfSpread = from.halfSpread(i);
            final double error = vol - from.midVol(i);
            final double weight = 1.0 / halfSpread;
            weights += weight;
            inside += Math.abs(error) <= halfSpread + EDGE ? weight : 0.0;
            squares += weight * error * error;
            relative += weight * (error / halfSpread) * (error / halfSpread);
            capped += Math.min(Math.abs(error) / halfSpread, CAP);
        }
        quotes = from.count();
        if (quotes > 0) {
            rmsVol = Math.sqrt(squares / weights);
            rmsHalfSpreads = Math.sqrt(relative / weights);
            meanHalfSpread = quotes / weights;
            shareInside = inside / weights;
            cappedHalfSpreads = capped / quotes;
        }
    }

    /** {@return how many quotes were compared} */
    public int quotes() {
        return quotes;
    }

    /** {@return root of the mean squared distance to the mid, absolute volatility} */
    public double rmsVol() {
        return rmsVol;
    }

    /** {@return the same in half-spreads of each quote} */
    public double rmsHalfSpreads() {
        return rmsHalfSpreads;
    }

    /**
     * The plain mean distance to the mid in half-spreads, each counted as 10 at most: a few wrong quotes hardly move it,
     * however tight they are.
     *
     * @return 0 to 10
     */
    public double cappedHalfSpreads() {
        return cappedHalfSpreads;
    }

    /** {@return weighted mean of the half-spreads, absolute volatility} */
    public double meanHalfSpread() {
        return meanHalfSpread;
    }

    /** {@return weighted share of quotes with the smile inside bid and ask, 0 to 1} */
    public double shareInside() {
        return shareInside;
    }
}
