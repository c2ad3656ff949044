package io.gimbal.engine.pipeline;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;

/** A feed that plays a list. */
final class ListFeed implements Feed {
    private record Event(long timeNs, DirectBuffer bytes) {}

    private final List<Event> events = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    ListFeed at(final long timeNs, final DirectBuffer event) {
        events.add(new Event(timeNs, event));
        return this;
    }

    boolean isDone() {
        return next.get() == events.size();
    }

    @Override
    public long nextTimeNs() {
        return isDone() ? EXHAUSTED : events.get(next.get()).timeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && nextTimeNs() <= nowNs) {
            final Event event = events.get(next.get());
            if (ingress.offer(event.bytes(), 0, event.bytes().capacity(), event.timeNs()) < 0) {
                break;
            }
            next.incrementAndGet();
            delivered++;
        }
        return delivered;
    }

    @Override
    public void close() {}
}
