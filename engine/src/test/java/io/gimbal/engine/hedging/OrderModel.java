package io.gimbal.engine.hedging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules for orders once more, slow and in plain words, as an oracle: what is under way, what it may still do, and what
 * the position is, after any sequence of what sender, venue and a restart can say.
 */
final class OrderModel {
    private static final String DECIDED = "DECIDED";
    private static final String SENT = "SENT";
    private static final String OPEN = "OPEN";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String AWAITING = "AWAITING_FILLS";

    private final List<Order> orders = new ArrayList<>();
    private final Set<Long> trades = new HashSet<>();
    private long decided;
    private long position;

    static final class Order {
        final long id;
        final boolean isBuy;
        final long ordered;
        long total;
        long filled;
        String state = DECIDED;
        boolean isEarlierSession;

        Order(final long id, final boolean isBuy, final long ordered) {
            this.id = id;
            this.isBuy = isBuy;
            this.ordered = ordered;
            total = ordered;
        }

        long rest() {
            final long rest = Math.max(total - filled, 0);
            return isBuy ? rest : -rest;
        }

        @Override
        public String toString() {
            return id + (isBuy ? "B" : "S") + total + "/" + filled + state + isEarlierSession;
        }
    }

    void decide(final boolean isBuy, final long amount) {
        orders.add(new Order(++decided, isBuy, amount));
    }

    private @Nullable Order find(final long id) {
        return orders.stream().filter(o -> o.id == id).findFirst().orElse(null);
    }

    void sent(final long id) {
        final Order order = find(id);
        if (order != null && order.state.equals(DECIDED)) {
            order.state = SENT;
        }
    }

    void suppressed(final long id) {
        final Order order = find(id);
        final boolean isSeenByVenue =
                order != null && (order.filled > 0 || order.state.equals(OPEN) || order.state.equals(AWAITING));
        if (!isSeenByVenue) {
            orders.remove(order);
        }
    }

    /** A write that failed, or a duplicate that was held back: both leave the order in doubt. */
    void inDoubt(final long id) {
        final Order order = find(id);
        if (order != null && (order.state.equals(DECIDED) || order.state.equals(SENT))) {
            order.state = UNKNOWN;
        }
    }

    void accepted(final long id) {
        final Order order = find(id);
        if (order != null && !order.state.equals(AWAITING)) {
            order.state = OPEN;
        }
    }

    void rejected(final long id) {
        orders.remove(find(id));
    }

    void fill(final long tradeId, final long id, final boolean isBuy, final long amount) {
        if (!trades.add(tradeId)) {
            return;
        }
        position += isBuy ? amount : -amount;
        final Order order = find(id);
        if (order == null || order.isBuy != isBuy) {
            return;
        }
        order.filled += amount;
        if (order.state.equals(AWAITING) && order.filled >= order.total) {
            orders.remove(order);
        }
    }

    void closed(final long id, final boolean canHaveTraded, final long reported) {
        final Order order = find(id);
        if (order == null) {
            return;
        }
        if (canHaveTraded && reported > order.filled) {
            order.total = reported;
            order.state = AWAITING;
        } else {
            orders.remove(order);
        }
    }

    /** The venue restates positions, so ours begins at nothing; orders and applied trades stay. */
    void genesis() {
        position = 0;
        for (final Order order : orders) {
            order.state = UNKNOWN;
            order.isEarlierSession = true;
        }
    }

    long position() {
        return position;
    }

    long expected() {
        return orders.stream()
                .filter(o -> !o.state.equals(UNKNOWN))
                .mapToLong(Order::rest)
                .sum();
    }

    long unknown(final int sign) {
        return orders.stream()
                .filter(o -> o.state.equals(UNKNOWN))
                .mapToLong(Order::rest)
                .filter(rest -> rest * sign > 0)
                .sum();
    }

    long worst(final int sign) {
        return orders.stream()
                .mapToLong(Order::rest)
                .filter(rest -> rest * sign > 0)
                .sum();
    }

    boolean isInDoubt() {
        return orders.stream().anyMatch(o -> o.isEarlierSession);
    }

    /** Everything that may matter later. */
    String state() {
        return decided + orders.toString() + new TreeSet<>(trades) + position;
    }

    /** Orders under way, oldest first. */
    List<Order> orders() {
        return orders;
    }
}
