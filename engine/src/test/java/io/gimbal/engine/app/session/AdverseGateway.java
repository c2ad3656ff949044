package io.gimbal.engine.app.session;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue of changing temper: what takes fills at its limit, what rests fills a while later, unless the script says
 * otherwise of the time an order arrives. What was left open is told once it is sound again.
 */
final class AdverseGateway implements OrderGateway, Feed {
    /** What becomes of an order. */
    enum Mode {
        SOUND,
        REJECTS,
        ONE_LOT,
        DUST,
        TOO_MUCH,
        TWICE,
        FAILS,
        SILENT,
        GONE
    }

    private static final long REPLY_NS = 1_000_000;
    private static final long REST_NS = 400_000_000;

    private final AdverseScript script;
    private final long lot;
    private final EventPublisher events = new EventPublisher();
    private final PriorityQueue<Action> actions = new PriorityQueue<>();
    private final ArrayDeque<byte[]> replies = new ArrayDeque<>();
    private final Map<Long, Order> orders = new HashMap<>();
    private long lastNs;
    private long trades;
    private long count;

    private record Action(long dueNs, long number, Runnable what) implements Comparable<Action> {
        @Override
        public int compareTo(final Action other) {
            return dueNs == other.dueNs ? Long.compare(number, other.number) : Long.compare(dueNs, other.dueNs);
        }
    }

    private static final class Order {
        final long id;
        final int instrument;
        final Side side;
        final boolean isResting;
        long amount;
        long price;
        long filled;

        Order(final NewOrderDecoder command) {
            id = command.orderId();
            instrument = command.instrumentId();
            side = command.side();
            isResting = command.timeInForce() == TimeInForce.GOOD_TIL_CANCELLED;
            amount = command.amount();
            price = command.price();
        }
    }

    AdverseGateway(final AdverseScript script, final long lot) {
        this.script = script;
        this.lot = lot;
    }

    private Mode mode(final long nowNs) {
        return script.modes.floorEntry(nowNs).getValue();
    }

    /** When the venue will be sound again. */
    private long soundNs(final long nowNs) {
        return script.modes.tailMap(nowNs, false).entrySet().stream()
                .filter(entry -> entry.getValue() == Mode.SOUND)
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElse(nowNs);
    }

    private void at(final long dueNs, final Runnable what) {
        actions.add(new Action(dueNs, ++count, what));
    }

    private void tell(final Consumer<EventPublisher> filling) {
        filling.accept(events);
        events.offer(
                (buffer, offset, length, timeNs) -> {
                    final byte[] bytes = new byte[length];
                    buffer.getBytes(offset, bytes);
                    replies.add(bytes);
                    return 0;
                },
                0);
    }

    @Override
    public int submit(final NewOrderDecoder command, final int epoch, final long nowNs) {
        final Mode mode = mode(nowNs);
        if (mode == Mode.GONE) {
            return NOT_CONNECTED;
        }
        final Order order = new Order(command);
        final long replyNs = nowNs + REPLY_NS;
        switch (mode) {
            case REJECTS ->
                at(replyNs, () -> tell(e -> e.orderRejected().orderId(order.id).venueCode(10_009)));
            case FAILS -> {
                at(soundNs(nowNs) + REPLY_NS, () -> close(order, OrderEnd.NEVER_EXISTED));
                return SEND_FAILED;
            }
            case SILENT -> at(soundNs(nowNs) + REPLY_NS, () -> work(order, Mode.SOUND));
            default -> at(replyNs, () -> work(order, mode));
        }
        return SENT;
    }

    private void work(final Order order, final Mode mode) {
        orders.put(order.id, order);
        if (order.isResting) {
            stands(order);
            at(lastNs + REST_NS, () -> trade(order));
            return;
        }
        execute(order, mode);
        close(order, order.filled >= order.amount ? OrderEnd.FILLED : OrderEnd.CANCELLED);
    }

    private void trade(final Order order) {
        if (!orders.containsKey(order.id)) {
            return;
        }
        execute(order, mode(lastNs));
        if (order.filled >= order.amount) {
            close(order, OrderEnd.FILLED);
        } else {
            at(lastNs + REST_NS, () -> trade(order));
        }
    }

    private void execute(final Order order, final Mode mode) {
        final long left = order.amount - order.filled;
        switch (mode) {
            case ONE_LOT -> fill(order, Math.min(lot, left), ++trades);
            case DUST -> fill(order, Math.min(1, left), ++trades);
            case TOO_MUCH -> fill(order, left + lot, ++trades);
            case TWICE -> {
                fill(order, left, ++trades);
                tellFill(order, left, trades);
            }
            case SOUND -> fill(order, left, ++trades);
            default -> {} // it answers nothing, or not this
        }
    }

    private void fill(final Order order, final long amount, final long tradeId) {
        if (amount > 0) {
            order.filled += amount;
            tellFill(order, amount, tradeId);
        }
    }

    private void tellFill(final Order order, final long amount, final long tradeId) {
        tell(e -> e.fill()
                .venueTimeNs(lastNs)
                .tradeId(tradeId)
                .orderId(order.id)
                .instrumentId(order.instrument)
                .side(order.side)
                .amount(amount)
                .price(order.price)
                .feeCurrency(Currency.USD)
                .liquidity(order.isResting ? Liquidity.MAKER : Liquidity.TAKER));
    }

    private void stands(final Order order) {
        tell(e -> e.orderAccepted()
                .venueTimeNs(lastNs)
                .orderId(order.id)
                .instrumentId(order.instrument)
                .amount(order.amount)
                .price(order.price));
    }

    private void close(final Order order, final OrderEnd end) {
        orders.remove(order.id);
        tell(e -> e.orderClosed().venueTimeNs(lastNs).orderId(order.id).end(end).filledAmount(order.filled));
    }

    @Override
    public int cancel(final CancelOrderDecoder command, final int epoch, final long nowNs) {
        final Mode mode = mode(nowNs);
        if (mode == Mode.GONE) {
            return NOT_CONNECTED;
        }
        final long id = command.orderId();
        final long dueNs = mode == Mode.SILENT ? soundNs(nowNs) : nowNs;
        at(dueNs + REPLY_NS, () -> {
            final Order order = orders.get(id);
            if (order != null) {
                close(order, OrderEnd.CANCELLED);
            }
        });
        return mode == Mode.FAILS ? SEND_FAILED : SENT;
    }

    @Override
    public int amend(final AmendOrderDecoder command, final int epoch, final long nowNs) {
        final Mode mode = mode(nowNs);
        if (mode == Mode.GONE) {
            return NOT_CONNECTED;
        }
        final long id = command.orderId();
        final long amount = command.amount();
        final long price = command.price();
        final long dueNs = mode == Mode.SILENT ? soundNs(nowNs) : nowNs;
        at(dueNs + REPLY_NS, () -> {
            final Order order = orders.get(id);
            if (order != null && mode == Mode.REJECTS) {
                close(order, OrderEnd.CANCELLED);
            } else if (order != null) {
                order.amount = Math.max(amount, order.filled);
                order.price = price;
                stands(order);
            }
        });
        return mode == Mode.FAILS ? SEND_FAILED : SENT;
    }

    @Override
    public int query(final long orderId, final int epoch, final long nowNs) {
        return SENT;
    }

    @Override
    public long nextTimeNs() {
        if (!replies.isEmpty()) {
            return lastNs;
        }
        final Action first = actions.peek();
        return first == null ? EXHAUSTED : first.dueNs;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit) {
            final byte[] reply = replies.peek();
            final Action action = actions.peek();
            if (reply != null) {
                if (ingress.offer(new UnsafeBuffer(reply), 0, reply.length, lastNs) < 0) {
                    return delivered;
                }
                replies.remove();
                delivered++;
            } else if (action != null && action.dueNs <= nowNs) {
                lastNs = Math.max(lastNs, action.dueNs);
                actions.remove();
                action.what.run();
            } else {
                return delivered;
            }
        }
        return delivered;
    }

    @Override
    public void close() {
        actions.clear();
    }
}
