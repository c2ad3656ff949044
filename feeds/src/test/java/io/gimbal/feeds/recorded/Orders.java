package io.gimbal.feeds.recorded;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes commands as the engine journals them. */
final class Orders {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final NewOrderEncoder newEncoder = new NewOrderEncoder();
    private final NewOrderDecoder newDecoder = new NewOrderDecoder();
    private final CancelOrderEncoder cancelEncoder = new CancelOrderEncoder();
    private final CancelOrderDecoder cancelDecoder = new CancelOrderDecoder();
    private final AmendOrderEncoder amendEncoder = new AmendOrderEncoder();
    private final AmendOrderDecoder amendDecoder = new AmendOrderDecoder();

    NewOrderDecoder limit(
            final long orderId,
            final int instrumentId,
            final Side side,
            final long price,
            final long amount,
            final TimeInForce timeInForce) {
        begin(orderId, instrumentId, side, price, amount).timeInForce(timeInForce);
        return newDecoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    NewOrderDecoder market(final long orderId, final int instrumentId, final Side side, final long amount) {
        begin(orderId, instrumentId, side, 0, amount)
                .orderType(OrderType.MARKET)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL);
        return newDecoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    NewOrderDecoder postOnly(
            final long orderId, final int instrumentId, final Side side, final long price, final long amount) {
        begin(orderId, instrumentId, side, price, amount).isPostOnly(BooleanType.TRUE);
        return newDecoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    NewOrderDecoder reduceOnly(
            final long orderId, final int instrumentId, final Side side, final long price, final long amount) {
        begin(orderId, instrumentId, side, price, amount)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .isReduceOnly(BooleanType.TRUE);
        return newDecoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    CancelOrderDecoder cancel(final long orderId) {
        cancelEncoder.wrapAndApplyHeader(buffer, 0, headerEncoder).orderId(orderId);
        return cancelDecoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    AmendOrderDecoder amend(final long orderId, final long price, final long amount) {
        amendEncoder
                .wrapAndApplyHeader(buffer, 0, headerEncoder)
                .orderId(orderId)
                .price(price)
                .amount(amount);
        return amendDecoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    private NewOrderEncoder begin(
            final long orderId, final int instrumentId, final Side side, final long price, final long amount) {
        return newEncoder
                .wrapAndApplyHeader(buffer, 0, headerEncoder)
                .orderId(orderId)
                .instrumentId(instrumentId)
                .side(side)
                .price(price)
                .amount(amount)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .isPostOnly(BooleanType.FALSE)
                .isReduceOnly(BooleanType.FALSE);
    }
}
