package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.orders.OrderState;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayConfigurationDecoder;
import io.gimbal.journal.codec.OverlayLegDecoder;
import org.jspecify.annotations.Nullable;

/**
 * One underlying's options overlay inside the engine: collects the legs of a proposal that was decided beside it on a
 * snapshot, holds the whole proposal against what is true now, and sends what passes, one order that takes per leg. It
 * never decides what to trade. Owned by the engine thread; allocates nothing.
 *
 * <p>While an order in one of the underlying's options is under way, of known outcome or not, every proposal is refused;
 * meanwhile the delta is an interval that holds what such orders may add, see {@link OverlayInFlight}. A leg that fills in part needs
 * nothing: the delta of what was filled is hedged, and the next proposal starts from the book as it is.
 */
final class Overlay {
    private static final long NEVER = Long.MIN_VALUE;

    private final int underlyingId;
    private final Session session;
    private final Limits limits;
    private final OverlaySettings settings = new OverlaySettings();
    private final OverlayProposal proposal = new OverlayProposal();
    private final OverlayReporter reporter;
    private final OverlayGreeks greeks;
    private final OverlayLegCheck legs;
    private final OverlayRisk risk;
    private final OverlayStanding standing;
    private long lastProposal;
    private long lastTradeNs = NEVER;
    private long backOffUntilNs = NEVER;

    Overlay(
            final int underlyingId,
            final Session session,
            final Limits limits,
            final GreeksAggregator aggregator,
            final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.session = session;
        this.limits = limits;
        reporter = new OverlayReporter(underlyingId, out);
        greeks = new OverlayGreeks(aggregator);
        legs = new OverlayLegCheck(settings, limits, greeks);
        risk = new OverlayRisk(settings, greeks);
        standing = new OverlayStanding(underlyingId, out, greeks);
    }

    /** Takes a configuration; false when it cannot be meant. From then on options are quoted by their tickers too. */
    boolean configure(final OverlayConfigurationDecoder event) {
        final UnderlyingBook book = session.book().underlying(underlyingId);
        if (book == null || !settings.configure(event)) {
            return false;
        }
        book.quoteByTickers();
        return true;
    }

    boolean isConfigured() {
        return settings.isConfigured();
    }

    /** Changes a limit by an operator's word; false where there is no overlay or the value cannot be meant. */
    boolean change(final OperatorVerb verb, final double value) {
        return settings.change(verb, value);
    }

    /** Takes a leg; the underlying once its proposal is whole, and is to be judged after the next valuation. */
    int onLeg(final OverlayLegDecoder event) {
        if (!settings.isConfigured() || !OverlayStanding.isSound(event)) {
            return Touched.BAD;
        }
        if (event.legCount() == 0 && event.legIndex() == 0 && event.amount() == 0) {
            standing.take(event);
            return Touched.NOTHING;
        }
        if (!isSound(event)) {
            return Touched.BAD;
        }
        if (event.legIndex() > 0 && proposal.isNext(event)) {
            proposal.add(event);
        } else {
            dropUnfinished();
            proposal.begin(event);
            standing.take(event);
            if (event.legIndex() > 0) {
                dropUnfinished();
            }
        }
        return proposal.isComplete() ? underlyingId : Touched.NOTHING;
    }

    /** Legs without the rest of their proposal. */
    private void dropUnfinished() {
        if (proposal.size() > 0) {
            reporter.before(0, 0, 0);
            refuse(OverlayCheck.LEGS, DecisionReason.OVERLAY, proposal.size(), proposal.count());
        }
    }

    private boolean isSound(final OverlayLegDecoder event) {
        final BookLine line = session.book().line(event.instrumentId());
        return line != null
                && line.instrument().isOption()
                && line.instrument().underlyingId() == underlyingId
                && event.legCount() >= 1
                && event.legCount() <= OverlayProposal.MAX_LEGS
                && event.legIndex() < event.legCount()
                && event.proposalId() > 0
                && event.amount() != 0
                && Bounds.isPosition(event.amount())
                && Bounds.isPrice(event.limitPrice())
                && Math.abs(event.objectiveBefore()) <= Double.MAX_VALUE
                && Math.abs(event.objectiveAfter()) <= Double.MAX_VALUE;
    }

    /** Nothing can be valued: a proposal that is whole is refused. */
    void blind(final DecisionReason reason) {
        if (proposal.isComplete()) {
            reporter.before(0, 0, 0);
            refuse(OverlayCheck.BLOCKED, reason, 0, 0);
        }
    }

    /** Judges a proposal that is whole, on a valuation of this moment; {@code blocked} says why nothing may be sent. */
    void judge(final UnderlyingBook book, final DecisionReason blocked, final long nowNs) {
        if (!proposal.isComplete()) {
            return;
        }
        final double spentUsd = session.premium(underlyingId).spentUsd(nowNs);
        reporter.before(greeks.bookGamma(), greeks.bookVega(), spentUsd);
        if (passes(blocked == DecisionReason.NULL_VAL ? ownReason(nowNs) : blocked, nowNs)) {
            judgeLegs(book, spentUsd, nowNs);
        }
        lastProposal = Math.max(lastProposal, proposal.id());
        proposal.clear();
    }

    /** Why nothing may be traded in options, though the delta may be hedged. */
    private DecisionReason ownReason(final long nowNs) {
        if (!settings.isOn()) {
            return DecisionReason.PAUSED;
        }
        return nowNs < backOffUntilNs ? DecisionReason.BACK_OFF : DecisionReason.NULL_VAL;
    }

    private boolean passes(final DecisionReason blocked, final long nowNs) {
        final double ageNs = (double) (nowNs - proposal.snapshotTimeNs());
        final WorkingOrder underWay = underWay();
        if (proposal.id() <= lastProposal) {
            refuse(OverlayCheck.REPEATED, DecisionReason.OVERLAY, (double) proposal.id(), (double) lastProposal);
        } else if (blocked != DecisionReason.NULL_VAL) {
            refuse(OverlayCheck.BLOCKED, blocked, 0, 0);
        } else if (!(ageNs >= 0 && ageNs <= (double) settings.maxSnapshotAgeNs())) {
            refuse(OverlayCheck.SNAPSHOT_AGE, DecisionReason.STALE_QUOTE, ageNs, (double) settings.maxSnapshotAgeNs());
        } else if (lastTradeNs != NEVER && nowNs - lastTradeNs < settings.minIntervalNs()) {
            refuse(OverlayCheck.MIN_INTERVAL, DecisionReason.INTERVAL_NOT_DUE, (double) (nowNs - lastTradeNs), (double)
                    settings.minIntervalNs());
        } else if (underWay != null) {
            final boolean isUnknown = underWay.state() == OrderState.UNKNOWN;
            refuse(
                    OverlayCheck.IN_FLIGHT,
                    isUnknown ? DecisionReason.ORDER_UNKNOWN : DecisionReason.IN_FLIGHT,
                    (double) underWay.orderId(),
                    0);
        } else if (!(proposal.objectiveAfter() < proposal.objectiveBefore())) {
            refuse(
                    OverlayCheck.OBJECTIVE,
                    DecisionReason.OVERLAY,
                    proposal.objectiveAfter(),
                    proposal.objectiveBefore());
        } else {
            return true;
        }
        return false;
    }

    private void refuse(
            final OverlayCheck check, final DecisionReason reason, final double value, final double limitValue) {
        proposal.refuseAll(check, reason, value, limitValue);
        reporter.decisions(proposal);
        proposal.clear();
    }

    /** The oldest order of ours in an option of this underlying. */
    private @Nullable WorkingOrder underWay() {
        final OrderTable orders = session.orders();
        for (int i = 0; i < orders.size(); i++) {
            final BookLine line = session.book().line(orders.order(i).instrumentId());
            final boolean isOurs = line != null
                    && line.instrument().isOption()
                    && line.instrument().underlyingId() == underlyingId;
            if (isOurs) {
                return orders.order(i);
            }
        }
        return null;
    }

    private BookLine line(final ProposedLeg leg) {
        final BookLine line = session.book().line(leg.instrumentId);
        if (line == null) {
            throw new IllegalStateException("leg without its option: instrumentId=" + leg.instrumentId);
        }
        return line;
    }

    private void judgeLegs(final UnderlyingBook book, final double spentUsd, final long nowNs) {
        double premiumUsd = spentUsd;
        for (int i = 0; i < proposal.size(); i++) {
            final ProposedLeg leg = proposal.leg(i);
            legs.judge(book, line(leg), leg, nowNs);
            if (leg.isAccepted() && leg.premiumUsd > 0 && premiumUsd + leg.premiumUsd > settings.maxPremiumUsd()) {
                leg.refuse(
                        OverlayCheck.PREMIUM,
                        DecisionReason.ORDER_SIZE,
                        premiumUsd + leg.premiumUsd,
                        settings.maxPremiumUsd());
            }
            premiumUsd += leg.isAccepted() ? leg.premiumUsd : 0;
        }
        if (settings.isWholeOnly() && proposal.accepted() < proposal.count()) {
            proposal.refuseAccepted(
                    OverlayCheck.WHOLE_ONLY, DecisionReason.OVERLAY, proposal.accepted(), proposal.count());
        }
        risk.judge(book, proposal);
        final int messages = proposal.accepted() + 1;
        if (messages > 1 && !hasRoom(messages, nowNs)) {
            proposal.refuseAccepted(OverlayCheck.MESSAGE_RATE, DecisionReason.MESSAGE_RATE, messages, 0);
        }
        trade(spentUsd, nowNs);
    }

    /** One message more than the legs take: the delta that they bring must be hedged. */
    private boolean hasRoom(final int messages, final long nowNs) {
        return session.rate().isAllowed(nowNs, messages) && session.orders().size() + messages <= OrderTable.CAPACITY;
    }

    private void trade(final double spentUsd, final long nowNs) {
        double premiumUsd = spentUsd;
        for (int i = 0; i < proposal.size(); i++) {
            final ProposedLeg leg = proposal.leg(i);
            if (leg.isAccepted()) {
                session.rate().onMessage(nowNs);
                leg.orderId = session.orders().open(leg.instrumentId, leg.amount);
                premiumUsd += leg.premiumUsd;
                lastTradeNs = nowNs;
            }
        }
        reporter.after(risk.gammaAfter(), risk.vegaAfter(), premiumUsd);
        reporter.decisions(proposal);
        for (int i = 0; i < proposal.size(); i++) {
            final ProposedLeg leg = proposal.leg(i);
            if (leg.isAccepted()) {
                reporter.onTraded();
                reporter.order(line(leg), leg, limits.maxCommandAgeNs());
            }
        }
    }

    /** An order of ours in an option was refused by the venue or held back: wait before asking again. */
    void backOff(final long nowNs) {
        final long untilNs = nowNs + limits.rejectBackOffNs();
        backOffUntilNs = untilNs < nowNs ? Long.MAX_VALUE : untilNs;
    }

    /** An order of ours in an option filled. */
    void onFill(final BookLine line, final long signedAmount, final double price, final long nowNs) {
        final UnderlyingBook book = session.book().underlying(underlyingId);
        if (book != null && signedAmount > 0) {
            final double usd = OverlayLegCheck.premiumUsd(book, line.instrument(), signedAmount, price);
            session.premium(underlyingId).onBought(nowNs, usd);
        }
    }

    long mixInto(final long hash) {
        if (!settings.isConfigured()) {
            return hash;
        }
        long h = settings.mixInto(hash);
        h = proposal.mixInto(h);
        h = reporter.mixInto(h);
        h = standing.mixInto(h);
        h = Bits.mix(h, lastProposal);
        h = Bits.mix(h, lastTradeNs);
        return Bits.mix(h, backOffUntilNs);
    }
}
