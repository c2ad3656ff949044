package io.gimbal.feeds.recorded;

import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders that the simulated venue remembers: a pool that forgets the oldest closed order when a new one needs its
 * place. Owned by the gateway's thread; allocates nothing after construction.
 */
final class OrderHistory {
    private static final int ORDER_ID_BITS = 40;
    private static final float LOAD_FACTOR = 0.5f;

    private final SimulatedOrder[] pool;
    private final Long2ObjectHashMap<SimulatedOrder> byKey;
    private int next;
    private long newestForgotten = Long.MIN_VALUE;

    OrderHistory(final int capacity) {
        pool = new SimulatedOrder[capacity];
        Arrays.setAll(pool, i -> new SimulatedOrder());
        byKey = new Long2ObjectHashMap<>(capacity * 4, LOAD_FACTOR, false);
    }

    static boolean isOrderId(final long orderId) {
        return orderId > 0 && orderId < 1L << ORDER_ID_BITS;
    }

    static long key(final int epoch, final long orderId) {
        return ((long) epoch << ORDER_ID_BITS) | orderId;
    }

    @Nullable
    SimulatedOrder find(final long key) {
        return byKey.get(key);
    }

    /** Whether an order may have been there and is not remembered any more; keys grow with time. */
    boolean isForgotten(final long key) {
        return key <= newestForgotten && !byKey.containsKey(key);
    }

    /** A place for a new order, or null when every order is open. */
    @Nullable
    SimulatedOrder add(final SimulatedCommand command) {
        for (int i = 0; i < pool.length; i++) {
            final SimulatedOrder order = pool[next];
            next = next + 1 == pool.length ? 0 : next + 1;
            if (!order.isOpen()) {
                if (order.isUsed) {
                    newestForgotten = Math.max(newestForgotten, order.key);
                    byKey.remove(order.key);
                }
                order.begin(command, key(command.epoch, command.orderId));
                byKey.put(order.key, order);
                return order;
            }
        }
        return null;
    }
}
