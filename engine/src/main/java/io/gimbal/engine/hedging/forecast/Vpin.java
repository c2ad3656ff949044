package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * How one-sided the flow is: volume-synchronised probability of informed trading, {@code Σ|V_sell − V_buy| / (n V)} over the last n
 * buckets of equal volume, and its rank in its own past. Owned by the engine thread.
 *
 * <p>D. Easley, M. López de Prado, M. O'Hara, "Flow toxicity and liquidity in a high-frequency world", Review of Financial Studies 25
 * (2012). That it foretells more than volume and volatility do is disputed (T. Andersen, O. Bondarenko, Journal of Financial
 * Markets 17, 2014): what acts on it should be off until proven on the desk's own markouts.
 *
 * <p>What does not fit into a bucket is carried into the next; one trade can fill several.
 */
public final class Vpin {
    private final double bucketVolume;
    private final double moveDecay;
    private final double[] imbalances;
    private final double[] history;
    private double filled;
    private double bought;
    private double moveVariance = Double.NaN;
    private int nextBucket;
    private int buckets;
    private int nextRank;
    private int ranks;
    private double value = Double.NaN;

    /**
     * Empty buckets.
     *
     * @param bucketVolume V, coins or any one unit of volume, above 0; a fiftieth of a day's as a rule
     * @param buckets      n, in the sum, at least 1; 50 as a rule
     * @param history      past values that the rank is among, at least 1
     * @param moveDecay    weight of the past in the variance of price changes, per bar, above 0 and below 1; for
     *                     {@link #onBar} alone
     */
    public Vpin(final double bucketVolume, final int buckets, final int history, final double moveDecay) {
        if (!(bucketVolume > 0 && bucketVolume <= Double.MAX_VALUE && moveDecay > 0 && moveDecay < 1)) {
            throw new IllegalArgumentException("volume must be above 0 and decay between 0 and 1: bucketVolume="
                    + bucketVolume + ", moveDecay=" + moveDecay);
        }
        if (buckets < 1 || history < 1) {
            throw new IllegalArgumentException(
                    "buckets and history must be at least 1: buckets=" + buckets + ", history=" + history);
        }
        this.bucketVolume = bucketVolume;
        this.moveDecay = moveDecay;
        imbalances = new double[buckets];
        this.history = new double[history];
    }

    /**
     * Takes a trade whose aggressor is known.
     *
     * @param volume above 0 and finite; anything else changes nothing
     * @param isBuy  the buyer took
     */
    public void onTrade(final double volume, final boolean isBuy) {
        fill(volume, isBuy ? 1 : 0);
    }

    /**
     * Takes a bar whose aggressors are not known: the share {@code Φ(ΔP / σ)} of its volume counts as bought, σ² the exponential
     * average of the squared changes before it. The first bar counts half.
     *
     * @param volume of the bar, above 0 and finite; anything else changes nothing
     * @param change of the price over the bar, finite; anything else changes nothing
     */
    public void onBar(final double volume, final double change) {
        final double square = change * change;
        if (!(square <= Double.MAX_VALUE && volume > 0 && volume <= Double.MAX_VALUE)) {
            return;
        }
        fill(volume, buyShare(change));
        moveVariance = moveVariance >= 0 ? moveDecay * moveVariance + (1 - moveDecay) * square : square;
    }

    private double buyShare(final double change) {
        final boolean tells = moveVariance >= 0 && change != 0;
        return tells ? DeterministicMath.normalCdf(change / Math.sqrt(moveVariance)) : 0.5;
    }

    private void fill(final double volume, final double buyShare) {
        if (!(volume > 0 && volume <= Double.MAX_VALUE)) {
            return;
        }
        double rest = volume;
        // After so many buckets of one trade every further one repeats the last: a bound on the loop that changes
        // nothing.
        int left = imbalances.length + history.length + 1;
        while (rest >= bucketVolume - filled) {
            final double part = bucketVolume - filled;
            bought += buyShare * part;
            rest -= part;
            close();
            left--;
            if (left == 0) {
                rest %= bucketVolume;
            }
        }
        filled += rest;
        bought += buyShare * rest;
    }

    private void close() {
        imbalances[nextBucket] = 2 * bought - bucketVolume;
        nextBucket = nextBucket + 1 == imbalances.length ? 0 : nextBucket + 1;
        buckets = Math.min(buckets + 1, imbalances.length);
        filled = 0;
        bought = 0;
        if (buckets == imbalances.length) {
            double sum = 0;
            for (final double imbalance : imbalances) {
                sum += Math.abs(imbalance);
            }
            value = sum / (imbalances.length * bucketVolume);
            history[nextRank] = value;
            nextRank = nextRank + 1 == history.length ? 0 : nextRank + 1;
            ranks = Math.min(ranks + 1, history.length);
        }
    }

    /**
     * The present value.
     *
     * @return from 0, balanced, to 1, one-sided; NaN before n buckets are full
     */
    public double value() {
        return value;
    }

    /**
     * The share of the remembered values, this one among them, that are not above it.
     *
     * @return above 0, at most 1; NaN before the history is full
     */
    public double rank() {
        if (ranks < history.length) {
            return Double.NaN;
        }
        int notAbove = 0;
        for (final double past : history) {
            notAbove += past <= value ? 1 : 0;
        }
        return (double) notAbove / history.length;
    }

    /**
     * Which side takes: {@code Σ(V_buy − V_sell) / (n V)}.
     *
     * @return from −1, all sold, to 1, all bought; NaN before n buckets are full
     */
    public double direction() {
        if (buckets < imbalances.length) {
            return Double.NaN;
        }
        double sum = 0;
        for (final double imbalance : imbalances) {
            sum += imbalance;
        }
        return sum / (imbalances.length * bucketVolume);
    }

    /**
     * What to multiply the cost rate of a band by.
     *
     * @param extra     added where the flow is toxic, at least 0
     * @param threshold of the rank, above which it is
     * @return {@code 1 + extra} or 1; 1 while the rank is not known
     */
    public double costFactor(final double extra, final double threshold) {
        return extra >= 0 && rank() > threshold ? 1 + extra : 1;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, filled);
        h = Bits.mix(h, bought);
        h = Bits.mix(h, moveVariance);
        h = Bits.mix(h, value);
        h = Bits.mix(h, (long) nextBucket);
        h = Bits.mix(h, (long) buckets);
        h = Bits.mix(h, (long) nextRank);
        h = Bits.mix(h, (long) ranks);
        for (final double imbalance : imbalances) {
            h = Bits.mix(h, imbalance);
        }
        for (final double past : history) {
            h = Bits.mix(h, past);
        }
        return h;
    }
}
