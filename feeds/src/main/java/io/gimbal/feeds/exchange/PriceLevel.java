package io.gimbal.feeds.exchange;

import org.jspecify.annotations.Nullable;

/** The orders at one price, oldest first. */
final class PriceLevel {
    final long price;
    long visible;

    @Nullable
    ExchangeOrder head;

    @Nullable
    ExchangeOrder tail;

    PriceLevel(final long price) {
        this.price = price;
    }

    void append(final ExchangeOrder order) {
        order.before = tail;
        order.after = null;
        if (tail == null) {
            head = order;
        } else {
            tail.after = order;
        }
        tail = order;
        visible += order.visible;
    }

    void remove(final ExchangeOrder order) {
        if (order.before == null) {
            head = order.after;
        } else {
            order.before.after = order.after;
        }
        if (order.after == null) {
            tail = order.before;
        } else {
            order.after.before = order.before;
        }
        order.before = null;
        order.after = null;
        visible -= order.visible;
    }

    boolean isEmpty() {
        return head == null;
    }
}
