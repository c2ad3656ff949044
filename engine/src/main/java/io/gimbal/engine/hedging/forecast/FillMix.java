package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * The share of the own flow that is filled at rest, and the cost rate of the mix:
 * {@code k_eff = p (k_maker + adverse) + (1 − p) k_taker}. Owned by the engine thread.
 */
public final class FillMix {
    private final double decay;
    private double made;
    private double all;

    /**
     * Begins with a share that counts as one amount.
     *
     * @param decay       weight of the past, per fill, above 0 and at most 1
     * @param priorShare  of maker fills, from 0 to 1
     * @param priorAmount that it weighs, coins, at least 0
     */
    public FillMix(final double decay, final double priorShare, final double priorAmount) {
        if (!(decay > 0 && decay <= 1 && priorShare >= 0 && priorShare <= 1)
                || !(priorAmount >= 0 && priorAmount <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "decay must be above 0 and at most 1, the share from 0 to 1, the amount at" + " least 0: decay="
                            + decay + ", priorShare=" + priorShare + ", priorAmount=" + priorAmount);
        }
        this.decay = decay;
        made = priorShare * priorAmount;
        all = priorAmount;
    }

    /**
     * Takes an own fill.
     *
     * @param amount  coins, either sign, finite; anything else, and 0, changes nothing
     * @param isMaker it was filled at rest
     */
    public void onFill(final double amount, final boolean isMaker) {
        final double size = Math.abs(amount);
        if (Usable.isPositive(size)) {
            made = decay * made + (isMaker ? size : 0);
            all = decay * all + size;
        }
    }

    /**
     * The share of the amount that was filled at rest.
     *
     * @return from 0 to 1; NaN while nothing is known
     */
    public double makerShare() {
        return made / all;
    }

    /**
     * The cost rate of the mix as it is.
     *
     * @param makerRate all-in of a fill at rest without the move against it, share of the price; a rebate is below 0
     * @param adverse   mean move against such a fill, share of the price, either sign
     * @param takerRate all-in of a fill that takes, share of the price
     * @return share of the price; NaN while nothing is known
     */
    public double costRate(final double makerRate, final double adverse, final double takerRate) {
        return costRate(makerShare(), makerRate, adverse, takerRate);
    }

    /**
     * The cost rate of a mix.
     *
     * @param makerShare p, from 0 to 1
     * @param makerRate  all-in of a fill at rest without the move against it, share of the price; a rebate is below 0
     * @param adverse    mean move against such a fill, share of the price, either sign
     * @param takerRate  all-in of a fill that takes, share of the price
     * @return share of the price; NaN for a share out of range
     */
    public static double costRate(
            final double makerShare, final double makerRate, final double adverse, final double takerRate) {
        if (!(makerShare >= 0 && makerShare <= 1)) {
            return Double.NaN;
        }
        return makerShare * (makerRate + adverse) + (1 - makerShare) * takerRate;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        return Bits.mix(Bits.mix(hash, made), all);
    }
}
