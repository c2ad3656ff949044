package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.Frame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Private events that wait for the engine, in order; none is ever dropped. Owned by the thread that steps the venue;
 * allocates nothing after construction.
 */
final class EventQueue implements Ingress {
    private static final int SLOT = 256;

    private final UnsafeBuffer slots;
    private final int[] lengths;
    private final long[] times;
    private final int mask;
    private long head;
    private long tail;

    /** For a power of two of events. */
    EventQueue(final int capacity) {
        slots = new UnsafeBuffer(new byte[capacity * SLOT]);
        lengths = new int[capacity];
        times = new long[capacity];
        mask = capacity - 1;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        if (length > Math.min(SLOT, Frame.MAX_PAYLOAD_LENGTH)) {
            throw new IllegalArgumentException("event too long: length=" + length);
        }
        if (free() == 0) {
            return BACK_PRESSURED;
        }
        final int slot = (int) tail & mask;
        slots.putBytes(slot * SLOT, buffer, offset, length);
        lengths[slot] = length;
        times[slot] = receiveTimeNs;
        return tail++;
    }

    int free() {
        return lengths.length - (int) (tail - head);
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** When the first event was received, or {@link Feed#EXHAUSTED}. */
    long nextTimeNs() {
        return isEmpty() ? Feed.EXHAUSTED : times[(int) head & mask];
    }

    /** Offers events in order until one is refused or the limit is reached; answers how many were taken. */
    int deliver(final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && !isEmpty()) {
            final int slot = (int) head & mask;
            if (ingress.offer(slots, slot * SLOT, lengths[slot], times[slot]) < 0) {
                break;
            }
            head++;
            delivered++;
        }
        return delivered;
    }
}
