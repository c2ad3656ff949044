package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.orders.OrderState;
import io.gimbal.engine.orders.OrderTable;
import io.gimbal.engine.orders.WorkingOrder;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import org.jspecify.annotations.Nullable;

/**
 * Applies what became of our orders. A fill counts once, by trade id, in any state of its order, and also when no order
 * of ours is known for it: the position moved all the same. Owned by the engine thread.
 */
final class OrderInputs {
    /** The venue's code for a post-only order that would have taken: the market moved, nothing is wrong. */
    private static final int POST_ONLY_REJECT = 11_054;

    private final Session session;
    private final OutputPublisher out;

    OrderInputs(final Session session, final OutputPublisher out) {
        this.session = session;
        this.out = out;
    }

    int onOutcome(final CommandOutcomeDecoder event, final Hedgers hedgers, final long nowNs) {
        final OrderTable orders = session.orders();
        final WorkingOrder order = orders.find(event.orderId());
        if (order == null) {
            return Touched.NOTHING;
        }
        if (event.commandType() != NewOrderDecoder.TEMPLATE_ID) {
            return onChangeOutcome(event, order, hedgers, nowNs);
        }
        final int underlyingId = underlyingOf(order);
        if (event.outcome() == SendOutcome.SENT) {
            orders.onSent(order);
            return Touched.NOTHING;
        }
        if (event.outcome() == SendOutcome.SUPPRESSED) {
            alert(AlertCode.ORDER_SUPPRESSED, order, event.reason().value());
            onSuppressed(order, event.reason());
        } else {
            alert(AlertCode.SEND_FAILED, order, event.reason().value());
            orders.onUnknown(order);
        }
        backOff(order.instrumentId(), underlyingId, hedgers, nowNs);
        return underlyingId;
    }

    /**
     * An amendment or a cancel. One that did not leave changed nothing and may be asked again after a while; of an
     * amendment whose write failed nobody knows. Said once per order: the venue may be away for long.
     */
    private int onChangeOutcome(
            final CommandOutcomeDecoder event, final WorkingOrder order, final Hedgers hedgers, final long nowNs) {
        final boolean isAmend = event.commandType() == AmendOrderDecoder.TEMPLATE_ID;
        final boolean isCancel = event.commandType() == CancelOrderDecoder.TEMPLATE_ID;
        if (event.outcome() == SendOutcome.SENT || !order.isResting() || !(isAmend || isCancel)) {
            return Touched.NOTHING;
        }
        final boolean isSuppressed = event.outcome() == SendOutcome.SUPPRESSED;
        if (isCancel) {
            session.orders().onCancelUnsent(order);
        } else if (isSuppressed) {
            session.orders().onAmendSuppressed(order);
        }
        final int underlyingId = underlyingOf(order);
        if (hedgers.onCommandRefused(underlyingId, nowNs)) {
            final AlertCode code = isSuppressed ? AlertCode.ORDER_SUPPRESSED : AlertCode.SEND_FAILED;
            alert(code, order, event.reason().value());
        }
        return underlyingId;
    }

    /** A refused option says nothing of the hedge instrument, and the other way round. */
    private void backOff(final int instrumentId, final int underlyingId, final Hedgers hedgers, final long nowNs) {
        if (isOption(session.book().line(instrumentId))) {
            hedgers.overlayBackOff(underlyingId, nowNs);
        } else {
            hedgers.backOff(underlyingId, nowNs);
        }
    }

    private static boolean isOption(final @Nullable BookLine line) {
        return line != null && line.instrument().isOption();
    }

    /** A suppressed duplicate says nothing of the copy that came before it. */
    private void onSuppressed(final WorkingOrder order, final SuppressReason reason) {
        if (reason == SuppressReason.DUPLICATE) {
            session.orders().onUnknown(order);
        } else {
            session.orders().onSuppressed(order);
        }
    }

    int onAccepted(final OrderAcceptedDecoder event) {
        final WorkingOrder order = session.orders().find(event.orderId());
        if (order == null) {
            return Touched.NOTHING;
        }
        final boolean isResting = order.isResting();
        if (isResting) {
            final long amount = event.amount() == OrderAcceptedDecoder.amountNullValue() ? 0 : event.amount();
            final long price = event.price() == OrderAcceptedDecoder.priceNullValue() ? 0 : event.price();
            if (!Bounds.isAmountOrNone(amount) || !Bounds.isPriceOrNone(price)) {
                return Touched.BAD;
            }
            session.orders().onStands(order, amount, price);
        }
        session.orders().onAccepted(order);
        return isResting ? underlyingOf(order) : Touched.NOTHING;
    }

    int onRejected(final OrderRejectedDecoder event, final Hedgers hedgers, final long nowNs) {
        final WorkingOrder order = session.orders().find(event.orderId());
        if (order == null) {
            return Touched.NOTHING;
        }
        final int underlyingId = underlyingOf(order);
        final BookLine line = session.book().line(order.instrumentId());
        final boolean isNormal = order.isResting() && event.venueCode() == POST_ONLY_REJECT;
        final int instrumentId = order.instrumentId();
        if (!isNormal) {
            alert(AlertCode.ORDER_REJECTED, order, event.venueCode());
        }
        session.orders().onDead(order);
        if (isNormal && line != null) {
            hedgers.onUnfilled(line, nowNs);
        } else {
            backOff(instrumentId, underlyingId, hedgers, nowNs);
        }
        return underlyingId;
    }

    int onFill(final FillDecoder event, final Hedgers hedgers, final long nowNs) {
        final BookLine line = session.book().line(event.instrumentId());
        if (line == null || !Bounds.isPrice(event.price()) || !isBookable(line, event)) {
            return Touched.BAD;
        }
        final WorkingOrder order = orderOf(event);
        if (!session.tradeIds().add(event.tradeId())) {
            fillAlert(AlertCode.DUPLICATE_FILL, Severity.INFO, event);
            return Touched.NOTHING;
        }
        final long signedAmount = event.side() == Side.BUY ? event.amount() : -event.amount();
        session.book().onTrade(line, signedAmount, Scaled.toDouble(event.price()));
        final double feeUsd = payFee(event, line);
        final boolean isFirst = order != null && order.filledAmount() == 0;
        if (order != null && isOption(line)) {
            hedgers.onOptionFill(line, signedAmount, Scaled.toDouble(event.price()), nowNs);
        } else if (order != null) {
            final boolean isMaker = order.isResting() && event.liquidityRaw() == Liquidity.MAKER.value();
            hedgers.onTraded(line.bookId(), usd(line, event), isMaker);
        }
        hedgers.onFill(line.bookId(), isFirst && !isOption(line), feeUsd);
        if (order == null) {
            fillAlert(AlertCode.UNKNOWN_FILL, Severity.WARNING, event);
        } else if (!session.orders().onFill(order, event.amount())) {
            fillAlert(AlertCode.OVERFILL, Severity.CRITICAL, event);
        }
        return line.bookId();
    }

    private static double usd(final BookLine line, final FillDecoder event) {
        final double amount = Scaled.toDouble(event.amount());
        return line.instrument().isAmountInUsd() ? amount : amount * Scaled.toDouble(event.price());
    }

    private static boolean isBookable(final BookLine line, final FillDecoder event) {
        final long amount = event.amount();
        final long after = line.amount() + (event.side() == Side.BUY ? amount : -amount);
        return amount > 0 && Bounds.isAmountOrNone(amount) && Bounds.isPosition(after);
    }

    /** The order that a fill can belong to: ours by number, and of its instrument and side. */
    private @Nullable WorkingOrder orderOf(final FillDecoder event) {
        final WorkingOrder order = session.orders().find(event.orderId());
        final int sign = event.side() == Side.BUY ? 1 : -1;
        final boolean isItsOwn = order != null
                && order.instrumentId() == event.instrumentId()
                && Long.signum(order.signedAmount()) == sign;
        return isItsOwn ? order : null;
    }

    private double payFee(final FillDecoder event, final BookLine line) {
        final UnderlyingBook book = session.book().underlying(line.bookId());
        if (book == null) {
            throw new IllegalStateException("line without underlying: instrumentId=" + event.instrumentId());
        }
        final double fee = Scaled.toDouble(event.fee());
        if (line.isStandIn() && event.feeCurrency() == Currency.COIN) {
            final double feeUsd = fee * Scaled.toDouble(event.price());
            book.addCash(Currency.USD, -feeUsd);
            return feeUsd;
        }
        book.addCash(event.feeCurrency(), -fee);
        return event.feeCurrency() == Currency.COIN ? fee * book.index() : fee;
    }

    int onClosed(final OrderClosedDecoder event, final Hedgers hedgers, final long nowNs) {
        final WorkingOrder order = session.orders().find(event.orderId());
        if (order == null) {
            return Touched.NOTHING;
        }
        final int underlyingId = underlyingOf(order);
        if (!Bounds.isAmountOrNone(event.filledAmount())) {
            return Touched.BAD;
        }
        final long traded = Math.max(event.filledAmount(), order.filledAmount());
        final boolean isUnfilled = traded < Math.abs(order.signedAmount()) && !order.isCancelPending();
        final BookLine line = session.book().line(order.instrumentId());
        if (order.state() == OrderState.AWAITING_FILLS && isUnfilled) {
            alert(AlertCode.POSITION_MISMATCH, order, Scaled.toDouble(order.remaining()));
        }
        session.orders().onClosed(order, event.end(), event.filledAmount());
        if (event.end() == OrderEnd.REJECTED) {
            backOff(order.instrumentId(), underlyingId, hedgers, nowNs);
        } else if (isUnfilled && line != null && !isOption(line) && event.end() != OrderEnd.NEVER_EXISTED) {
            hedgers.onUnfilled(line, nowNs);
        }
        return underlyingId;
    }

    private int underlyingOf(final WorkingOrder order) {
        final @Nullable BookLine line = session.book().line(order.instrumentId());
        return line == null ? Touched.ALL : line.bookId();
    }

    private void alert(final AlertCode code, final WorkingOrder order, final double value) {
        out.publish(out.alert(code, Severity.WARNING)
                .orderId(order.orderId())
                .instrumentId(order.instrumentId())
                .value(value)
                .encodedLength());
    }

    private void fillAlert(final AlertCode code, final Severity severity, final FillDecoder event) {
        out.publish(out.alert(code, severity)
                .orderId(event.orderId())
                .instrumentId(event.instrumentId())
                .value(Scaled.toDouble(event.amount()))
                .encodedLength());
    }
}
