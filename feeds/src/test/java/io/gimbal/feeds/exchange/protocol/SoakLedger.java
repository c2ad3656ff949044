package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What an engine would know of its orders, positions and money from the events of a session, and nothing else. */
final class SoakLedger implements Ingress {
    /** One order as the events tell it. */
    static final class Order {
        final int instrumentId;
        final Side side;
        /** Amount and price of the command, and of every edit since: which of them hold is the venue's to say. */
        final List<long[]> terms = new ArrayList<>();

        String venueId = "";
        boolean isAccepted;
        boolean isDone;
        long filled;
        long closedFilled = -1;

        Order(final int instrumentId, final Side side) {
            this.instrumentId = instrumentId;
            this.side = side;
        }
    }

    /** One execution. */
    record Fill(long orderId, int instrumentId, Side side, long price, long amount, long fee) {}

    /** The last statement of money in one currency. */
    record Money(long cash, long initialMargin, long maintenanceMargin, long delta) {}

    /** A position and what its open part cost: coins for inverse futures, quote currency for everything else. */
    static final class Line {
        long amount;
        double flow;
    }

    final Map<Long, Order> orders = new TreeMap<>();
    final Map<Long, Fill> fills = new HashMap<>();
    final Map<Currency, Money> money = new HashMap<>();
    final List<Line> lines = new ArrayList<>();
    private final List<InstrumentSpec> specs = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final AccountBalanceDecoder balance = new AccountBalanceDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final OrderClosedDecoder closed = new OrderClosedDecoder();
    private final DeliveryDecoder delivery = new DeliveryDecoder();
    long events;
    long rejects;

    void define(final InstrumentSpec spec) {
        specs.add(spec);
        lines.add(new Line());
    }

    void sent(final long orderId, final int instrumentId, final Side side, final long amount, final long price) {
        final Order order = new Order(instrumentId, side);
        order.terms.add(new long[] {amount, price});
        orders.put(orderId, order);
    }

    void forget(final long orderId) {
        orders.remove(orderId);
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        events++;
        switch (header.wrap(buffer, offset).templateId()) {
            case PositionSnapshotDecoder.TEMPLATE_ID -> onPosition(position.wrapAndApplyHeader(buffer, offset, header));
            case FillDecoder.TEMPLATE_ID -> onFill(fill.wrapAndApplyHeader(buffer, offset, header));
            case AccountBalanceDecoder.TEMPLATE_ID -> onBalance(balance.wrapAndApplyHeader(buffer, offset, header));
            case OrderAcceptedDecoder.TEMPLATE_ID -> onAccepted(accepted.wrapAndApplyHeader(buffer, offset, header));
            case OrderRejectedDecoder.TEMPLATE_ID -> onRejected(rejected.wrapAndApplyHeader(buffer, offset, header));
            case OrderClosedDecoder.TEMPLATE_ID -> onClosed(closed.wrapAndApplyHeader(buffer, offset, header));
            case DeliveryDecoder.TEMPLATE_ID -> onDelivery(delivery.wrapAndApplyHeader(buffer, offset, header));
            default -> {}
        }
        return events;
    }

    /** What the open part has gained since it was entered, at a mark; for an option its whole value. */
    double value(final int instrumentId, final long mark) {
        final InstrumentSpec spec = specs.get(instrumentId);
        final Line line = lines.get(instrumentId);
        if (line.amount == 0) {
            return 0;
        }
        if (spec.isOption()) {
            return line.amount / 1e8 * (mark / 1e8);
        }
        return line.flow - flow(spec, line.amount, mark);
    }

    private void onPosition(final PositionSnapshotDecoder event) {
        final Line line = lines.get(event.instrumentId());
        line.amount = event.amount();
        line.flow =
                event.amount() == 0 ? 0 : flow(specs.get(event.instrumentId()), event.amount(), event.averagePrice());
    }

    private void onFill(final FillDecoder event) {
        final Fill added = new Fill(
                event.orderId(), event.instrumentId(), event.side(), event.price(), event.amount(), event.fee());
        assertThat(fills.put(event.tradeId(), added))
                .as("told once: tradeId=%s", event.tradeId())
                .isNull();
        final Order order = orders.get(event.orderId());
        if (order != null) {
            order.filled += event.amount();
        }
        final Line line = lines.get(event.instrumentId());
        final InstrumentSpec spec = specs.get(event.instrumentId());
        final long signed = event.side() == Side.BUY ? event.amount() : -event.amount();
        trade(spec, line, signed, event.price());
    }

    private static void trade(final InstrumentSpec spec, final Line line, final long signed, final long price) {
        long rest = signed;
        if (line.amount != 0 && Long.signum(line.amount) != Long.signum(signed)) {
            final long closing = Math.min(Math.abs(signed), Math.abs(line.amount)) * Long.signum(signed);
            line.flow *= (double) (line.amount + closing) / line.amount;
            line.amount += closing;
            rest -= closing;
        }
        line.amount += rest;
        line.flow += flow(spec, rest, price);
    }

    /** Coins that bought inverse contracts are worth; what anything else brings, negative when bought. */
    private static double flow(final InstrumentSpec spec, final long signed, final long price) {
        return spec.isUsdAmount() ? (double) signed / price : -(signed / 1e8) * (price / 1e8);
    }

    private void onBalance(final AccountBalanceDecoder event) {
        money.put(
                event.currency(),
                new Money(event.balance(), event.initialMargin(), event.maintenanceMargin(), event.venueDeltaTotal()));
    }

    private void onAccepted(final OrderAcceptedDecoder event) {
        final Order order = known(event.orderId());
        final byte[] id = new byte[OrderAcceptedDecoder.venueOrderIdLength()];
        int length = 0;
        while (length < id.length && event.venueOrderId(length) != 0) {
            id[length] = event.venueOrderId(length);
            length++;
        }
        order.venueId = new String(id, 0, length, StandardCharsets.US_ASCII);
        order.isAccepted = true;
        assertThat(order.isDone).as("accepted after its end: %s", event).isFalse();
    }

    private void onRejected(final OrderRejectedDecoder event) {
        final Order order = known(event.orderId());
        assertThat(order.isDone).as("refused after its end: %s", event).isFalse();
        order.isDone = true;
        rejects++;
    }

    private void onClosed(final OrderClosedDecoder event) {
        final Order order = known(event.orderId());
        assertThat(order.isDone).as("ended once: %s", event).isFalse();
        order.isDone = true;
        order.closedFilled = event.filledAmount();
    }

    private void onDelivery(final DeliveryDecoder event) {
        for (int id = 0; id < specs.size(); id++) {
            if (specs.get(id).underlyingId() == event.underlyingId()
                    && specs.get(id).expiryNs() == event.expiryNs()) {
                lines.set(id, new Line());
            }
        }
    }

    Money money(final Currency currency) {
        final Money stated = money.get(currency);
        if (stated == null) {
            throw new AssertionError("never stated: money in " + currency);
        }
        return stated;
    }

    Order known(final long orderId) {
        final Order order = orders.get(orderId);
        if (order == null) {
            throw new AssertionError("not an order of ours: orderId=" + orderId);
        }
        return order;
    }
}
