package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sender and venue of the storm in plain words: every command waits in a queue, then leaves, is held back or breaks on the
 * way; an order rests, fills by chance, is amended, refused or cancelled. What it holds is the truth, in whole dollars.
 */
final class RestingVenue {
    private static final int POST_ONLY_REJECT = 11_054;

    private final MakerDesk maker;
    private final EngineScenario desk;
    private final Mix random;
    private final Deque<Runnable> way = new ArrayDeque<>();
    private final Map<Long, Order> orders = new TreeMap<>();
    private int read;
    private long trades = 1_000_000;
    long position;
    int placed;
    int amended;
    int cancelled;
    int taken;

    /** An order as the venue has it, and what it may still become by commands under way. */
    static final class Order {
        final long id;
        final int side;
        final boolean isPostOnly;
        long total;
        long most;
        double price;
        long filled;
        boolean isAtVenue;
        boolean isOver;
        boolean isInDoubt;

        Order(final long id, final int side, final boolean isPostOnly, final long total, final double price) {
            this.id = id;
            this.side = side;
            this.isPostOnly = isPostOnly;
            this.total = total;
            this.most = total;
            this.price = price;
        }

        long rest() {
            return isOver ? 0 : Math.max(most - filled, 0);
        }
    }

    RestingVenue(final MakerDesk maker, final Mix random) {
        this.maker = maker;
        this.desk = maker.desk;
        this.random = random;
        read = desk.outputs.all.size();
    }

    /** Dollars that orders which wait may still trade on a side, whatever becomes of them. */
    long mayRest(final int side) {
        return orders.values().stream()
                .filter(o -> o.isPostOnly && o.side == side)
                .mapToLong(Order::rest)
                .sum();
    }

    /** Dollars that orders which take may still trade on a side. */
    long mayTake(final int side) {
        return orders.values().stream()
                .filter(o -> !o.isPostOnly && o.side == side)
                .mapToLong(Order::rest)
                .sum();
    }

    /** Of those, what nobody knows the fate of. */
    long mayHaveTaken(final int side) {
        return orders.values().stream()
                .filter(o -> !o.isPostOnly && o.side == side && o.isInDoubt)
                .mapToLong(Order::rest)
                .sum();
    }

    /** Orders that wait or may wait. */
    long resting() {
        return orders.values().stream()
                .filter(o -> o.isPostOnly && o.rest() > 0)
                .count();
    }

    /** Takes up the commands made since the last look. */
    void listen() {
        while (read < desk.outputs.all.size()) {
            final byte[] bytes = desk.outputs.all.get(read++);
            final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            final MessageHeaderDecoder header = new MessageHeaderDecoder();
            switch (Outputs.templateId(bytes)) {
                case NewOrderDecoder.TEMPLATE_ID -> onNew(new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
                case AmendOrderDecoder.TEMPLATE_ID ->
                    onAmend(new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, header));
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

    private static long dollars(final long scaled) {
        if (scaled % 100_000_000L != 0 || scaled / 100_000_000L % 10 != 0 || scaled <= 0) {
            throw new AssertionError("no whole lots: " + scaled);
        }
        return scaled / 100_000_000L;
    }

    private static double price(final long scaled) {
        if (scaled % 50_000_000L != 0) {
            throw new AssertionError("off the grid: " + scaled);
        }
        return scaled / 1e8;
    }

    private void onNew(final NewOrderDecoder command) {
        final boolean isPostOnly = command.timeInForce() == TimeInForce.GOOD_TIL_CANCELLED;
        final int side = command.side() == Side.BUY ? 1 : -1;
        final Order order =
                new Order(command.orderId(), side, isPostOnly, dollars(command.amount()), price(command.price()));
        orders.put(order.id, order);
        placed += isPostOnly ? 1 : 0;
        taken += isPostOnly ? 0 : 1;
        way.add(() -> arrive(order));
    }

    private void onAmend(final AmendOrderDecoder command) {
        final Order order = find(command.orderId());
        final long total = dollars(command.amount());
        final double price = price(command.price());
        amended++;
        if (order != null) {
            order.most = Math.max(order.most, total);
            way.add(() -> amend(order, total, price));
        }
    }

    private @Nullable Order find(final long id) {
        return orders.get(id);
    }

    /** The oldest command goes its way; false when there is none. */
    boolean deliver() {
        final Runnable next = way.poll();
        if (next == null) {
            return false;
        }
        next.run();
        return true;
    }

    private void arrive(final Order order) {
        switch (random.below(12)) {
            case 0 -> {
                order.isOver = true;
                desk.outcome(order.id, SendOutcome.SUPPRESSED, SuppressReason.TOO_OLD);
            }
            case 1 -> {
                desk.outcome(order.id, SendOutcome.SEND_FAILED, SuppressReason.NONE);
                order.isInDoubt = true;
                order.isAtVenue = random.chance(50);
            }
            case 2 -> {
                desk.sent(order.id);
                order.isOver = true;
                maker.rejected(order.id, order.isPostOnly && random.chance(80) ? POST_ONLY_REJECT : 10_009);
            }
            default -> {
                desk.sent(order.id);
                order.isAtVenue = true;
                maker.accepted(order.id, (double) order.total, order.price);
                if (!order.isPostOnly) {
                    takes(order);
                }
            }
        }
    }

    private void takes(final Order order) {
        if (random.chance(80)) {
            fill(order, order.total);
        } else if (random.chance(50)) {
            fill(order, order.total / 20 * 10);
        }
        close(order, order.filled == order.total ? OrderEnd.FILLED : OrderEnd.CANCELLED);
    }

    private void amend(final Order order, final long total, final double price) {
        final int fate = random.below(10);
        if (order.isOver) {
            maker.outcome(AmendOrderDecoder.TEMPLATE_ID, order.id, SendOutcome.SENT);
        } else if (fate == 0) {
            order.most = order.total;
            maker.outcome(AmendOrderDecoder.TEMPLATE_ID, order.id, SendOutcome.SUPPRESSED);
        } else if (fate == 1) {
            maker.outcome(AmendOrderDecoder.TEMPLATE_ID, order.id, SendOutcome.SEND_FAILED);
            order.isInDoubt = true;
            if (random.chance(50)) {
                order.total = total;
                order.price = price;
            }
        } else if (fate == 2 || total <= order.filled) {
            maker.outcome(AmendOrderDecoder.TEMPLATE_ID, order.id, SendOutcome.SENT);
            close(order, OrderEnd.CANCELLED);
        } else {
            maker.outcome(AmendOrderDecoder.TEMPLATE_ID, order.id, SendOutcome.SENT);
            order.total = total;
            order.most = total;
            order.price = price;
            maker.accepted(order.id, (double) total, price);
        }
    }

    private void cancel(final long id) {
        final Order order = find(id);
        final int fate = random.below(10);
        if (fate < 2) {
            maker.outcome(
                    CancelOrderDecoder.TEMPLATE_ID, id, fate == 0 ? SendOutcome.SUPPRESSED : SendOutcome.SEND_FAILED);
            return;
        }
        maker.outcome(CancelOrderDecoder.TEMPLATE_ID, id, SendOutcome.SENT);
        if (order != null && !order.isOver && (order.isAtVenue || order.isInDoubt)) {
            close(order, order.isAtVenue ? OrderEnd.CANCELLED : OrderEnd.NEVER_EXISTED);
        }
    }

    private void close(final Order order, final OrderEnd end) {
        order.isOver = true;
        desk.closed(order.id, end, (double) order.filled);
    }

    private void fill(final Order order, final long amount) {
        order.filled += amount;
        position += order.side * amount;
        desk.fill(
                ++trades, order.id, BTC_PERPETUAL, order.side > 0 ? Side.BUY : Side.SELL, (double) amount, order.price);
    }

    /** Somebody trades against what rests. */
    void trade() {
        for (final Order order : orders.values()) {
            if (order.isPostOnly && order.isAtVenue && !order.isOver && order.total > order.filled) {
                final long lots = (order.total - order.filled) / 10;
                fill(order, 10L * (1 + random.below((int) lots)));
                if (order.filled == order.total) {
                    close(order, OrderEnd.FILLED);
                }
                return;
            }
        }
    }

    /** The client looks up what nobody knows. */
    void lookUp() {
        for (final Order order : orders.values()) {
            if (order.isInDoubt && !order.isOver) {
                order.isInDoubt = false;
                if (!order.isAtVenue) {
                    close(order, OrderEnd.NEVER_EXISTED);
                } else if (order.isPostOnly) {
                    order.most = order.total;
                    maker.accepted(order.id, (double) order.total, order.price);
                } else {
                    close(order, OrderEnd.CANCELLED);
                }
                return;
            }
        }
    }

    void forgetEnded() {
        final Iterator<Order> all = orders.values().iterator();
        while (all.hasNext()) {
            if (all.next().isOver) {
                all.remove();
            }
        }
    }
}
