package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Feed;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way in one direction, by the time they arrive; equal times keep their order. Reuses its frames, as
 * long as those at rest hold little.
 */
final class FrameQueue {
    /** All that the frames at rest may hold: a burst leaves no more behind. */
    static final int MAX_POOLED_BYTES = 64 << 10;

    private static final int MAX_POOLED = 4_096;

    private final PriorityQueue<TimedFrame> queue = new PriorityQueue<>();
    private final ArrayDeque<TimedFrame> pool = new ArrayDeque<>();
    private int pooledBytes;
    private long order;
    private long lastDueNs = Long.MIN_VALUE;

    /** Adds a frame that may not overtake those added so before. */
    void add(final byte[] bytes, final int offset, final int length, final long dueNs) {
        lastDueNs = Math.max(lastDueNs, dueNs);
        addFreely(bytes, offset, length, lastDueNs);
    }

    /** Adds a frame that arrives when it is due, whatever else is on its way. */
    void addFreely(final byte[] bytes, final int offset, final int length, final long dueNs) {
        final TimedFrame frame = next(dueNs, length);
        if (frame.bytes.length < length) {
            frame.bytes = new byte[Math.max(length, frame.bytes.length * 2)];
        }
        System.arraycopy(bytes, offset, frame.bytes, 0, length);
        queue.add(frame);
    }

    /** Adds the end, behind everything. */
    void addEnd(final String reason, final long dueNs) {
        lastDueNs = Math.max(lastDueNs, dueNs);
        final TimedFrame frame = next(lastDueNs, TimedFrame.END);
        frame.reason = reason;
        queue.add(frame);
    }

    /** {@return the next frame that has arrived, to be given back with {@link #recycle}, or null} */
    @Nullable
    TimedFrame poll(final long nowNs) {
        final TimedFrame head = queue.peek();
        return head != null && head.dueNs <= nowNs ? queue.poll() : null;
    }

    void recycle(final TimedFrame frame) {
        frame.reason = "";
        final int bytes = frame.bytes.length;
        if (pool.size() < MAX_POOLED && bytes <= MAX_POOLED_BYTES - pooledBytes) {
            pool.push(frame);
            pooledBytes += bytes;
        }
    }

    int size() {
        return queue.size();
    }

    /** {@return how much the frames hold that wait to be used again} */
    int pooledBytes() {
        return pooledBytes;
    }

    void clear() {
        queue.clear();
    }

    long nextTimeNs() {
        final TimedFrame head = queue.peek();
        return head == null ? Feed.UNKNOWN : head.dueNs;
    }

    private TimedFrame next(final long dueNs, final int length) {
        final TimedFrame pooled = pool.poll();
        final TimedFrame frame = pooled == null ? new TimedFrame() : pooled;
        pooledBytes -= frame.bytes.length;
        frame.dueNs = dueNs;
        frame.order = order++;
        frame.length = length;
        return frame;
    }
}
