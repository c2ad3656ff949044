package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.FundingDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What one underlying's hedging did since the session began. Part of the engine so that a replay measures the same.
 * Never decides. Owned by the engine thread.
 */
public final class HedgeStatistics {
    private final BandTracker band = new BandTracker();
    private final DeltaPnlTracker deltaPnl = new DeltaPnlTracker();
    private final EquityTracker equity = new EquityTracker();
    private final BandWidth width = new BandWidth();
    private final FundingTracker funding = new FundingTracker();
    private long orders;
    private long fills;
    private long rebalances;
    private double tradedUsd;
    private double makerUsd;

    HedgeStatistics() {}

    void onValuation(
            final GreeksAggregator greeks, final UnderlyingBook book, final DeltaSense sense, final long nowNs) {
        final DeltaLedger ledger = greeks.ledger();
        equity.onValuation(ledger.coinEquity() + ledger.spotDelta(), ledger.usdEquity(), book.index());
        equity.onFirstGamma(greeks.gamma(), greeks.hedgePrice());
        deltaPnl.onValuation(greeks, book.expiryCount(), sense, book.index(), nowNs);
        funding.see(book, nowNs);
    }

    void onFunding(
            final @Nullable UnderlyingBook book, final BookLine line, final FundingDecoder event, final long nowNs) {
        if (book == null) {
            return;
        }
        funding.onRate(book, line, Scaled.toDouble(event.currentRate()), nowNs);
        if (event.paymentAmount() != FundingDecoder.paymentAmountNullValue()) {
            funding.onPayment(book, line, Scaled.toDouble(event.paymentAmount()));
        }
    }

    void onPart() {
        orders++;
    }

    void onDecision(
            final long nowNs, final Decision decision, final BookSettings settings, final double expectedDelta) {
        orders += decision.isTrade() ? 1 : 0;
        if (decision.reason() == DecisionReason.NOT_READY) {
            onBlind(nowNs);
            return;
        }
        see(nowNs, decision, settings);
        final double middle = middle(decision, settings);
        band.onEvaluation(
                nowNs,
                decision.totalDelta() - middle,
                halfWidth(decision, settings),
                expectedDelta - middle,
                decision.isTrade(),
                decision.isResting(),
                standing(decision));
    }

    /** Where an event or a trigger calls for the centre the band that stood goes on standing. */
    private void see(final long nowNs, final Decision decision, final BookSettings settings) {
        if (!isBanded(settings)) {
            width.none(nowNs);
        } else if (decision.bandHigh() > decision.bandLow()) {
            width.see(nowNs, halfWidth(decision, settings), decision.effectiveGamma(), equity.index());
        }
    }

    /** Of a band as configured and as it was computed; the target of a rule that has none. */
    private static double middle(final Decision decision, final BookSettings settings) {
        return isBanded(settings) && !settings.isSymmetricBand()
                ? 0.5 * (decision.bandLow() + decision.bandHigh())
                : decision.targetDelta();
    }

    private static double halfWidth(final Decision decision, final BookSettings settings) {
        if (settings.isSymmetricBand()) {
            return settings.bandHalfWidth();
        }
        return isBanded(settings) ? 0.5 * (decision.bandHigh() - decision.bandLow()) : Double.MAX_VALUE;
    }

    private static boolean isBanded(final BookSettings settings) {
        return switch (settings.policy().kind()) {
            case FIXED_BAND, WHALLEY_WILMOTT, ZAKAMOULINE, TWO_BAND, NO_TRANSACTION_BAND_NETWORK -> true;
            default -> !settings.isBandOwn();
        };
    }

    void onBlind(final long nowNs) {
        band.onBlind(nowNs);
        width.none(nowNs);
    }

    private static BandTracker.Standing standing(final Decision decision) {
        final boolean isHeldBack = switch (decision.reason()) {
            case ORDER_UNKNOWN, NOT_TRIGGERED, IV_NOISE, RENT_NOT_PAID -> true;
            default -> false;
        };
        if (isHeldBack) {
            return BandTracker.Standing.REFUSED;
        }
        if (decision.isResting()) {
            return BandTracker.Standing.RESTING;
        }
        if (decision.action() != DecisionAction.REFUSE) {
            return decision.isTrade() || decision.reason() == DecisionReason.IN_FLIGHT
                    ? BandTracker.Standing.LATENCY
                    : BandTracker.Standing.LOT;
        }
        return switch (decision.reason()) {
            case STALE_INDEX, STALE_FORWARD, STALE_VOL, STALE_QUOTE, NO_QUOTE -> BandTracker.Standing.DATA_GAP;
            default -> BandTracker.Standing.REFUSED;
        };
    }

    void onFill(final boolean isFirstOfOrder, final double feeUsd) {
        fills++;
        rebalances += isFirstOfOrder ? 1 : 0;
        equity.onFee(feeUsd);
    }

    /** What an order of ours traded, dollars, and whether it had waited for it. */
    void onTraded(final double usd, final boolean isMaker) {
        tradedUsd += usd;
        makerUsd += isMaker ? usd : 0;
    }

    /** {@return share of the value traded by own orders that resting ones traded, 0 to 1; 0 before the first} */
    public double makerShare() {
        return tradedUsd > 0 ? makerUsd / tradedUsd : 0;
    }

    /** {@return value traded by own orders, USD} */
    public double tradedUsd() {
        return tradedUsd;
    }

    /** {@return how the delta kept to its band} */
    public BandTracker band() {
        return band;
    }

    /** {@return how wide that band was} */
    public BandWidth width() {
        return width;
    }

    /** {@return what its perpetuals received of funding} */
    public FundingTracker funding() {
        return funding;
    }

    /** {@return the result of the book's delta} */
    public DeltaPnlTracker deltaPnl() {
        return deltaPnl;
    }

    /** {@return the result of the book} */
    public EquityTracker equity() {
        return equity;
    }

    /** {@return orders decided} */
    public long orders() {
        return orders;
    }

    /** {@return executions applied} */
    public long fills() {
        return fills;
    }

    /** {@return orders that traded at all} */
    public long rebalances() {
        return rebalances;
    }

    long mixInto(final long hash) {
        long h = band.mixInto(hash);
        h = deltaPnl.mixInto(h);
        h = equity.mixInto(h);
        h = Bits.mix(h, orders);
        h = Bits.mix(h, fills);
        h = Bits.mix(h, rebalances);
        return makerUsd == 0 ? h : Bits.mix(Bits.mix(h, makerUsd), tradedUsd);
    }
}
