package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.forecast.CostSettings;
import io.gimbal.engine.hedging.forecast.OwnCosts;
import io.gimbal.engine.hedging.instrument.InstrumentChoice;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Side;

/**
 * What own fills say that trading one candidate costs: what the desk states until there are some, weighing as much as the
 * desk's prior fills, and never further from that than is believed. Owned by the engine thread; allocates nothing after
 * construction.
 *
 * <p>With the stated rate {@code s} of fee, half-spread and share at rest, what is measured counts as at least
 * {@code s − 4 max(|s|, 1 bp)} and at most {@code s + 4 max(|s|, 1 bp)}, with impact and without: a few fills in a moment
 * without a market must not close a candidate for a day.
 */
final class MeasuredCost {
    private static final double BELIEVED = 4;
    private static final double SMALLEST = 1e-4;

    /** Coefficient of the square-root law beyond which it is something else that own fills paid for. */
    private static final double LARGEST_IMPACT = 3;

    private final CostSettings prior;
    private final OwnCosts own;
    private double takerFeeRate;
    private double makerFeeRate;
    private double makerShare;
    private boolean isBounded;

    /** Begins at what is stated; the fee of takers is the prior's. */
    MeasuredCost(final CostSettings prior) {
        this.prior = prior;
        own = new OwnCosts(prior);
        takerFeeRate = prior.feeRate();
    }

    CostSettings prior() {
        return prior;
    }

    /** What the desk states: fees, and the share of trades that rest. */
    void stated(final double newTakerFeeRate, final double newMakerFeeRate, final double newMakerShare) {
        takerFeeRate = newTakerFeeRate;
        makerFeeRate = newMakerFeeRate;
        makerShare = newMakerShare;
    }

    void onQuote(final QuoteDecoder event, final long nowNs) {
        if (event.bidAmount() > 0 && event.askAmount() > 0) {
            own.onQuote(Scaled.toDouble(event.bidPrice()), Scaled.toDouble(event.askPrice()), nowNs);
        }
    }

    void onTrade(final double coins, final long nowNs) {
        own.onTrade(coins, nowNs);
    }

    void onOrder(final long orderId) {
        own.onOrder(orderId);
    }

    void onFill(final FillDecoder event, final Instrument instrument, final double dailyVol, final long nowNs) {
        take(own, event, instrument, dailyVol, nowNs);
    }

    /** A fill as its costs are reckoned: in coins of the instrument, the fee as a share of them. */
    static void take(
            final OwnCosts costs,
            final FillDecoder event,
            final Instrument instrument,
            final double dailyVol,
            final long nowNs) {
        final double price = Scaled.toDouble(event.price());
        final double size = OrderSizing.deltaOf(instrument, event.amount(), price);
        final double fee = Scaled.toDouble(event.fee());
        costs.onFill(
                event.orderId(),
                event.side() == Side.BUY ? size : -size,
                price,
                event.feeCurrency() == Currency.COIN ? fee / size : fee / (size * price),
                event.liquidityRaw() == Liquidity.MAKER.value(),
                dailyVol,
                nowNs);
    }

    /** Of fee, half-spread and share at rest as stated, without impact; share of the notional. */
    double statedRate(final double halfSpread) {
        return makerShare * makerFeeRate + (1 - makerShare) * (takerFeeRate + halfSpread);
    }

    /** The same as measured, within what is believed; NaN for a half-spread that is not known. */
    double rate(final double halfSpread) {
        final double trust = own.fills() / (own.fills() + prior.priorFills());
        final double measuredShare = own.makerShare();
        final double share = measuredShare >= 0 ? trust * measuredShare + (1 - trust) * makerShare : makerShare;
        final double adverse = own.makerAdverse();
        final double made = own.makerRate() + (Math.abs(adverse) < 1 ? adverse : 0);
        final double maker = Math.abs(made) < 1 ? trust * made + (1 - trust) * makerFeeRate : makerFeeRate;
        final double taker = own.feeRate() + own.spreadShare() * halfSpread;
        return bounded(share * maker + (1 - share) * taker, halfSpread);
    }

    private double bounded(final double rate, final double halfSpread) {
        final double stated = statedRate(halfSpread);
        final double far = BELIEVED * Math.max(Math.abs(stated), SMALLEST);
        final double bounded = Math.min(Math.max(rate, stated - far), stated + far);
        isBounded = bounded != rate;
        return bounded;
    }

    /** Fee and half-spread of a trade that takes all of it, as measured, within what is believed of what is stated. */
    double takingRate(final double halfSpread) {
        final double stated = takerFeeRate + halfSpread;
        final double far = BELIEVED * Math.max(Math.abs(stated), SMALLEST);
        return Math.min(Math.max(own.feeRate() + own.spreadShare() * halfSpread, stated - far), stated + far);
    }

    /** Share of the price per root USD of a trade that takes all of it, at least 0. */
    double takingImpact(final double dailyVol, final double price) {
        final double factor = Math.min(own.impact(), LARGEST_IMPACT);
        final double impact = InstrumentChoice.impact(factor, dailyVol, own.dailyVolume() * price);
        return impact >= 0 ? impact : 0;
    }

    /** Share of the price per root USD, of the trades that take. */
    double impact(final double dailyVol, final double price) {
        final double measuredShare = own.makerShare();
        final double share = measuredShare >= 0 ? measuredShare : makerShare;
        return (1 - share) * takingImpact(dailyVol, price);
    }

    /** All in of a typical own fill; share of the notional, at least 0. */
    double costRate(final double halfSpread, final double dailyVol, final double price) {
        final double rate = rate(halfSpread) + impact(dailyVol, price) * Math.sqrt(own.clip() * price);
        return Math.max(bounded(rate, halfSpread), 0);
    }

    /** Whether the last rate was bounded. */
    boolean isBounded() {
        return isBounded;
    }

    OwnCosts own() {
        return own;
    }

    long mixInto(final long hash) {
        long h = own.mixInto(hash);
        h = Bits.mix(Bits.mix(h, takerFeeRate), makerFeeRate);
        return Bits.mix(h, makerShare);
    }
}
