package io.gimbal.engine.hedging.instrument;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Covariance of two prices that tick at times of their own, without the bias towards zero that sampling on a grid
 * brings: the products of all pairs of returns whose intervals overlap. T. Hayashi, N. Yoshida, "On covariance
 * estimation of non-synchronously observed diffusion processes", Bernoulli 11 (2005). Streaming: each pair is counted
 * when the later of its two intervals ends. Sums may fade with a half-life. Owned by the engine thread; allocates at
 * construction only.
 */
public final class HayashiYoshida {
    /** Of the exposure. */
    public static final int EXPOSURE = 0;

    /** Of the hedge. */
    public static final int HEDGE = 1;

    private static final double LN_2 = DeterministicMath.log(2.0);

    private final double fadePerNs;
    private final boolean[] isKnown = new boolean[2];
    private final long[] lastNs = new long[2];
    private final double[] last = new double[2];
    private final double[] otherThen = new double[2];
    private final double[] squares = new double[2];
    private double products;
    private long fadedNs;
    private long count;
    private long refused;

    /**
     * Starts empty.
     *
     * @param halfLifeNs time in which a product loses half its weight, nanoseconds; 0 for never
     */
    public HayashiYoshida(final long halfLifeNs) {
        if (!(halfLifeNs >= 0)) {
            throw new IllegalArgumentException("out of range: halfLifeNs=" + halfLifeNs);
        }
        fadePerNs = halfLifeNs == 0 ? 0 : LN_2 / halfLifeNs;
    }

    /**
     * Adds a tick.
     *
     * @param series   {@link #EXPOSURE} or {@link #HEDGE}
     * @param timeNs   epoch nanoseconds, not before any earlier tick of either series
     * @param logPrice natural logarithm of the price, finite; prices themselves give covariances of changes in price
     * @return whether it was taken; what is out of order or not finite is left out and counted
     */
    public boolean tick(final int series, final long timeNs, final double logPrice) {
        final int other = 1 - series;
        final boolean isInOrder = timeNs >= latestNs();
        if (!isInOrder || !(Math.abs(logPrice) < Double.POSITIVE_INFINITY)) {
            refused++;
            return false;
        }
        fade(timeNs);
        if (isKnown[series]) {
            pair(series, other, logPrice);
        }
        // Changes count from a series' first tick on; a tick at one instant belongs to the interval that ends there.
        if (isKnown[other] && (!isKnown[series] || lastNs[other] == timeNs)) {
            otherThen[other] = logPrice;
        }
        isKnown[series] = true;
        last[series] = logPrice;
        lastNs[series] = timeNs;
        otherThen[series] = last[other];
        return true;
    }

    private long latestNs() {
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < 2; i++) {
            latest = isKnown[i] ? Math.max(latest, lastNs[i]) : latest;
        }
        return latest;
    }

    private void fade(final long timeNs) {
        if (fadePerNs > 0 && count > 0) {
            final double kept = DeterministicMath.exp(-fadePerNs * (timeNs - fadedNs));
            products *= kept;
            squares[EXPOSURE] *= kept;
            squares[HEDGE] *= kept;
        }
        fadedNs = timeNs;
    }

    private void pair(final int series, final int other, final double logPrice) {
        final double change = logPrice - last[series];
        squares[series] += change * change;
        count++;
        if (isKnown[other]) {
            products += change * (last[other] - otherThen[series]);
        }
    }

    /** {@return the sum of products of overlapping returns: the covariance over the time observed, faded} */
    public double covariance() {
        return products;
    }

    /**
     * {@return the sum of squared returns: the variance over the time observed, faded}
     *
     * @param series {@link #EXPOSURE} or {@link #HEDGE}
     */
    public double variance(final int series) {
        return squares[series];
    }

    /** {@return correlation, held within -1 and 1; NaN where one of the two stands still} */
    public double correlation() {
        final double scale = Math.sqrt(squares[EXPOSURE]) * Math.sqrt(squares[HEDGE]);
        return scale > 0 ? Math.min(Math.max(products / scale, -1), 1) : Double.NaN;
    }

    /** {@return hedge ratio of least variance; NaN where the hedge stands still} */
    public double ratio() {
        return MinimumVariance.ratio(products, squares[HEDGE]);
    }

    /** {@return returns of both series} */
    public long count() {
        return count;
    }

    /** {@return ticks left out} */
    public long refused() {
        return refused;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, products);
        for (int i = 0; i < 2; i++) {
            h = Bits.mix(h, isKnown[i] ? 1L : 0L);
            h = Bits.mix(h, lastNs[i]);
            h = Bits.mix(h, last[i]);
            h = Bits.mix(h, otherThen[i]);
            h = Bits.mix(h, squares[i]);
        }
        h = Bits.mix(h, fadedNs);
        h = Bits.mix(h, count);
        return Bits.mix(h, refused);
    }
}
