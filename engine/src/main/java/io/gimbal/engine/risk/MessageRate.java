package io.gimbal.engine.risk;

import io.gimbal.engine.book.Bits;
import java.util.Arrays;

/**
 * At most so many commands in any window of engine time, exactly: the time of each of the last {@code maxMessages} is
 * remembered. Nothing is allowed before it is configured. Owned by the engine thread; allocates only when configured.
 */
public final class MessageRate {
    /** Most commands a window can be configured for. */
    public static final int MAX_MESSAGES = 4096;

    private static final long LONG_AGO = Long.MIN_VALUE;

    private long[] times = {};
    private long windowNs;
    private int next;

    /** Creates a rate that is not configured. */
    public MessageRate() {}

    /**
     * Sets the limit and forgets the past.
     *
     * @param maxMessages from 1 to {@link #MAX_MESSAGES}
     * @param newWindowNs positive
     */
    public void configure(final int maxMessages, final long newWindowNs) {
        times = new long[maxMessages];
        Arrays.fill(times, LONG_AGO);
        windowNs = newWindowNs;
        next = 0;
    }

    /**
     * Whether another command may leave.
     *
     * @param nowNs engine time
     * @return false while the window is full, and before a window is configured
     */
    public boolean isAllowed(final long nowNs) {
        if (times.length == 0) {
            return false;
        }
        final long oldest = times[next];
        return oldest == LONG_AGO || nowNs - oldest >= windowNs;
    }

    /**
     * Whether so many commands may leave at once.
     *
     * @param nowNs engine time
     * @param count at least 1
     * @return false where the window has room for fewer, and before a window is configured
     */
    public boolean isAllowed(final long nowNs, final int count) {
        if (count > times.length) {
            return false;
        }
        final int last = next + count - 1;
        final long oldest = times[last < times.length ? last : last - times.length];
        return oldest == LONG_AGO || nowNs - oldest >= windowNs;
    }

    /**
     * A command leaves.
     *
     * @param nowNs engine time
     */
    public void onMessage(final long nowNs) {
        times[next] = nowNs;
        next = next + 1 == times.length ? 0 : next + 1;
    }

    /**
     * Engine time begins anew: commands of a later time than now count as sent now, so that a clock that was set back
     * costs one window and no more.
     *
     * @param nowNs engine time
     */
    public void onNewTime(final long nowNs) {
        for (int i = 0; i < times.length; i++) {
            times[i] = Math.min(times[i], nowNs);
        }
    }

    /**
     * Counts the window.
     *
     * @param nowNs engine time
     * @return commands that left in the window that ends now
     */
    public int used(final long nowNs) {
        int used = 0;
        for (final long time : times) {
            used += time != LONG_AGO && nowNs - time < windowNs ? 1 : 0;
        }
        return used;
    }

    /** {@return most commands in a window; 0 before it is configured} */
    public int maxMessages() {
        return times.length;
    }

    /** {@return length of the window, nanoseconds} */
    public long windowNs() {
        return windowNs;
    }

    /**
     * Adds the window to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, windowNs);
        h = Bits.mix(h, next);
        for (final long time : times) {
            h = Bits.mix(h, time);
        }
        return h;
    }
}
