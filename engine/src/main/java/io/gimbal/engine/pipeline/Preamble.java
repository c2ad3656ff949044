package io.gimbal.engine.pipeline;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The events a generation begins with: genesis, configuration, definitions, opening positions. All of them enter the
 * engine, in the order they were added, before anything else does. Filled by the thread that launches, then owned by the
 * ingest thread.
 */
public final class Preamble implements Feed {
    private record Event(UnsafeBuffer bytes, long receiveTimeNs) {}

    private final List<Event> events = new ArrayList<>();
    private int next;

    /** Builds an empty preamble. */
    public Preamble() {}

    /**
     * Adds an event; its bytes are copied.
     *
     * @param buffer        holds one SBE message, header included
     * @param offset        where it begins
     * @param length        its bytes
     * @param receiveTimeNs epoch nanoseconds
     * @return this
     */
    public Preamble add(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        events.add(new Event(new UnsafeBuffer(bytes), receiveTimeNs));
        return this;
    }

    /** {@return 0 while events are left, whatever the clock says, else {@link Feed#EXHAUSTED}} */
    @Override
    public long nextTimeNs() {
        return isDone() ? EXHAUSTED : 0;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && !isDone()) {
            final Event event = events.get(next);
            if (ingress.offer(event.bytes(), 0, event.bytes().capacity(), event.receiveTimeNs()) < 0) {
                break;
            }
            next++;
            delivered++;
        }
        return delivered;
    }

    @Override
    public void close() {
        next = events.size();
    }

    boolean isDone() {
        return next >= events.size();
    }
}
