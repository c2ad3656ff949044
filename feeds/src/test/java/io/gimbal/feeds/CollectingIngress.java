package io.gimbal.feeds;

import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An ingress that keeps what it is offered, and can refuse. */
public final class CollectingIngress implements Ingress {
    private final List<Event> events = new ArrayList<>();
    private int refusals;

    /** One event as it was offered. */
    public record Event(int type, long timeNs, UnsafeBuffer buffer) {
        /** {@return time, type and a hash of the content} */
        @Override
        public String toString() {
            return timeNs + " " + type + " " + buffer.hashCode();
        }
    }

    /** {@return everything accepted so far} */
    public List<Event> events() {
        return events;
    }

    /** {@return what was accepted of one type} */
    public List<Event> events(final int type) {
        return events.stream().filter(event -> event.type == type).toList();
    }

    /** Refuses the next offers. */
    public void refuse(final int count) {
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

    /** Decodes an index price. */
    public static IndexPriceDecoder index(final Event event) {
        return new IndexPriceDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes a forward price. */
    public static ForwardPriceDecoder forward(final Event event) {
        return new ForwardPriceDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes a quote. */
    public static QuoteDecoder quote(final Event event) {
        return new QuoteDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes a ticker. */
    public static TickerDecoder ticker(final Event event) {
        return new TickerDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes a delivery. */
    public static DeliveryDecoder delivery(final Event event) {
        return new DeliveryDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes a state change. */
    public static InstrumentStateChangeDecoder state(final Event event) {
        return new InstrumentStateChangeDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes an acceptance. */
    public static OrderAcceptedDecoder accepted(final Event event) {
        return new OrderAcceptedDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes a rejection. */
    public static OrderRejectedDecoder rejected(final Event event) {
        return new OrderRejectedDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes a fill. */
    public static FillDecoder fill(final Event event) {
        return new FillDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }

    /** Decodes the end of an order. */
    public static OrderClosedDecoder closed(final Event event) {
        return new OrderClosedDecoder().wrapAndApplyHeader(event.buffer, 0, new MessageHeaderDecoder());
    }
}
