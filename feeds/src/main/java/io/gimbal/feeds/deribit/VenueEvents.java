package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OrderAcceptedEncoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import org.agrona.DirectBuffer;

/** What the private connection tells the engine: one method an event. Owned by the thread that steps the venue. */
final class VenueEvents {
    private static final long MILLI_NS = 1_000_000L;
    private static final int REASON_LENGTH = 40;

    private final EventPublisher publisher = new EventPublisher();
    private final Ingress queue;

    VenueEvents(final Ingress queue) {
        this.queue = queue;
    }

    void accepted(final OwnOrder order, final long venueMs, final long nowNs) {
        final OrderAcceptedEncoder accepted = publisher
                .orderAccepted()
                .venueTimeNs(venueMs * MILLI_NS)
                .orderId(order.orderId)
                .instrumentId(order.instrumentId)
                .price(order.price)
                .amount(order.amount > 0 ? order.amount : Decimals.ABSENT);
        for (int i = 0; i < order.venueIdLength; i++) {
            accepted.venueOrderId(i, order.venueId.getByte(i));
        }
        offer(nowNs);
    }

    void rejected(
            final OwnOrder order,
            final int code,
            final DirectBuffer reason,
            final int reasonLength,
            final long venueNs,
            final long nowNs) {
        final var rejected = publisher
                .orderRejected()
                .venueTimeNs(venueNs)
                .orderId(order.orderId)
                .venueCode(code);
        for (int i = 0; i < Math.min(reasonLength, REASON_LENGTH); i++) {
            final byte b = reason.getByte(i);
            rejected.reason(i, b >= ' ' && b < 0x7f ? b : (byte) '?');
        }
        offer(nowNs);
    }

    void closed(final OwnOrder order, final int code, final long venueNs, final long nowNs) {
        publisher
                .orderClosed()
                .venueTimeNs(venueNs)
                .orderId(order.orderId)
                .filledAmount(order.end == OrderEnd.NEVER_EXISTED ? 0 : Math.max(order.reported, order.filled))
                .venueCode(code)
                .end(order.end);
        offer(nowNs);
    }

    void fill(final TradeRow trade, final long orderId, final long nowNs) {
        publisher
                .fill()
                .venueTimeNs(trade.timestampMs * MILLI_NS)
                .tradeId(trade.tradeId)
                .orderId(orderId)
                .price(trade.price)
                .amount(trade.amount)
                .fee(trade.fee == Decimals.ABSENT ? 0 : trade.fee)
                .referencePrice(trade.markPrice)
                .instrumentId(trade.instrumentId)
                .side(trade.isBuy ? Side.BUY : Side.SELL)
                .feeCurrency(trade.isFeeInDollars ? Currency.USD : Currency.COIN)
                .liquidity(trade.isMaker ? Liquidity.MAKER : Liquidity.TAKER);
        offer(nowNs);
    }

    void position(
            final int instrumentId, final long amount, final long averagePrice, final long venueNs, final long nowNs) {
        publisher
                .positionSnapshot()
                .venueTimeNs(venueNs)
                .amount(amount)
                .averagePrice(amount == 0 ? 0 : averagePrice)
                .instrumentId(instrumentId);
        offer(nowNs);
    }

    void balance(
            final int underlyingId,
            final Currency currency,
            final PortfolioRow row,
            final long venueNs,
            final long nowNs) {
        publisher
                .accountBalance()
                .venueTimeNs(venueNs)
                .balance(row.cash())
                .initialMargin(row.initialMargin)
                .maintenanceMargin(row.maintenanceMargin)
                .venueDeltaTotal(row.deltaTotal)
                .underlyingId(underlyingId)
                .currency(currency);
        offer(nowNs);
    }

    void connection(final int connectionId, final ConnectionPhase phase, final long venueNs, final long nowNs) {
        publisher
                .connectionState()
                .venueTimeNs(venueNs)
                .connectionId(connectionId)
                .phase(phase);
        offer(nowNs);
    }

    /** The session stops reading long before this is full; an event that finds no room is a fault of ours. */
    private void offer(final long nowNs) {
        if (publisher.offer(queue, nowNs) < 0) {
            throw new IllegalStateException("private events overflow");
        }
    }
}
