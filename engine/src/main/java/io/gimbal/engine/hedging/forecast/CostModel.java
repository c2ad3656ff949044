package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * What a coin costs to trade, learnt from own fills: fee, a share of the half-spread, and impact by the square root of size. Owned by
 * the engine thread.
 *
 * <p>{@code k(Q) = fee + A · s/2 + Y σ_D √(Q / V_D)}, all shares of the price. A and Y are fading least squares through the origin, of the
 * shortfall against the mid at decision on {@code s/2} and {@link #impactUnit}; neither is ever below 0. They begin at what is given and
 * leave it as fills come. B. Tóth et al., Physical Review X 1 (2011), Y of 0.5 to 1; J. Donier, J. Bonart, "A million metaorder analysis
 * of market impact on the Bitcoin", Market Microstructure and Liquidity 1 (2015).
 */
public final class CostModel {
    private static final double TYPICAL_HALF_SPREAD = 1e-4;
    private static final double TYPICAL_IMPACT = 1e-3;

    private final double decay;
    private final double priorSpreadShare;
    private final double priorImpact;
    private final double priorFills;
    private final double[] sums = new double[5];
    private double fees;
    private double feeWeight;
    private final double priorFee;

    /**
     * Knows what is given and no fills.
     *
     * @param decay            weight of the past, per fill, above 0 and at most 1
     * @param priorFee         share of the price, finite; a rebate is below 0
     * @param priorSpreadShare A, at least 0; 1 for a taker
     * @param priorImpact      Y, at least 0
     * @param priorFills       number of fills, at a half-spread of 1 bp and an impact unit of 0.1 %, that what is given
     *                         weighs as much as, above 0; it does not fade
     */
    public CostModel(
            final double decay,
            final double priorFee,
            final double priorSpreadShare,
            final double priorImpact,
            final double priorFills) {
        if (!(decay > 0 && decay <= 1 && Math.abs(priorFee) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("decay must be above 0 and at most 1 and the fee finite: decay=" + decay
                    + ", priorFee=" + priorFee);
        }
        if (!(priorSpreadShare >= 0 && priorImpact >= 0 && priorFills > 0)
                || !(priorSpreadShare + priorImpact + priorFills <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "spread share and impact must be at least 0, the weight above 0:" + " priorSpreadShare="
                            + priorSpreadShare + ", priorImpact=" + priorImpact + ", priorFills=" + priorFills);
        }
        this.decay = decay;
        this.priorFee = priorFee;
        this.priorSpreadShare = priorSpreadShare;
        this.priorImpact = priorImpact;
        this.priorFills = priorFills;
    }

    /**
     * What the impact coefficient multiplies: {@code σ_D √(Q / V_D)}.
     *
     * @param dailyVol    σ_D, absolute, per root day, at least 0
     * @param amount      Q, either sign
     * @param dailyVolume V_D, in the unit of the amount, above 0
     * @return share of the price, at least 0; NaN for arguments out of range
     */
    public static double impactUnit(final double dailyVol, final double amount, final double dailyVolume) {
        return dailyVol >= 0 && dailyVolume > 0 ? dailyVol * Math.sqrt(Math.abs(amount) / dailyVolume) : Double.NaN;
    }

    /**
     * The size of a typical order of a band: what the target moves by in a time, spread over the trades of that time;
     * {@code a² δ / (2 H)}.
     *
     * @param roughness a², coins squared per year, at least 0
     * @param years     δ, at least 0
     * @param halfWidth H, coins, above 0
     * @return coins; NaN for arguments out of range
     */
    public static double typicalClip(final double roughness, final double years, final double halfWidth) {
        return roughness >= 0 && years >= 0 && halfWidth > 0 ? roughness * years / (2 * halfWidth) : Double.NaN;
    }

    /**
     * Takes an own fill; one number out of range or not finite, and nothing changes.
     *
     * @param shortfall  side × (fill price − mid at decision) / mid, without fees, either sign
     * @param fee        paid, share of the price; a rebate is below 0
     * @param halfSpread at decision, share of the mid, at least 0
     * @param impactUnit of the fill, at least 0
     */
    public void onFill(final double shortfall, final double fee, final double halfSpread, final double impactUnit) {
        if (!(Math.abs(shortfall) < 1 && Math.abs(fee) < 1)
                || !(halfSpread >= 0 && halfSpread < 1 && impactUnit >= 0 && impactUnit < 1)) {
            return;
        }
        final double spread = halfSpread / TYPICAL_HALF_SPREAD;
        final double impact = impactUnit / TYPICAL_IMPACT;
        sums[0] = decay * sums[0] + spread * spread;
        sums[1] = decay * sums[1] + spread * impact;
        sums[2] = decay * sums[2] + impact * impact;
        sums[3] = decay * sums[3] + spread * shortfall;
        sums[4] = decay * sums[4] + impact * shortfall;
        fees = decay * fees + fee;
        feeWeight = decay * feeWeight + 1;
    }

    /**
     * Mean fee.
     *
     * @return share of the price; a rebate is below 0
     */
    public double fee() {
        return (fees + priorFills * priorFee) / (feeWeight + priorFills);
    }

    /**
     * The share of the half-spread that is paid, A.
     *
     * @return at least 0
     */
    public double spreadShare() {
        final double least = spreadMoment() / spreadWeight();
        if (freeImpact() < 0) {
            return Math.max(0, least / TYPICAL_HALF_SPREAD);
        }
        final double free = (impactWeight() * spreadMoment() - sums[1] * impactMoment()) / determinant();
        return Math.max(0, free / TYPICAL_HALF_SPREAD);
    }

    /**
     * The coefficient of impact, Y.
     *
     * @return at least 0
     */
    public double impact() {
        final double free = (impactWeight() * spreadMoment() - sums[1] * impactMoment()) / determinant();
        final double answer = free < 0 ? impactMoment() / impactWeight() : freeImpact();
        return Math.max(0, answer / TYPICAL_IMPACT);
    }

    private double freeImpact() {
        return (spreadWeight() * impactMoment() - sums[1] * spreadMoment()) / determinant();
    }

    private double determinant() {
        return spreadWeight() * impactWeight() - sums[1] * sums[1];
    }

    private double spreadWeight() {
        return sums[0] + priorFills;
    }

    private double impactWeight() {
        return sums[2] + priorFills;
    }

    private double spreadMoment() {
        return sums[3] + priorFills * priorSpreadShare * TYPICAL_HALF_SPREAD;
    }

    private double impactMoment() {
        return sums[4] + priorFills * priorImpact * TYPICAL_IMPACT;
    }

    /**
     * Expected cost of an order, all in: the k of the band formulas at its size.
     *
     * @param halfSpread share of the mid, at least 0
     * @param impactUnit of the order, at least 0
     * @return share of the price; NaN for arguments out of range
     */
    public double costRate(final double halfSpread, final double impactUnit) {
        if (!(halfSpread >= 0 && impactUnit >= 0)) {
            return Double.NaN;
        }
        return fee() + spreadShare() * halfSpread + impact() * impactUnit;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(Bits.mix(hash, fees), feeWeight);
        for (final double sum : sums) {
            h = Bits.mix(h, sum);
        }
        return h;
    }
}
