package io.gimbal.feeds.bybit;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import org.jspecify.annotations.Nullable;

/**
 * The way out of this package: one publisher, and receive times that never go back, though conflated events overtake each
 * other. Owned by the market thread.
 */
final class Outlet {
    private final EventPublisher publisher = new EventPublisher();
    private @Nullable Ingress ingress;
    private long lastTimeNs = Long.MIN_VALUE;

    /** Where events go until told otherwise. */
    void openTo(final Ingress target) {
        ingress = target;
    }

    EventPublisher publisher() {
        return publisher;
    }

    /** Offers the event begun last; false when it was refused and must be begun again later. */
    boolean offer(final long receiveTimeNs) {
        final long timeNs = Math.max(lastTimeNs, receiveTimeNs);
        if (ingress == null || publisher.offer(ingress, timeNs) < 0) {
            return false;
        }
        lastTimeNs = timeNs;
        return true;
    }
}
