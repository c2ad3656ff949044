package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The skew-stickiness ratio R that one expiry's smile showed: at-the-money volatility moves by R times the skew per relative move of the
 * forward. Owned by the engine thread.
 *
 * <p>Fading least squares through the origin of {@code δσ_atm} on {@code skew · δ ln F}, drawn to 1, sticky strike, because the ratio
 * is unstable: a given number of observations at a given typical size weigh for it. L. Bergomi, "Smile dynamics IV", Risk (2009). The
 * delta of a strike takes R − 1, not R: {@code RegimeDeltas}.
 */
public final class SkewStickiness {
    private final double halfLifeNs;
    private final double prior;
    private double forward = Double.NaN;
    private double vol;
    private double skew;
    private double products;
    private double squares;
    private long timeNs;

    /**
     * Knows nothing: the ratio is 1.
     *
     * @param halfLifeNs        after which an observation counts half, at least 1; some 20 days as a rule
     * @param priorObservations number of observations that the ratio of 1 weighs as much as, above 0
     * @param typicalMove       size of {@code skew · δ ln F} that one of them has, absolute volatility, above 0
     */
    public SkewStickiness(final long halfLifeNs, final double priorObservations, final double typicalMove) {
        final double weight = priorObservations * typicalMove * typicalMove;
        if (halfLifeNs < 1 || !(priorObservations > 0 && typicalMove > 0 && weight > 0 && weight <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "half-life must be at least 1, observations and move above 0: halfLifeNs=" + halfLifeNs
                            + ", priorObservations=" + priorObservations + ", typicalMove=" + typicalMove);
        }
        this.halfLifeNs = (double) halfLifeNs;
        prior = weight;
    }

    /**
     * Takes a smile: one observation with the smile before it.
     *
     * @param newForward of the expiry, USD per coin, above 0
     * @param newVol     at the money, absolute, above 0
     * @param newSkew    ∂vol/∂k at the money, per 1.00 of k; a number out of range in any place changes nothing
     * @param atNs       engine time; not after the last smile's: changes nothing
     */
    public void onSmile(final double newForward, final double newVol, final double newSkew, final long atNs) {
        if (!(Usable.isPositive(newForward) && Usable.isPositive(newVol) && Usable.isNumber(newSkew))) {
            return;
        }
        if (forward > 0) {
            if (atNs <= timeNs) {
                return;
            }
            final double kept = EwmaVariance.decay((double) (atNs - timeNs), halfLifeNs);
            final double expected = skew * DeterministicMath.logRatio(newForward, forward);
            products = kept * products + expected * (newVol - vol);
            squares = kept * squares + expected * expected;
        }
        forward = newForward;
        vol = newVol;
        skew = newSkew;
        timeNs = atNs;
    }

    /**
     * Begins anew from the next smile, keeping what was learnt: after a gap, or where another expiry takes the place.
     */
    public void forgetLast() {
        forward = Double.NaN;
    }

    /**
     * The ratio.
     *
     * @return R; 1 where nothing is known: sticky strike; 0 is sticky moneyness
     */
    public double ratio() {
        return (products + prior) / (squares + prior);
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(Bits.mix(hash, forward), vol);
        h = Bits.mix(Bits.mix(h, skew), products);
        return Bits.mix(Bits.mix(h, squares), timeNs);
    }
}
