package io.gimbal.engine.hedging.instrument;

/**
 * Sample variances and covariance of two series observed together, in one pass: B. Welford, Technometrics 4 (1962).
 * Unbiased, over n − 1. Owned by the engine thread; allocates nothing after construction.
 */
public final class PairMoments {
    private long count;
    private double meanX;
    private double meanY;
    private double squaresX;
    private double squaresY;
    private double products;

    /** Starts empty. */
    public PairMoments() {}

    /**
     * Adds one observation of both.
     *
     * @param x of the exposure
     * @param y of the hedge
     * @return whether it was taken; a pair with a number that is not finite is left out
     */
    public boolean add(final double x, final double y) {
        if (!(Math.abs(x) < Double.POSITIVE_INFINITY && Math.abs(y) < Double.POSITIVE_INFINITY)) {
            return false;
        }
        count++;
        final double deltaX = x - meanX;
        final double deltaY = y - meanY;
        meanX += deltaX / count;
        meanY += deltaY / count;
        squaresX += deltaX * (x - meanX);
        squaresY += deltaY * (y - meanY);
        products += deltaX * (y - meanY);
        return true;
    }

    /** {@return observations taken} */
    public long count() {
        return count;
    }

    /** {@return variance of the exposure; NaN below two observations} */
    public double varianceX() {
        return count > 1 ? squaresX / (count - 1) : Double.NaN;
    }

    /** {@return variance of the hedge; NaN below two observations} */
    public double varianceY() {
        return count > 1 ? squaresY / (count - 1) : Double.NaN;
    }

    /** {@return covariance; NaN below two observations} */
    public double covariance() {
        return count > 1 ? products / (count - 1) : Double.NaN;
    }

    /** {@return correlation; NaN below two observations and where one of the two stands still} */
    public double correlation() {
        final double scale = Math.sqrt(squaresX) * Math.sqrt(squaresY);
        return scale > 0 ? Math.min(Math.max(products / scale, -1), 1) : Double.NaN;
    }

    /** {@return hedge ratio of least variance; NaN where there is none} */
    public double ratio() {
        return MinimumVariance.ratio(covariance(), varianceY());
    }
}
