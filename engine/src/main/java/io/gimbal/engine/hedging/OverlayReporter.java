package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;

/**
 * Says what became of each leg of a proposal: a decision always, an order where it is traded, an alert when another
 * check begins to refuse. Owned by the engine thread.
 */
final class OverlayReporter {
    private final int underlyingId;
    private final OutputPublisher out;
    private OverlayCheck lastRefusal = OverlayCheck.NULL_VAL;
    private double gammaBefore;
    private double gammaAfter;
    private double vegaBefore;
    private double vegaAfter;
    private double premiumUsd;

    OverlayReporter(final int underlyingId, final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.out = out;
    }

    /** The book as it is, before any leg. */
    void before(final double gamma, final double vega, final double spentUsd) {
        gammaBefore = gamma;
        gammaAfter = gamma;
        vegaBefore = vega;
        vegaAfter = vega;
        premiumUsd = spentUsd;
    }

    /** The book with every accepted leg. */
    void after(final double gamma, final double vega, final double spentUsd) {
        gammaAfter = gamma;
        vegaAfter = vega;
        premiumUsd = spentUsd;
    }

    void decisions(final OverlayProposal proposal) {
        for (int i = 0; i < proposal.size(); i++) {
            decision(proposal, i);
        }
    }

    private void decision(final OverlayProposal proposal, final int i) {
        final ProposedLeg leg = proposal.leg(i);
        if (!leg.isAccepted()) {
            alert(leg);
        }
        out.publish(out.overlayDecision()
                .snapshotTimeNs(proposal.snapshotTimeNs())
                .proposalId(proposal.id())
                .amount(leg.amount)
                .limitPrice(leg.limitPrice)
                .orderId(leg.orderId)
                .value(OutputPublisher.clean(leg.value))
                .limitValue(OutputPublisher.clean(leg.limitValue))
                .gammaBefore(OutputPublisher.clean(gammaBefore))
                .gammaAfter(OutputPublisher.clean(gammaAfter))
                .vegaBefore(OutputPublisher.clean(vegaBefore))
                .vegaAfter(OutputPublisher.clean(vegaAfter))
                .premiumUsd(OutputPublisher.clean(premiumUsd))
                .objectiveBefore(OutputPublisher.clean(proposal.objectiveBefore()))
                .objectiveAfter(OutputPublisher.clean(proposal.objectiveAfter()))
                .instrumentId(leg.instrumentId)
                .underlyingId(underlyingId)
                .legIndex((short) leg.index)
                .legCount((short) proposal.count())
                .action(leg.isAccepted() ? DecisionAction.TRADE : DecisionAction.REFUSE)
                .reason(leg.reason)
                .check(leg.check)
                .encodedLength());
    }

    private void alert(final ProposedLeg leg) {
        if (leg.check != lastRefusal) {
            out.publish(out.alert(AlertCode.OVERLAY_REFUSED, Severity.WARNING)
                    .underlyingId(underlyingId)
                    .instrumentId(leg.instrumentId)
                    .value(OutputPublisher.clean(leg.value))
                    .limitValue(OutputPublisher.clean(leg.limitValue))
                    .reason(leg.reason)
                    .encodedLength());
        }
        lastRefusal = leg.check;
    }

    /** A proposal was traded: the next refusal is news. */
    void onTraded() {
        lastRefusal = OverlayCheck.NULL_VAL;
    }

    void order(final BookLine line, final ProposedLeg leg, final long maxAgeNs) {
        out.publish(out.newOrder()
                .orderId(leg.orderId)
                .price(leg.limitPrice)
                .amount(Math.abs(leg.amount))
                .referencePrice(Scaled.fromDouble(line.mid()))
                .maxAgeNs(maxAgeNs)
                .instrumentId(leg.instrumentId)
                .underlyingId(underlyingId)
                .side(leg.amount > 0 ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .isPostOnly(BooleanType.FALSE)
                .isReduceOnly(BooleanType.FALSE)
                .encodedLength());
    }

    long mixInto(final long hash) {
        return Bits.mix(hash, lastRefusal.value());
    }
}
