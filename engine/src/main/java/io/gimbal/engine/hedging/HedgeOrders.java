package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Side;

/**
 * Holds a wanted trade against every limit and sends it, as an order that takes; it never meets an order of ours: while one
 * may wait on the other side, nothing is sent. Owned by the engine thread.
 */
final class HedgeOrders {
    /** More than any limit permits. */
    private static final long EVERYTHING = Long.MAX_VALUE >> 2;

    private final Session session;
    private final BookSettings settings;
    private final Limits limits;
    private final HedgeInstruments instruments;
    private final HedgeReporter reporter;

    HedgeOrders(
            final Session session,
            final BookSettings settings,
            final Limits limits,
            final HedgeInstruments instruments,
            final HedgeReporter reporter) {
        this.session = session;
        this.settings = settings;
        this.limits = limits;
        this.instruments = instruments;
        this.reporter = reporter;
    }

    /** Sends what is permitted of a signed, scaled amount, or says in the decision why nothing is. */
    void send(
            final UnderlyingBook book,
            final BookLine hedge,
            final long wanted,
            final DecisionReason reason,
            final long nowNs,
            final Decision decision) {
        final Instrument instrument = hedge.instrument();
        final boolean isBuy = wanted > 0;
        if (session.orders().mayMeet(instrument.id(), isBuy ? 1 : -1)) {
            decision.hold(DecisionReason.RESTING);
            return;
        }
        final long worst = hedge.amount() + session.orders().worst(instrument.id(), isBuy ? 1 : -1);
        final Side side = isBuy ? Side.BUY : Side.SELL;
        final long limitPrice = OrderSizing.limitPrice(
                instrument, side, isBuy ? hedge.ask() : hedge.bid(), settings.priceOffsetTicks());
        final double reference = instruments.reference(book, hedge);
        final double dearest = Math.max(Scaled.toDouble(limitPrice), reference);
        final long amount = limits.affordable(instrument, instruments.permitted(hedge, wanted, worst), dearest);
        if (amount == 0) {
            final boolean isTooLarge = limits.permitted(instrument, wanted, -wanted, dearest) == 0;
            decision.refuse(isTooLarge ? DecisionReason.ORDER_SIZE : DecisionReason.POSITION);
            return;
        }
        if (!limits.isInsideCollar(Scaled.toDouble(limitPrice), reference)) {
            decision.refuse(DecisionReason.PRICE_COLLAR);
            return;
        }
        if (!session.rate().isAllowed(nowNs) || !session.orders().hasRoom()) {
            decision.refuse(DecisionReason.MESSAGE_RATE);
            return;
        }
        session.rate().onMessage(nowNs);
        final long orderId = session.orders().open(instrument.id(), amount);
        instruments.onTaking(hedge, amount);
        decision.order(reason, amount, limitPrice, orderId);
        reporter.order(hedge, side, limits.maxCommandAgeNs(), decision);
    }

    /** The most of a trade that limits permit now, scaled and signed. */
    long most(final BookLine hedge, final int sign) {
        final long worst =
                hedge.amount() + session.orders().worst(hedge.instrument().id(), sign);
        return instruments.permitted(hedge, sign * EVERYTHING, worst);
    }

    /** Says the decision of one of several orders. */
    void say(final long nowNs) {
        reporter.part(nowNs, settings);
    }
}
