package io.gimbal.feeds.deribit;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whole messages that came in and were not yet delivered, one behind the other in one buffer, which is used from its
 * beginning again once it is empty. Owned by one thread; grows to the largest it ever held.
 */
final class FrameQueue {
    private static final int FIRST_BYTES = 256 << 10;
    private static final int FIRST_FRAMES = 256;
    private static final int ENOUGH_BYTES = 1 << 20;

    private final int maxFrameLength;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] ends = new int[FIRST_FRAMES];
    private long[] times = new long[FIRST_FRAMES];
    private int count;
    private int next;
    private int writeAt;

    FrameQueue(final int maxFrameLength) {
        this.maxFrameLength = maxFrameLength;
        buffer.wrap(bytes);
    }

    /** Adds bytes to the message that is being received; false when it would be too long. */
    boolean append(final byte[] source, final int offset, final int length) {
        if (writeAt - start() + length > maxFrameLength) {
            return false;
        }
        if (writeAt + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, writeAt + length));
            buffer.wrap(bytes);
        }
        System.arraycopy(source, offset, bytes, writeAt, length);
        writeAt += length;
        return true;
    }

    /** The message that was being received is whole. */
    void complete(final long timeNs) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        ends[count] = writeAt;
        times[count++] = timeNs;
    }

    /** Goes to the next whole message; it stays until the next call. */
    boolean take() {
        if (next == count) {
            compact();
            return false;
        }
        next++;
        return true;
    }

    boolean isEmpty() {
        return next == count;
    }

    /** Whether more may be read from the socket before some of this is delivered. */
    boolean hasRoom() {
        return isEmpty() || writeAt < ENOUGH_BYTES;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int offset() {
        return next == 1 ? 0 : ends[next - 2];
    }

    int length() {
        return ends[next - 1] - offset();
    }

    long timeNs() {
        return times[next - 1];
    }

    void clear() {
        count = 0;
        next = 0;
        writeAt = 0;
    }

    private int start() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /** What is left is the beginning of a message at most: it moves to the front. */
    private void compact() {
        final int from = start();
        System.arraycopy(bytes, from, bytes, 0, writeAt - from);
        writeAt -= from;
        count = 0;
        next = 0;
    }
}
