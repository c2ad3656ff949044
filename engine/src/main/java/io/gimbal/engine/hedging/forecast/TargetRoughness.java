package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.TimeToExpiry;

/**
 * How roughly the target of a hedge moves, measured without a model: whatever moves it — price, volatilities re-marked, time — is
 * in it. Owned by the engine thread.
 *
 * <p>Fading sums of squared changes of the target, of squared changes of the price and of time: {@code a² = Σ(δh)²/Σδt} and
 * {@code Γ_eff = √(Σ(δh)²/Σ(δS)²)}, which stands in for |net gamma| in the band formulas. A change of the book by own trades is not
 * roughness: {@link #rebase} takes it out.
 */
public final class TargetRoughness {
    private final long leastNs;
    private final double halfLifeNs;
    private double target = Double.NaN;
    private double price;
    private long timeNs;
    private double squares;
    private double priceSquares;
    private double years;

    /**
     * Knows nothing yet.
     *
     * @param leastNs    time between samples, at least 1; changes within it are seen as one, which keeps the noise of quotes out
     * @param halfLifeNs after which a sample counts half, above 0
     */
    public TargetRoughness(final long leastNs, final long halfLifeNs) {
        if (leastNs < 1 || halfLifeNs < 1) {
            throw new IllegalArgumentException(
                    "times must be at least 1: leastNs=" + leastNs + ", halfLifeNs=" + halfLifeNs);
        }
        this.leastNs = leastNs;
        this.halfLifeNs = (double) halfLifeNs;
    }

    /**
     * Takes a target. Sooner than the least time after the last sample, also before it, nothing changes.
     *
     * @param newTarget h*, coins; not finite: nothing changes
     * @param newPrice  of the hedge instrument, USD per coin, above 0 and finite; anything else changes nothing
     * @param atNs      engine time
     */
    public void onTarget(final double newTarget, final double newPrice, final long atNs) {
        if (!isUsable(newTarget, newPrice)) {
            return;
        }
        if (Double.isNaN(target)) {
            rebase(newTarget, newPrice, atNs);
            return;
        }
        if (atNs - timeNs < leastNs) {
            return;
        }
        final double elapsedNs = (double) (atNs - timeNs);
        final double kept = EwmaVariance.decay(elapsedNs, halfLifeNs);
        final double change = newTarget - target;
        final double move = newPrice - price;
        squares = kept * squares + change * change;
        priceSquares = kept * priceSquares + move * move;
        years = kept * years + elapsedNs / TimeToExpiry.NS_PER_YEAR;
        rebase(newTarget, newPrice, atNs);
    }

    /**
     * Goes on from another target without counting the step: after a fill of options, a deposit, an expiry.
     *
     * @param newTarget h*, coins; not finite: nothing changes
     * @param newPrice  USD per coin, above 0 and finite; anything else changes nothing
     * @param atNs      engine time
     */
    public void rebase(final double newTarget, final double newPrice, final long atNs) {
        if (isUsable(newTarget, newPrice)) {
            target = newTarget;
            price = newPrice;
            timeNs = atNs;
        }
    }

    private static boolean isUsable(final double target, final double price) {
        return Usable.isNumber(target) && Usable.isPositive(price);
    }

    /**
     * Variance rate of the target, a².
     *
     * @return coins squared per year; NaN before the second sample
     */
    public double roughness() {
        return years > 0 ? squares / years : Double.NaN;
    }

    /**
     * The gamma that would move the target so if the price alone did.
     *
     * @return coins per USD, at least 0; NaN while the price has not moved
     */
    public double effectiveGamma() {
        return priceSquares > 0 ? Math.sqrt(squares / priceSquares) : Double.NaN;
    }

    /**
     * The gamma to take for a band: the larger of the net gamma's size and the measured one.
     *
     * @param gamma net, coins per USD, either sign
     * @return coins per USD, at least 0; the model's alone where nothing is measured; NaN for NaN
     */
    public double gammaForBand(final double gamma) {
        final double measured = effectiveGamma();
        return measured >= 0 ? Math.max(Math.abs(gamma), measured) : Math.abs(gamma);
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, target);
        h = Bits.mix(h, price);
        h = Bits.mix(h, timeNs);
        h = Bits.mix(h, squares);
        h = Bits.mix(h, priceSquares);
        return Bits.mix(h, years);
    }
}
