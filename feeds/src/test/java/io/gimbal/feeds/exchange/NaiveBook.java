package io.gimbal.feeds.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The book of one instrument as a list that is searched from end to end: slow, and of one thought. Prices and amounts are
 * small whole numbers; positions are kept here to judge reduce-only orders.
 */
final class NaiveBook {
    /** One order. */
    static final class Order {
        final int account;
        final boolean isBuy;
        long price;
        long amount;
        long filled;
        long display;
        long visible;
        long stamp;
        boolean isReduceOnly;
        boolean isPostOnly;
        boolean isRejectPostOnly;
        String state = "open";

        Order(final int account, final boolean isBuy) {
            this.account = account;
            this.isBuy = isBuy;
        }

        long remaining() {
            return amount - filled;
        }
    }

    /** One match. */
    record Match(int taker, int maker, boolean isTakerBuy, long price, long amount) {}

    final List<Order> resting = new ArrayList<>();
    final Map<Integer, Long> positions = new HashMap<>();
    final boolean[] rejectsTaker;
    private long stamp;

    NaiveBook(final boolean[] rejectsTaker) {
        this.rejectsTaker = rejectsTaker;
    }

    long position(final int account) {
        return positions.getOrDefault(account, 0L);
    }

    long reducible(final Order order) {
        final long size = position(order.account);
        return Math.max(0, order.isBuy ? -size : size);
    }

    /** Answers the error's name. */
    String enter(final Order order, final String kind, final List<Match> matches) {
        if (order.isReduceOnly) {
            order.amount = Math.min(order.amount, reducible(order));
            if (order.amount <= 0) {
                return "OTHER_REJECT";
            }
        }
        if (order.isPostOnly && bestOpposite(order, order.price) != null) {
            if (order.isRejectPostOnly) {
                return "POST_ONLY_REJECT";
            }
            order.price = makingPrice(order);
            if (order.price <= 0) {
                return "POST_ONLY_PRICE_MODIFICATION_NOT_POSSIBLE";
            }
        }
        if (rejectsTaker[order.account] && meetsItself(order, order.price, order.amount)) {
            return "ORDER_OVERLAP";
        }
        run(order, kind, matches);
        return "OK";
    }

    String edit(final Order order, final long amount, final long price, final List<Match> matches) {
        if (!order.state.equals("open")) {
            return order.state.equals("filled") ? "ALREADY_FILLED" : "NOT_OPEN_ORDER";
        }
        long total = amount;
        if (order.isReduceOnly && total > order.filled) {
            total = Math.min(total, order.filled + reducible(order));
        }
        if (total <= 0) {
            return "INVALID_AMOUNT";
        }
        if (total <= order.filled) {
            return "INVALID_AMOUNT";
        }
        if (price == order.price && total <= order.amount) {
            order.amount = total;
            order.visible = Math.min(order.visible, order.remaining());
            return "OK";
        }
        long moved = price;
        if (order.isPostOnly && bestOpposite(order, price) != null) {
            if (order.isRejectPostOnly) {
                resting.remove(order);
                order.state = "cancelled";
                return "POST_ONLY_REJECT";
            }
            moved = makingPrice(order);
            if (moved <= 0) {
                return "POST_ONLY_PRICE_MODIFICATION_NOT_POSSIBLE";
            }
        }
        if (rejectsTaker[order.account] && meetsItself(order, moved, total - order.filled)) {
            return "ORDER_OVERLAP";
        }
        resting.remove(order);
        order.amount = total;
        order.price = moved;
        run(order, "limit", matches);
        return "OK";
    }

    String cancel(final Order order) {
        if (!order.state.equals("open")) {
            return order.state.equals("filled") ? "ALREADY_FILLED" : "NOT_OPEN_ORDER";
        }
        resting.remove(order);
        order.state = "cancelled";
        return "OK";
    }

    Map<Long, Long> levels(final boolean isBuy) {
        final TreeMap<Long, Long> levels = new TreeMap<>();
        for (final Order order : resting) {
            if (order.isBuy == isBuy) {
                levels.merge(order.price, order.visible, Long::sum);
            }
        }
        return levels;
    }

    private void run(final Order order, final String kind, final List<Match> matches) {
        if (!kind.equals("fok") || available(order) >= order.remaining()) {
            match(order, matches);
        }
        if (order.remaining() == 0) {
            order.state = "filled";
        } else if (kind.equals("limit")) {
            rest(order);
        } else if (kind.equals("market_limit") && !matches.isEmpty()) {
            order.price = matches.get(matches.size() - 1).price();
            rest(order);
        } else {
            order.state = "cancelled";
        }
    }

    private void rest(final Order order) {
        order.visible = order.display > 0 ? Math.min(order.display, order.remaining()) : order.remaining();
        order.stamp = ++stamp;
        resting.add(order);
    }

    private void match(final Order taker, final List<Match> matches) {
        @Nullable Order maker = bestOpposite(taker, taker.price);
        while (taker.remaining() > 0 && maker != null) {
            final long can = maker.isReduceOnly ? Math.min(maker.visible, reducible(maker)) : maker.visible;
            if (maker.account == taker.account || can <= 0) {
                resting.remove(maker);
                maker.state = "cancelled";
            } else {
                fill(taker, maker, Math.min(can, taker.remaining()), matches);
            }
            maker = bestOpposite(taker, taker.price);
        }
    }

    private void fill(final Order taker, final Order maker, final long amount, final List<Match> matches) {
        maker.filled += amount;
        maker.visible -= amount;
        taker.filled += amount;
        positions.merge(taker.account, taker.isBuy ? amount : -amount, Long::sum);
        positions.merge(maker.account, maker.isBuy ? amount : -amount, Long::sum);
        matches.add(new Match(taker.account, maker.account, taker.isBuy, maker.price, amount));
        if (maker.remaining() == 0) {
            maker.state = "filled";
            resting.remove(maker);
        } else if (maker.visible == 0) {
            resting.remove(maker);
            rest(maker);
        }
    }

    private boolean meetsItself(final Order taker, final long price, final long amount) {
        long left = amount;
        final List<Order> queue = new ArrayList<>(resting);
        queue.removeIf(order -> order.isBuy == taker.isBuy || !crosses(taker.isBuy, price, order.price));
        queue.sort((a, b) -> a.price != b.price
                ? (taker.isBuy ? Long.compare(a.price, b.price) : Long.compare(b.price, a.price))
                : Long.compare(a.stamp, b.stamp));
        for (int i = 0; i < queue.size() && left > 0; i++) {
            final Order maker = queue.get(i);
            if (maker.account == taker.account) {
                return true;
            }
            long hidden = maker.remaining() - maker.visible;
            left -= maker.isReduceOnly ? Math.min(maker.visible, reducible(maker)) : maker.visible;
            final boolean isLastOfLevel = i + 1 == queue.size() || queue.get(i + 1).price != maker.price;
            if (isLastOfLevel) {
                for (final Order other : queue) {
                    hidden = other.remaining() - other.visible;
                    left -= other.price == maker.price && !other.isReduceOnly ? hidden : 0;
                }
            }
        }
        return false;
    }

    private long available(final Order taker) {
        long sum = 0;
        for (final Order order : resting) {
            if (order.isBuy != taker.isBuy
                    && order.account != taker.account
                    && crosses(taker.isBuy, taker.price, order.price)) {
                sum += order.isReduceOnly ? Math.min(order.remaining(), reducible(order)) : order.remaining();
            }
        }
        return sum;
    }

    private long makingPrice(final Order order) {
        long best = order.isBuy ? Long.MAX_VALUE : 0;
        for (final Order other : resting) {
            if (other.isBuy != order.isBuy) {
                best = order.isBuy ? Math.min(best, other.price) : Math.max(best, other.price);
            }
        }
        return order.isBuy ? best - 1 : best + 1;
    }

    private @Nullable Order bestOpposite(final Order taker, final long limit) {
        @Nullable Order best = null;
        for (final Order order : resting) {
            if (order.isBuy == taker.isBuy || !crosses(taker.isBuy, limit, order.price)) {
                continue;
            }
            final boolean isBetter = best == null
                    || (order.price != best.price
                            ? (taker.isBuy ? order.price < best.price : order.price > best.price)
                            : order.stamp < best.stamp);
            best = isBetter ? order : best;
        }
        return best;
    }

    private static boolean crosses(final boolean isBuy, final long limit, final long other) {
        return isBuy ? other <= limit : other >= limit;
    }
}
