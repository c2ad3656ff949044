package io.gimbal.feeds.deribit;

import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders we sent or were asked about: a pool that forgets the oldest one that is done when a new one needs its place.
 * Owned by the thread that steps the venue; allocates nothing after construction.
 */
final class OwnOrders {
    private static final int ORDER_ID_BITS = 40;
    private static final int CAPACITY = 1 << 12;

    private final OwnOrder[] pool = new OwnOrder[CAPACITY];
    private final Long2ObjectHashMap<OwnOrder> byKey = new Long2ObjectHashMap<>(4 * CAPACITY, 0.5f, false);
    private int next;

    OwnOrders() {
        Arrays.setAll(pool, i -> new OwnOrder());
    }

    static long key(final int epoch, final long orderId) {
        return (long) epoch << ORDER_ID_BITS | orderId;
    }

    static boolean isOrderId(final long orderId) {
        return orderId > 0 && orderId < 1L << ORDER_ID_BITS;
    }

    @Nullable
    OwnOrder find(final long key) {
        return byKey.get(key);
    }

    /** A place for a new order, or null when none is done or the number was used. */
    @Nullable
    OwnOrder add(final int epoch, final long orderId) {
        final long key = key(epoch, orderId);
        if (byKey.containsKey(key) || !isOrderId(orderId)) {
            return null;
        }
        for (int i = 0; i < CAPACITY; i++) {
            final OwnOrder order = pool[next];
            next = next + 1 == CAPACITY ? 0 : next + 1;
            if (order.isDone()) {
                if (order.isUsed) {
                    byKey.remove(order.key);
                }
                order.begin(key, epoch, orderId);
                byKey.put(key, order);
                return order;
            }
        }
        return null;
    }

    /** Takes back an order that never left. */
    void remove(final OwnOrder order) {
        byKey.remove(order.key);
        order.isUsed = false;
    }

    int capacity() {
        return CAPACITY;
    }

    /** A place of the pool; perhaps unused. */
    OwnOrder at(final int place) {
        return pool[place];
    }
}
