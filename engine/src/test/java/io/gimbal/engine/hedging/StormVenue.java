package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue of every instrument: commands arrive one by one and in order, leave or not, rest, fill in parts, are amended and
 * cancelled; what rests fills by chance.
 */
final class StormVenue {
    private static final int SOUND = 11;

    private final EngineScenario desk;
    private final Mix random;
    private final List<Runnable> way = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private int read;
    private long trades = 1_000_000;
    /** Whether every order arrives. */
    boolean isCalm;

    int rested;
    int amended;
    int cancelled;

    private static final class Order {
        final long id;
        final int instrument;
        final Side side;
        final boolean isResting;
        long total;
        long price;
        long filled;

        Order(final NewOrderDecoder command) {
            id = command.orderId();
            instrument = command.instrumentId();
            side = command.side();
            isResting = command.timeInForce() == TimeInForce.GOOD_TIL_CANCELLED;
            total = command.amount();
            price = command.price();
        }
    }

    StormVenue(final EngineScenario desk, final Mix random) {
        this.desk = desk;
        this.random = random;
    }

    private void listen() {
        while (read < desk.outputs.all.size()) {
            final byte[] bytes = desk.outputs.all.get(read++);
            final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            final MessageHeaderDecoder header = new MessageHeaderDecoder();
            switch (Outputs.templateId(bytes)) {
                case NewOrderDecoder.TEMPLATE_ID -> {
                    final Order order = new Order(new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
                    rested += order.isResting ? 1 : 0;
                    way.add(() -> arrive(order));
                }
                case AmendOrderDecoder.TEMPLATE_ID -> {
                    final AmendOrderDecoder command = new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, header);
                    amended++;
                    way.add(() -> amend(command.orderId(), command.amount(), command.price()));
                }
                case CancelOrderDecoder.TEMPLATE_ID -> {
                    final long id = new CancelOrderDecoder()
                            .wrapAndApplyHeader(buffer, 0, header)
                            .orderId();
                    cancelled++;
                    way.add(() -> cancel(id));
                }
                default -> {}
            }
        }
    }

    /** Something happens at the venue, where something can. */
    void step() {
        listen();
        if (!way.isEmpty()) {
            way.remove(0).run();
        } else if (!orders.isEmpty()) {
            trade(orders.get(random.below(orders.size())));
        }
    }

    private void arrive(final Order order) {
        switch (isCalm ? SOUND : random.below(12)) {
            case 0 -> desk.outcome(order.id, SendOutcome.SUPPRESSED, SuppressReason.TOO_OLD);
            case 1 -> {
                desk.outcome(order.id, SendOutcome.SEND_FAILED, SuppressReason.NONE);
                way.add(() -> desk.closed(order.id, OrderEnd.NEVER_EXISTED, 0));
            }
            case 2 -> {
                desk.sent(order.id);
                desk.rejected(order.id);
            }
            default -> {
                desk.sent(order.id);
                stands(order);
                if (order.isResting) {
                    orders.add(order);
                } else {
                    fill(order, random.chance(80) ? order.total : lot(order));
                    close(order);
                }
            }
        }
    }

    private void stands(final Order order) {
        desk.event(events -> events.orderAccepted()
                .orderId(order.id)
                .instrumentId(order.instrument)
                .amount(order.total)
                .price(order.price));
    }

    private void fill(final Order order, final long amount) {
        if (amount > 0) {
            order.filled += amount;
            final long tradeId = ++trades;
            desk.event(events -> events.fill()
                    .tradeId(tradeId)
                    .orderId(order.id)
                    .instrumentId(order.instrument)
                    .side(order.side)
                    .amount(amount)
                    .price(order.price)
                    .liquidity(order.isResting ? Liquidity.MAKER : Liquidity.TAKER)
                    .feeCurrency(Currency.COIN));
        }
    }

    private void close(final Order order) {
        orders.remove(order);
        desk.event(events -> events.orderClosed()
                .orderId(order.id)
                .end(order.filled == order.total ? OrderEnd.FILLED : OrderEnd.CANCELLED)
                .filledAmount(order.filled));
    }

    private void trade(final Order order) {
        final long left = order.total - order.filled;
        fill(order, random.chance(50) ? left : Math.min(left, lot(order)));
        if (order.filled >= order.total) {
            close(order);
        }
    }

    private static long lot(final Order order) {
        return Storm.lot(order.instrument);
    }

    private void amend(final long id, final long total, final long price) {
        for (final Order order : orders) {
            if (order.id == id) {
                if (random.chance(10)) {
                    outcome(AmendOrderDecoder.TEMPLATE_ID, id, SendOutcome.SUPPRESSED);
                } else if (total <= order.filled) {
                    close(order);
                } else {
                    outcome(AmendOrderDecoder.TEMPLATE_ID, id, SendOutcome.SENT);
                    order.total = total;
                    order.price = price;
                    stands(order);
                }
                return;
            }
        }
    }

    private void cancel(final long id) {
        if (random.chance(10)) {
            outcome(CancelOrderDecoder.TEMPLATE_ID, id, SendOutcome.SUPPRESSED);
            return;
        }
        outcome(CancelOrderDecoder.TEMPLATE_ID, id, SendOutcome.SENT);
        orders.stream().filter(order -> order.id == id).findFirst().ifPresent(this::close);
    }

    private void outcome(final int command, final long id, final SendOutcome outcome) {
        desk.event(events -> events.commandOutcome()
                .orderId(id)
                .commandType((short) command)
                .outcome(outcome)
                .reason(outcome == SendOutcome.SENT ? SuppressReason.NONE : SuppressReason.GATE_CLOSED));
    }
}
