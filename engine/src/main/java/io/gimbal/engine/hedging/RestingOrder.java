package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.orders.OrderState;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.ExecutionAction;
import io.gimbal.journal.codec.ExecutionReason;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * The one order of an underlying that waits in the book, and the commands about it. A cancel counts in the message rate
 * and is never held back by it; it is asked again when it did not leave, or when nothing was heard of it for long: asking
 * twice does no harm. An amendment is asked once and its order is taken out when nothing is heard of it. Owned by the
 * engine thread; allocates nothing.
 */
final class RestingOrder {
    /** Least time between two tries of what the sender or the venue did not take. */
    static final long RETRY_NS = 1_000_000_000L;

    /** Longest time without evidence. */
    static final long PATIENCE_NS = 5_000_000_000L;

    /** A cancel can do no harm later; this old it was never meant for the sender that finds it. */
    private static final long CANCEL_MAX_AGE_NS = 60_000_000_000L;

    private static final long NONE = 0;

    private final int underlyingId;
    private final Session session;
    private final Limits limits;
    private final OutputPublisher out;
    private final ExecutionReporter steps;
    private long orderId = NONE;
    private long askedNs;
    private long retryNs = Long.MIN_VALUE;
    private boolean isRefused;

    RestingOrder(
            final int underlyingId,
            final Session session,
            final Limits limits,
            final OutputPublisher out,
            final ExecutionReporter steps) {
        this.underlyingId = underlyingId;
        this.session = session;
        this.limits = limits;
        this.out = out;
        this.steps = steps;
    }

    /** The order while it may be in the venue's book, else null. */
    @Nullable
    WorkingOrder find() {
        final WorkingOrder order = orderId == NONE ? null : session.orders().find(orderId);
        final boolean isOver = order == null || order.state() == OrderState.AWAITING_FILLS || order.remaining() == 0;
        return isOver ? null : order;
    }

    /** Whether a new one may be sent. */
    boolean mayPlace(final long nowNs) {
        return nowNs >= retryNs && session.orders().hasRoom();
    }

    /** Whether it may be changed: it is known to be there, and nothing else was asked of it. */
    boolean mayAmend(final WorkingOrder order, final long nowNs) {
        return nowNs >= retryNs
                && order.state() == OrderState.OPEN
                && !order.isAmendPending()
                && !order.isCancelPending();
    }

    /** Whether nobody has told for too long what it is. */
    boolean isUnconfirmed(final WorkingOrder order, final long nowNs) {
        return order.state() == OrderState.UNKNOWN || (order.isAmendPending() && nowNs - askedNs >= PATIENCE_NS);
    }

    /** Sends one, post-only: signed and scaled. */
    long place(final BookLine hedge, final long amount, final long price, final long tick, final long nowNs) {
        final Instrument instrument = hedge.instrument();
        session.rate().onMessage(nowNs);
        orderId = session.orders().rest(instrument.id(), amount, price);
        askedNs = nowNs;
        isRefused = false;
        out.publish(out.newOrder()
                .orderId(orderId)
                .price(price)
                .amount(Math.abs(amount))
                .referencePrice(Scaled.fromDouble(hedge.mid()))
                .maxAgeNs(limits.maxCommandAgeNs())
                .instrumentId(instrument.id())
                .underlyingId(underlyingId)
                .side(amount > 0 ? Side.BUY : Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .isPostOnly(BooleanType.TRUE)
                .isReduceOnly(BooleanType.FALSE)
                .encodedLength());
        final long lots = amount / instrument.contractSize();
        steps.did(ExecutionAction.PLACE, ExecutionReason.RESTING, instrument.id(), orderId, lots, price, tick);
        return orderId;
    }

    /** Changes it in place so that so much, signed and scaled, is left to trade. */
    void amend(
            final WorkingOrder order,
            final Instrument instrument,
            final long rest,
            final long price,
            final long tick,
            final long nowNs) {
        final long total = order.filledAmount() + Math.abs(rest);
        session.rate().onMessage(nowNs);
        session.orders().onAmend(order, total, price);
        askedNs = nowNs;
        out.publish(out.amendOrder()
                .orderId(order.orderId())
                .price(price)
                .amount(total)
                .maxAgeNs(limits.maxCommandAgeNs())
                .instrumentId(instrument.id())
                .encodedLength());
        final long lots = rest / instrument.contractSize();
        steps.did(ExecutionAction.AMEND, ExecutionReason.RESTING, instrument.id(), order.orderId(), lots, price, tick);
    }

    /** Asks it to go, unless that was asked and may still be answered. */
    void cancel(final WorkingOrder order, final ExecutionReason reason, final long nowNs) {
        final boolean isAsked = order.isCancelPending() && nowNs - askedNs < PATIENCE_NS;
        if (isAsked || nowNs < retryNs) {
            return;
        }
        session.rate().onMessage(nowNs);
        session.orders().onCancel(order);
        askedNs = nowNs;
        out.publish(out.cancelOrder()
                .orderId(order.orderId())
                .maxAgeNs(CANCEL_MAX_AGE_NS)
                .instrumentId(order.instrumentId())
                .encodedLength());
        steps.did(ExecutionAction.CANCEL, reason, order.instrumentId(), order.orderId(), 0, 0, 1);
    }

    /** An amendment or a cancel did not leave; answers whether that is news. */
    boolean onRefused(final long nowNs) {
        final boolean isNews = !isRefused;
        isRefused = true;
        retryNs = nowNs + Math.max(Math.min(limits.rejectBackOffNs(), PATIENCE_NS), RETRY_NS);
        return isNews;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, orderId);
        h = Bits.mix(h, askedNs);
        h = Bits.mix(h, retryNs);
        return Bits.mix(h, isRefused ? 1L : 0L);
    }
}
