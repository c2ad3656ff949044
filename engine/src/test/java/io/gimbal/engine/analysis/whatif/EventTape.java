package io.gimbal.engine.analysis.whatif;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.JournalTailer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Inputs written by hand, one a second, read as a journal's. */
final class EventTape implements JournalTailer {
    static final long SECOND_NS = 1_000_000_000L;

    private record Event(UnsafeBuffer bytes, int type, long wallNs) {}

    private final EventPublisher publisher = new EventPublisher();
    private final List<Event> events = new ArrayList<>();
    private int at = -1;
    private boolean isClosed;

    EventTape add(final Consumer<EventPublisher> event) {
        event.accept(publisher);
        publisher.offer(this::take, (events.size() + 1) * SECOND_NS);
        return this;
    }

    private long take(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final UnsafeBuffer copy = new UnsafeBuffer(bytes);
        events.add(new Event(copy, copy.getShort(2), receiveTimeNs));
        return 0;
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public boolean next() {
        at++;
        return at < events.size();
    }

    private Event event() {
        return events.get(at);
    }

    @Override
    public DirectBuffer buffer() {
        return event().bytes();
    }

    @Override
    public int payloadOffset() {
        return 0;
    }

    @Override
    public int payloadLength() {
        return event().bytes().capacity();
    }

    @Override
    public int type() {
        return event().type();
    }

    @Override
    public long sequence() {
        return at + 1L;
    }

    @Override
    public int epoch() {
        return 1;
    }

    @Override
    public long wallNs() {
        return event().wallNs();
    }

    @Override
    public long monotonicNs() {
        return event().wallNs();
    }

    @Override
    public long chain() {
        return 0;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
