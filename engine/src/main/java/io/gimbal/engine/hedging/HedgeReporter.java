package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;

/**
 * Says what one underlying's hedger decided: every trade, every change of reason, and the present state once per
 * heartbeat; the book's Greeks at their own interval; an alert when a refusal begins. Owned by the engine thread.
 */
final class HedgeReporter {
    private static final long NEVER = Long.MIN_VALUE;
    private static final double YEARS_PER_DAY = 1.0 / 365.0;
    private static final double VOL_POINT = 0.01;

    private final int underlyingId;
    private final Session session;
    private final OutputPublisher out;
    private final Decision decision = new Decision();
    private DecisionAction lastAction = DecisionAction.NULL_VAL;
    private DecisionReason lastReason = DecisionReason.NULL_VAL;
    private long lastDecisionNs = NEVER;
    private long lastGreeksNs = NEVER;
    private long shadowAlarms;
    private boolean isUnpriceable;
    private boolean isFallback;
    private boolean isBlackDelta;

    HedgeReporter(final int underlyingId, final Session session, final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.session = session;
        this.out = out;
    }

    Decision decision() {
        return decision;
    }

    /** Everything is there and fresh, and yet something of the book has no value: said when it begins. */
    void unpriceable(final int positions) {
        if (!isUnpriceable) {
            out.publish(out.alert(AlertCode.UNPRICEABLE, Severity.CRITICAL)
                    .underlyingId(underlyingId)
                    .value(positions)
                    .encodedLength());
        }
        isUnpriceable = true;
    }

    /** Nothing could be valued. */
    void blind(final long nowNs, final DecisionReason reason, final BookSettings settings) {
        decision.blind(reason, settings.targetDelta());
        session.watch().onEvaluation(underlyingId, nowNs, false);
        publish(nowNs, settings);
    }

    /** Reports the decision of one of several orders of one evaluation. */
    void part(final long nowNs, final BookSettings settings) {
        publish(nowNs, settings);
    }

    /** Reports a decision, and the Greeks where they are due; whether they were. */
    boolean report(
            final long nowNs,
            final BookSettings settings,
            final GreeksAggregator greeks,
            final UnderlyingBook book,
            final BookLine hedge) {
        isUnpriceable = false;
        session.watch().onEvaluation(underlyingId, nowNs, true);
        publish(nowNs, settings);
        alertFallback();
        alertDivergence(greeks);
        final boolean isDue = lastGreeksNs == NEVER || nowNs - lastGreeksNs >= session.greeksIntervalNs();
        if (isDue) {
            lastGreeksNs = nowNs;
            greeks.report(hedge);
            publishGreeks(greeks, book);
        }
        return isDue;
    }

    /** A fit that is further off than it certifies is a fault of ours, whatever it was off by. */
    private void alertDivergence(final GreeksAggregator greeks) {
        final long alarms = greeks.shadowAlarms();
        if (alarms > shadowAlarms) {
            out.publish(out.alert(AlertCode.GREEKS_DIVERGED, Severity.CRITICAL)
                    .underlyingId(underlyingId)
                    .value((double) alarms)
                    .encodedLength());
        }
        shadowAlarms = alarms;
    }

    private void publish(final long nowNs, final BookSettings settings) {
        final boolean isChanged = decision.action() != lastAction || decision.reason() != lastReason;
        final boolean isDue = lastDecisionNs == NEVER || nowNs - lastDecisionNs >= session.decisionHeartbeatNs();
        if (!isChanged && !isDue && !decision.isTrade()) {
            return;
        }
        if (isChanged && decision.action() == DecisionAction.REFUSE) {
            alertRefusal();
        }
        lastAction = decision.action();
        lastReason = decision.reason();
        lastDecisionNs = nowNs;
        out.publish(out.decision()
                .totalDelta(OutputPublisher.clean(decision.totalDelta()))
                .inFlightDelta(OutputPublisher.clean(decision.inFlightDelta()))
                .targetDelta(OutputPublisher.clean(decision.targetDelta()))
                .bandLow(OutputPublisher.clean(decision.bandLow()))
                .bandHigh(OutputPublisher.clean(decision.bandHigh()))
                .tradeDelta(OutputPublisher.clean(decision.tradeDelta()))
                .orderAmount(decision.orderAmount())
                .limitPrice(decision.limitPrice())
                .orderId(decision.orderId())
                .underlyingId(underlyingId)
                .policy(settings.policy().kind())
                .sense(settings.sense())
                .action(decision.action())
                .reason(decision.reason())
                .centre(OutputPublisher.clean(decision.centre()))
                .innerLow(OutputPublisher.clean(decision.innerLow()))
                .innerHigh(OutputPublisher.clean(decision.innerHigh()))
                .effectiveGamma(OutputPublisher.clean(decision.effectiveGamma()))
                .encodedLength());
    }

    /** A policy without one of its inputs still hedges, by a plain band: said when that begins. */
    private void alertFallback() {
        if (decision.isFallback() && !isFallback) {
            out.publish(out.alert(AlertCode.POLICY_FALLBACK, Severity.WARNING)
                    .underlyingId(underlyingId)
                    .reason(decision.reason())
                    .value(OutputPublisher.clean(decision.bandHigh() - decision.bandLow()))
                    .encodedLength());
        }
        isFallback = decision.isFallback();
    }

    /** Some options are on no smile, and so hedged by Black's delta against the rule: said when that begins. */
    void deltaFallback(final int options) {
        if (options > 0 && !isBlackDelta) {
            out.publish(out.alert(AlertCode.DELTA_FALLBACK, Severity.WARNING)
                    .underlyingId(underlyingId)
                    .value(options)
                    .encodedLength());
        }
        isBlackDelta = options > 0;
    }

    private void alertRefusal() {
        final AlertCode code = switch (decision.reason()) {
            case NOT_READY, PAUSED, BACK_OFF -> AlertCode.NULL_VAL;
            case STALE_INDEX, STALE_FORWARD, STALE_VOL, STALE_QUOTE, NO_QUOTE -> AlertCode.STALE_DATA;
            case KILLED -> AlertCode.KILLED;
            case ORDER_UNKNOWN -> AlertCode.ORDER_IN_DOUBT;
            default -> AlertCode.LIMIT_HIT;
        };
        if (code != AlertCode.NULL_VAL) {
            out.publish(out.alert(code, Severity.WARNING)
                    .underlyingId(underlyingId)
                    .reason(decision.reason())
                    .value(OutputPublisher.clean(decision.tradeDelta()))
                    .encodedLength());
        }
    }

    void order(final BookLine hedge, final Side side, final long maxAgeNs, final Decision made) {
        out.publish(out.newOrder()
                .orderId(made.orderId())
                .price(made.limitPrice())
                .amount(Math.abs(made.orderAmount()))
                .referencePrice(Scaled.fromDouble(hedge.mid()))
                .maxAgeNs(maxAgeNs)
                .instrumentId(hedge.instrument().id())
                .underlyingId(underlyingId)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .isPostOnly(BooleanType.FALSE)
                .isReduceOnly(BooleanType.FALSE)
                .encodedLength());
    }

    private void publishGreeks(final GreeksAggregator greeks, final UnderlyingBook book) {
        final DeltaLedger ledger = greeks.ledger();
        out.publish(out.greeks()
                .indexPrice(Scaled.fromDouble(book.index()))
                .hedgePrice(Scaled.fromDouble(greeks.hedgePrice()))
                .optionDelta(OutputPublisher.clean(ledger.optionDelta()))
                .premiumAdjustment(OutputPublisher.clean(ledger.premiumAdjustment()))
                .futuresDelta(OutputPublisher.clean(ledger.futuresDelta()))
                .hedgeDelta(OutputPublisher.clean(ledger.hedgeDelta()))
                .spotDelta(OutputPublisher.clean(ledger.spotDelta()))
                .ammDelta(0)
                .coinEquity(OutputPublisher.clean(ledger.coinEquity()))
                .linearCash(OutputPublisher.clean(ledger.linearCash()))
                .coinNeutralRaw(OutputPublisher.clean(ledger.raw(DeltaSense.COIN_NEUTRAL)))
                .coinNeutralProjected(OutputPublisher.clean(ledger.projected(DeltaSense.COIN_NEUTRAL)))
                .usdNeutralRaw(OutputPublisher.clean(ledger.raw(DeltaSense.USD_NEUTRAL)))
                .usdNeutralProjected(OutputPublisher.clean(ledger.projected(DeltaSense.USD_NEUTRAL)))
                .venueRaw(OutputPublisher.clean(ledger.raw(DeltaSense.VENUE)))
                .venueProjected(OutputPublisher.clean(ledger.projected(DeltaSense.VENUE)))
                .gamma(OutputPublisher.clean(greeks.gamma()))
                .vegaPerVolPoint(OutputPublisher.clean(greeks.vega() * VOL_POINT))
                .thetaPerDay(OutputPublisher.clean(greeks.thetaPerYear() * YEARS_PER_DAY))
                .vanna(OutputPublisher.clean(greeks.vanna()))
                .volga(OutputPublisher.clean(greeks.volga()))
                .charmPerDay(OutputPublisher.clean(greeks.charmPerYear() * YEARS_PER_DAY))
                .usdEquity(OutputPublisher.clean(ledger.usdEquity()))
                .equityUsd(OutputPublisher.clean(
                        (ledger.coinEquity() + ledger.spotDelta()) * book.index() + ledger.usdEquity()))
                .underlyingId(underlyingId)
                .deltaError(OutputPublisher.clean(greeks.deltaError()))
                .volUncertainty(OutputPublisher.clean(greeks.volUncertainty()))
                .forwardUncertainty(OutputPublisher.clean(greeks.forwardUncertainty()))
                .encodedLength());
        for (int i = 0; i < book.expiryCount(); i++) {
            if (greeks.expiry(i).isHeld()) {
                publishExpiry(greeks.expiry(i));
            }
        }
    }

    private void publishExpiry(final ExpirySums sums) {
        out.publish(out.expiryGreeks()
                .expiryNs(sums.expiryNs())
                .forward(OutputPublisher.clean(sums.forward()))
                .timeToExpiryYears(OutputPublisher.clean(sums.timeToExpiryYears()))
                .windowFraction(OutputPublisher.clean(sums.windowFraction()))
                .beta(OutputPublisher.clean(sums.beta()))
                .optionDelta(OutputPublisher.clean(sums.optionDelta()))
                .premiumAdjustment(OutputPublisher.clean(sums.premiumAdjustment()))
                .futuresDelta(OutputPublisher.clean(sums.futuresDelta()))
                .gamma(OutputPublisher.clean(sums.gamma()))
                .vegaPerVolPoint(OutputPublisher.clean(sums.vega() * VOL_POINT))
                .thetaPerDay(OutputPublisher.clean(sums.thetaPerYear() * YEARS_PER_DAY))
                .vanna(OutputPublisher.clean(sums.vanna()))
                .volga(OutputPublisher.clean(sums.volga()))
                .charmPerDay(OutputPublisher.clean(sums.charmPerYear() * YEARS_PER_DAY))
                .underlyingId(underlyingId)
                .speed(OutputPublisher.clean(sums.speed()))
                .zomma(OutputPublisher.clean(sums.zomma()))
                .colorPerDay(OutputPublisher.clean(sums.colorPerYear() * YEARS_PER_DAY))
                .vetaPerVolPointAndDay(OutputPublisher.clean(sums.vetaPerYear() * VOL_POINT * YEARS_PER_DAY))
                .dualDelta(OutputPublisher.clean(sums.dualDelta()))
                .deltaError(OutputPublisher.clean(sums.deltaError()))
                .volUncertainty(OutputPublisher.clean(sums.volUncertainty()))
                .forwardUncertainty(OutputPublisher.clean(sums.forwardUncertainty()))
                .unquotedAmount(OutputPublisher.clean(sums.unquoted()))
                .isFitted(sums.isFitted() ? BooleanType.TRUE : BooleanType.FALSE)
                .encodedLength());
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, lastAction.value());
        h = Bits.mix(h, lastReason.value());
        h = Bits.mix(h, (isUnpriceable ? 1L : 0L) | (isFallback ? 2L : 0L));
        h = isBlackDelta ? Bits.mix(h, 1L) : h;
        h = Bits.mix(h, shadowAlarms);
        h = Bits.mix(h, lastDecisionNs);
        return Bits.mix(h, lastGreeksNs);
    }
}
