package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.OrderAcceptedEncoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import java.util.Arrays;

/** What the simulated venue has said and not yet delivered, in order; a ring of slots. Owned by the gateway's thread. */
final class SimulatedReplies {
    private static final int ACCEPTED = 0;
    private static final int REJECTED = 1;
    private static final int FILLED = 2;
    private static final int CLOSED = 3;
    private static final int DIGITS = 19;

    private final EventPublisher publisher = new EventPublisher();
    private final Reply[] slots;
    private final int mask;
    private final long latencyNs;
    private long head;
    private long tail;
    private long lastDueNs;

    SimulatedReplies(final int capacity, final long latencyNs) {
        this.slots = new Reply[capacity];
        Arrays.setAll(slots, i -> new Reply());
        this.mask = capacity - 1;
        this.latencyNs = latencyNs;
    }

    /** One reply. */
    private static final class Reply {
        int kind;
        long timeNs;
        long dueNs;
        long orderId;
        long number;
        int instrumentId;
        int code;
        long price;
        long amount;
        long fee;
        long referencePrice;
        String reason = "";
        Side side = Side.NULL_VAL;
        Currency feeCurrency = Currency.NULL_VAL;
        Liquidity liquidity = Liquidity.NULL_VAL;
        OrderEnd end = OrderEnd.NULL_VAL;
    }

    int free() {
        return slots.length - (int) (tail - head);
    }

    long nextTimeNs() {
        return head == tail ? Feed.EXHAUSTED : slots[(int) head & mask].dueNs;
    }

    void accepted(final long timeNs, final SimulatedOrder order) {
        final Reply reply = add(ACCEPTED, timeNs, order.orderId);
        reply.instrumentId = order.instrumentId;
        reply.number = order.venueNumber;
        reply.price = order.isMarket() ? Decimals.ABSENT : order.price;
        reply.amount = order.amount;
    }

    void rejected(final long timeNs, final long orderId, final VenueRefusal refusal) {
        final Reply reply = add(REJECTED, timeNs, orderId);
        reply.code = refusal.code();
        reply.reason = refusal.text();
    }

    void closed(final long timeNs, final long orderId, final long filled, final OrderEnd end, final int code) {
        final Reply reply = add(CLOSED, timeNs, orderId);
        reply.amount = filled;
        reply.end = end;
        reply.code = code;
    }

    void filled(final long timeNs, final SimulatedOrder order, final long tradeId, final Execution execution) {
        final Reply reply = add(FILLED, timeNs, order.orderId);
        reply.instrumentId = order.instrumentId;
        reply.side = order.side;
        reply.number = tradeId;
        reply.price = execution.price;
        reply.amount = execution.amount;
        reply.fee = execution.fee;
        reply.feeCurrency = execution.feeCurrency;
        reply.liquidity = execution.liquidity;
        reply.referencePrice = execution.referencePrice;
    }

    /** Offers the first reply; false when the ingress refused it. */
    boolean deliver(final Ingress ingress) {
        final Reply reply = slots[(int) head & mask];
        switch (reply.kind) {
            case ACCEPTED -> encodeAccepted(reply);
            case REJECTED -> encodeRejected(reply);
            case FILLED -> encodeFill(reply);
            default -> encodeClosed(reply);
        }
        if (publisher.offer(ingress, reply.dueNs) < 0) {
            return false;
        }
        head++;
        return true;
    }

    private Reply add(final int kind, final long timeNs, final long orderId) {
        if (free() == 0) {
            throw new IllegalStateException("replies overflow: capacity=" + slots.length);
        }
        final Reply reply = slots[(int) tail++ & mask];
        lastDueNs = Math.max(lastDueNs, timeNs + latencyNs);
        reply.kind = kind;
        reply.timeNs = timeNs;
        reply.dueNs = lastDueNs;
        reply.orderId = orderId;
        reply.code = 0;
        return reply;
    }

    private void encodeAccepted(final Reply reply) {
        final OrderAcceptedEncoder accepted = publisher
                .orderAccepted()
                .venueTimeNs(reply.timeNs)
                .orderId(reply.orderId)
                .instrumentId(reply.instrumentId)
                .price(reply.price)
                .amount(reply.amount);
        long rest = reply.number;
        int digits = 1;
        for (long power = 10; digits < DIGITS && power <= rest; power *= 10) {
            digits++;
        }
        for (int i = digits - 1; i >= 0; i--) {
            accepted.venueOrderId(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    private void encodeRejected(final Reply reply) {
        publisher
                .orderRejected()
                .venueTimeNs(reply.timeNs)
                .orderId(reply.orderId)
                .venueCode(reply.code)
                .reason(reply.reason);
    }

    private void encodeFill(final Reply reply) {
        publisher
                .fill()
                .venueTimeNs(reply.timeNs)
                .tradeId(reply.number)
                .orderId(reply.orderId)
                .price(reply.price)
                .amount(reply.amount)
                .fee(reply.fee)
                .referencePrice(reply.referencePrice)
                .instrumentId(reply.instrumentId)
                .side(reply.side)
                .feeCurrency(reply.feeCurrency)
                .liquidity(reply.liquidity);
    }

    private void encodeClosed(final Reply reply) {
        publisher
                .orderClosed()
                .venueTimeNs(reply.timeNs)
                .orderId(reply.orderId)
                .filledAmount(reply.amount)
                .venueCode(reply.code)
                .end(reply.end);
    }

    /** The terms of one execution; written again and again. */
    static final class Execution {
        long price;
        long amount;
        long fee;
        long referencePrice = Decimals.ABSENT;
        Currency feeCurrency = Currency.NULL_VAL;
        Liquidity liquidity = Liquidity.NULL_VAL;
    }
}
