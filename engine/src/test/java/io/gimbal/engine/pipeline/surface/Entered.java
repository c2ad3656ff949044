package io.gimbal.engine.pipeline.surface;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An ingress that keeps what it is offered, and can refuse. */
final class Entered implements Ingress {
    private final List<Event> events = new ArrayList<>();
    private int refusals;

    /** One event as it was offered; equal where its bytes and its time are. */
    record Event(int type, long timeNs, UnsafeBuffer buffer) {}

    List<Event> events() {
        return events;
    }

    List<Event> events(final int type) {
        return events.stream().filter(event -> event.type == type).toList();
    }

    void refuse(final int count) {
        refusals = count;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        if (refusals > 0) {
            refusals--;
            return BACK_PRESSURED;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final int type = new MessageHeaderDecoder().wrap(buffer, offset).templateId();
        events.add(new Event(type, receiveTimeNs, new UnsafeBuffer(bytes)));
        return events.size();
    }
}
