package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * What a coin costs to trade, all in, as own fills have shown: fee, spread and impact of those that took ({@link
 * CostModel}), fee, price and adverse move of those that rested ({@link Markouts}), and their mix ({@link FillMix}).
 * Owned by the engine thread; allocates nothing after construction.
 *
 * <p>A taker's shortfall is against the mid at the decision, which is kept for the last orders; a fill of an older
 * order, or of nobody's, is held against the present mid. A maker's price is against the present mid.
 */
public final class OwnCosts {
    private static final int ORDERS_KEPT = 64;

    /** Ten seconds, of {@link Markouts#standard}. */
    private static final int HORIZON = 1;

    private final CostModel takers;
    private final FillMix mix;
    private final Markouts takerMarkouts;
    private final Markouts makerMarkouts;
    private final TradedVolume volume;
    private final double decay;
    private final long[] orderIds = new long[ORDERS_KEPT];
    private final double[] orderMids = new double[ORDERS_KEPT];
    private final double[] orderHalfSpreads = new double[ORDERS_KEPT];
    private double mid = Double.NaN;
    private double halfSpread = Double.NaN;
    private double madeRates;
    private double madeWeight;
    private double sizes;
    private double sizeWeight;
    private long fills;

    /**
     * Knows what is stated and no fills.
     *
     * @param settings sound
     */
    public OwnCosts(final CostSettings settings) {
        if (!settings.isSound()) {
            throw new IllegalArgumentException("settings out of range: feeRate=" + settings.feeRate() + ", spreadShare="
                    + settings.spreadShare() + ", impact=" + settings.impact() + ", priorFills=" + settings.priorFills()
                    + ", fillHalfLife=" + settings.fillHalfLife() + ", dailyVolume=" + settings.dailyVolume());
        }
        decay = EwmaVariance.decay(1, settings.fillHalfLife());
        takers = new CostModel(
                decay, settings.feeRate(), settings.spreadShare(), settings.impact(), settings.priorFills());
        mix = new FillMix(decay, 0, 0);
        takerMarkouts = Markouts.standard(decay);
        makerMarkouts = Markouts.standard(decay);
        volume = new TradedVolume(settings.dailyVolume());
    }

    /**
     * Takes the best quote of what is traded. One-sided, crossed or not above 0: nothing changes.
     *
     * @param bid  USD per coin
     * @param ask  USD per coin
     * @param atNs engine time
     */
    public void onQuote(final double bid, final double ask, final long atNs) {
        if (!(Usable.isPositive(bid) && Usable.isPositive(ask) && ask >= bid)) {
            return;
        }
        mid = 0.5 * (bid + ask);
        halfSpread = 0.5 * (ask - bid) / mid;
        takerMarkouts.onMid(mid, atNs);
        makerMarkouts.onMid(mid, atNs);
    }

    /**
     * Keeps the present quote as that of an order's decision.
     *
     * @param orderId above 0
     */
    public void onOrder(final long orderId) {
        final int slot = slot(orderId);
        orderIds[slot] = orderId;
        orderMids[slot] = mid;
        orderHalfSpreads[slot] = halfSpread;
    }

    private static int slot(final long orderId) {
        return (int) Math.floorMod(orderId, (long) ORDERS_KEPT);
    }

    /**
     * Takes an own fill. Before the first quote, or with a number out of range, nothing changes.
     *
     * @param orderId  it belongs to; 0 where it is nobody's
     * @param coins    signed, bought above 0
     * @param price    USD per coin, above 0
     * @param feeRate  paid, share of the price; a rebate is below 0
     * @param isMaker  it was filled at rest
     * @param dailyVol absolute per root day; not known: no impact is learnt
     * @param atNs     engine time
     */
    public void onFill(
            final long orderId,
            final double coins,
            final double price,
            final double feeRate,
            final boolean isMaker,
            final double dailyVol,
            final long atNs) {
        final double size = Math.abs(coins);
        if (!(Usable.isPositive(size) && Usable.isPositive(price) && mid > 0 && Math.abs(feeRate) < 1)) {
            return;
        }
        mix.onFill(coins, isMaker);
        sizes = decay * sizes + size;
        sizeWeight = decay * sizeWeight + 1;
        fills++;
        if (isMaker) {
            madeRates = decay * madeRates + feeRate + Math.signum(coins) * (price - mid) / mid;
            madeWeight = decay * madeWeight + 1;
            makerMarkouts.onFill(coins, price, atNs);
        } else {
            learn(orderId, coins, price, feeRate, dailyVol);
            takerMarkouts.onFill(coins, price, atNs);
        }
    }

    private void learn(
            final long orderId, final double coins, final double price, final double feeRate, final double dailyVol) {
        final int slot = slot(orderId);
        final boolean isKept = orderId > 0 && orderIds[slot] == orderId && orderMids[slot] > 0;
        final double decisionMid = isKept ? orderMids[slot] : mid;
        final double spread = isKept ? orderHalfSpreads[slot] : halfSpread;
        final double shortfall = Math.signum(coins) * (price - decisionMid) / decisionMid;
        takers.onFill(shortfall, feeRate, spread, impactUnit(dailyVol, coins));
    }

    private double impactUnit(final double dailyVol, final double coins) {
        final double unit = CostModel.impactUnit(dailyVol, coins, volume.perDay());
        return unit >= 0 ? unit : 0;
    }

    /**
     * Takes a public trade.
     *
     * @param coins above 0 and finite; anything else changes nothing
     * @param atNs  engine time
     */
    public void onTrade(final double coins, final long atNs) {
        volume.onTrade(coins, atNs);
    }

    /**
     * Expected cost of the next order, all in, of the typical size and at the present spread: k of the band formulas.
     *
     * @param dailyVol absolute per root day; not known: without impact
     * @return share of the price, at least 0; NaN before the first quote
     */
    public double costRate(final double dailyVol) {
        final double taker = takerRate(dailyVol);
        final double share = mix.makerShare();
        if (!(share > 0)) {
            return Math.max(0, taker);
        }
        final double adverse = makerMarkouts.adverse(HORIZON);
        return Math.max(0, FillMix.costRate(share, makerRate(), adverse >= -1 ? adverse : 0, taker));
    }

    /**
     * Expected cost of a taker of the typical size at the present spread.
     *
     * @param dailyVol absolute per root day; not known: without impact
     * @return share of the price; NaN before the first quote
     */
    public double takerRate(final double dailyVol) {
        return takers.costRate(halfSpread, impactUnit(dailyVol, clip()));
    }

    /**
     * Mean cost of own fills at rest, the move against them left out.
     *
     * @return share of the price, a gain below 0; NaN before the first
     */
    public double makerRate() {
        return madeRates / madeWeight;
    }

    /**
     * The size of a typical own fill.
     *
     * @return coins; 0 before the first
     */
    public double clip() {
        return sizeWeight > 0 ? sizes / sizeWeight : 0;
    }

    /**
     * The share of own flow that was filled at rest.
     *
     * @return from 0 to 1; NaN before the first fill
     */
    public double makerShare() {
        return mix.makerShare();
    }

    /** {@return mean fee of takers, share of the price} */
    public double feeRate() {
        return takers.fee();
    }

    /** {@return share of the half-spread that takers pay, at least 0} */
    public double spreadShare() {
        return takers.spreadShare();
    }

    /** {@return coefficient of the square-root impact, at least 0} */
    public double impact() {
        return takers.impact();
    }

    /**
     * Ten seconds after own fills that took.
     *
     * @return share of the price, above 0 they were good; NaN before one is settled
     */
    public double takerMarkout() {
        return takerMarkouts.markout(HORIZON);
    }

    /**
     * Move of the mid against own fills at rest in ten seconds.
     *
     * @return share of the price, above 0 against us; NaN before one is settled
     */
    public double makerAdverse() {
        return makerMarkouts.adverse(HORIZON);
    }

    /** {@return coins traded a day by everybody} */
    public double dailyVolume() {
        return volume.perDay();
    }

    /** {@return own fills taken} */
    public long fills() {
        return fills;
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = mix.mixInto(takers.mixInto(hash));
        h = volume.mixInto(makerMarkouts.mixInto(takerMarkouts.mixInto(h)));
        for (int i = 0; i < ORDERS_KEPT; i++) {
            h = Bits.mix(Bits.mix(Bits.mix(h, orderIds[i]), orderMids[i]), orderHalfSpreads[i]);
        }
        h = Bits.mix(Bits.mix(h, mid), halfSpread);
        h = Bits.mix(Bits.mix(h, madeRates), madeWeight);
        h = Bits.mix(Bits.mix(h, sizes), sizeWeight);
        return Bits.mix(h, fills);
    }
}
