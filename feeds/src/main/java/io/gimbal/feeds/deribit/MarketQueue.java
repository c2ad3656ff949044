package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import io.gimbal.journal.codec.VolatilityIndexDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Market events on their way to the engine. While the engine keeps up they pass in order; while it does not, a quote,
 * ticker, index, forward or funding that waits is overwritten by the next one of the same subject, in its place in the
 * queue. Prints of trades are dropped when the queue is nearly full, everything else keeps its place. Owned by the thread
 * that steps the venue; allocates nothing after construction.
 */
final class MarketQueue implements Ingress {
    private static final int SLOT = 256;
    private static final int CAPACITY = 1 << 14;
    private static final int RESERVED = CAPACITY / 8;
    private static final long NO_SLOT = -1;
    private static final float LOAD_FACTOR = 0.5f;
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final long SECOND_NS = 1_000_000_000L;

    private final UnsafeBuffer slots = new UnsafeBuffer(new byte[CAPACITY * SLOT]);
    private final int[] lengths = new int[CAPACITY];
    private final long[] times = new long[CAPACITY];
    private final long[] keys = new long[CAPACITY];
    private final Long2LongHashMap waiting = new Long2LongHashMap(4 * CAPACITY, LOAD_FACTOR, NO_SLOT, false);
    private final VenueCounters counters;
    private long head;
    private long tail;

    MarketQueue(final VenueCounters counters) {
        this.counters = counters;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        if (length > SLOT) {
            throw new IllegalArgumentException("event too long: length=" + length);
        }
        final int type =
                buffer.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        final long key = key(type, buffer, offset + BODY);
        final long earlier = key == 0 ? NO_SLOT : waiting.get(key);
        if (earlier != NO_SLOT) {
            counters.increment(VenueCounters.Count.CONFLATED);
            return put((int) earlier & (CAPACITY - 1), buffer, offset, length, receiveTimeNs);
        }
        final int free = CAPACITY - (int) (tail - head);
        if (free == 0 || (free <= RESERVED && type == TradePrintDecoder.TEMPLATE_ID)) {
            counters.increment(VenueCounters.Count.CONFLATED);
            return BACK_PRESSURED;
        }
        final int slot = (int) tail & (CAPACITY - 1);
        keys[slot] = key;
        if (key != 0) {
            waiting.put(key, tail);
        }
        tail++;
        return put(slot, buffer, offset, length, receiveTimeNs);
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** When the first event was received, or {@link Feed#EXHAUSTED}. */
    long nextTimeNs() {
        return isEmpty() ? Feed.EXHAUSTED : times[(int) head & (CAPACITY - 1)];
    }

    /** Offers events in order until one is refused or the limit is reached; answers how many were taken. */
    int deliver(final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && !isEmpty()) {
            final int slot = (int) head & (CAPACITY - 1);
            if (ingress.offer(slots, slot * SLOT, lengths[slot], times[slot]) < 0) {
                break;
            }
            if (keys[slot] != 0) {
                waiting.remove(keys[slot]);
            }
            head++;
            delivered++;
        }
        return delivered;
    }

    private long put(
            final int slot, final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        slots.putBytes(slot * SLOT, buffer, offset, length);
        lengths[slot] = length;
        times[slot] = receiveTimeNs;
        return slot;
    }

    /** What an event is about, where only the latest matters; 0 where every one does. */
    private static long key(final int type, final DirectBuffer buffer, final int body) {
        return switch (type) {
            case QuoteDecoder.TEMPLATE_ID -> key(type, id(buffer, body + QuoteDecoder.instrumentIdEncodingOffset()));
            case TickerDecoder.TEMPLATE_ID -> key(type, id(buffer, body + TickerDecoder.instrumentIdEncodingOffset()));
            case FundingDecoder.TEMPLATE_ID ->
                key(type, id(buffer, body + FundingDecoder.instrumentIdEncodingOffset()));
            case IndexPriceDecoder.TEMPLATE_ID ->
                key(type, id(buffer, body + IndexPriceDecoder.underlyingIdEncodingOffset()));
            case VolatilityIndexDecoder.TEMPLATE_ID ->
                key(type, id(buffer, body + VolatilityIndexDecoder.underlyingIdEncodingOffset()));
            case ForwardPriceDecoder.TEMPLATE_ID -> {
                final long expiryNs =
                        buffer.getLong(body + ForwardPriceDecoder.expiryNsEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
                final long underlying = id(buffer, body + ForwardPriceDecoder.underlyingIdEncodingOffset());
                yield key(type, (expiryNs / SECOND_NS) << 8 | underlying);
            }
            default -> 0;
        };
    }

    private static long key(final int type, final long subject) {
        return (long) type << 56 | subject;
    }

    private static long id(final DirectBuffer buffer, final int at) {
        return Integer.toUnsignedLong(buffer.getInt(at, ByteOrder.LITTLE_ENDIAN));
    }
}
