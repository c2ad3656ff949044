package io.gimbal.engine.pipeline;

import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.FillEncoder;
import io.gimbal.journal.codec.HedgeDecisionEncoder;
import io.gimbal.journal.codec.IndexPriceEncoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OperatorCommandEncoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.QuoteEncoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encoded events for tests; prices and amounts in whole units. */
final class Events {
    static final long ONE = 100_000_000L;
    static final long SECOND_NS = 1_000_000_000L;

    private Events() {}

    static UnsafeBuffer index(final long usd) {
        return index(0, usd * ONE, InputQuality.FRESH);
    }

    static UnsafeBuffer index(final int underlyingId, final long price, final InputQuality quality) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final IndexPriceEncoder encoder = new IndexPriceEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .venueTimeNs(7)
                .price(price)
                .underlyingId(underlyingId)
                .quality(quality);
        return trim(buffer, encoder.encodedLength());
    }

    static UnsafeBuffer quote(final int instrumentId, final long bidUsd) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final QuoteEncoder encoder = new QuoteEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .bidPrice(bidUsd * ONE)
                .bidAmount(1000 * ONE)
                .askPrice((bidUsd + 1) * ONE)
                .askAmount(1000 * ONE)
                .instrumentId(instrumentId)
                .quality(InputQuality.FRESH);
        return trim(buffer, encoder.encodedLength());
    }

    static UnsafeBuffer fill(final long tradeId) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final FillEncoder encoder = new FillEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .tradeId(tradeId)
                .orderId(1)
                .price(20_000 * ONE)
                .amount(10 * ONE);
        return trim(buffer, encoder.encodedLength());
    }

    static UnsafeBuffer operator(final OperatorVerb verb) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final OperatorCommandEncoder encoder = new OperatorCommandEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .commandId(1)
                .value(OperatorCommandEncoder.valueNullValue())
                .underlyingId(-1)
                .verb(verb)
                .operatorName("desk");
        return trim(buffer, encoder.encodedLength());
    }

    static UnsafeBuffer decision(final long causeSequence) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(256);
        final HedgeDecisionEncoder encoder = new HedgeDecisionEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .causeSequence(causeSequence);
        return trim(buffer, encoder.encodedLength());
    }

    /** A limit order to buy 1,000 USD of instrument 0 at 20,000, valid for a second. */
    static Order order(final long orderId) {
        return new Order(orderId, 1, 0, 0, 1000 * ONE, 20_000 * ONE, SECOND_NS);
    }

    record Order(
            long orderId,
            long causeSequence,
            long engineTimeNs,
            int instrumentId,
            long amount,
            long price,
            long maxAgeNs) {
        Order causedBy(final long sequence, final long timeNs) {
            return new Order(orderId, sequence, timeNs, instrumentId, amount, price, maxAgeNs);
        }

        Order of(final int newInstrumentId, final long newAmount, final long newPrice) {
            return new Order(orderId, causeSequence, engineTimeNs, newInstrumentId, newAmount, newPrice, maxAgeNs);
        }

        Order validFor(final long newMaxAgeNs) {
            return new Order(orderId, causeSequence, engineTimeNs, instrumentId, amount, price, newMaxAgeNs);
        }

        UnsafeBuffer asNew() {
            return asNew(OrderType.LIMIT);
        }

        UnsafeBuffer asNew(final OrderType type) {
            final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            final NewOrderEncoder encoder = new NewOrderEncoder()
                    .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .causeSequence(causeSequence)
                    .engineTimeNs(engineTimeNs)
                    .orderId(orderId)
                    .price(price)
                    .amount(amount)
                    .referencePrice(price)
                    .maxAgeNs(maxAgeNs)
                    .instrumentId(instrumentId)
                    .underlyingId(0)
                    .side(Side.BUY)
                    .orderType(type)
                    .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                    .isPostOnly(BooleanType.FALSE)
                    .isReduceOnly(BooleanType.FALSE);
            return trim(buffer, encoder.encodedLength());
        }

        UnsafeBuffer asCancel() {
            final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            final CancelOrderEncoder encoder = new CancelOrderEncoder()
                    .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .causeSequence(causeSequence)
                    .engineTimeNs(engineTimeNs)
                    .orderId(orderId)
                    .maxAgeNs(maxAgeNs)
                    .instrumentId(instrumentId);
            return trim(buffer, encoder.encodedLength());
        }

        UnsafeBuffer asAmend() {
            final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            final AmendOrderEncoder encoder = new AmendOrderEncoder()
                    .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .causeSequence(causeSequence)
                    .engineTimeNs(engineTimeNs)
                    .orderId(orderId)
                    .price(price)
                    .amount(amount)
                    .maxAgeNs(maxAgeNs)
                    .instrumentId(instrumentId);
            return trim(buffer, encoder.encodedLength());
        }
    }

    private static UnsafeBuffer trim(final ExpandableArrayBuffer buffer, final int blockLength) {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + blockLength];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }
}
