package io.gimbal.engine.pipeline;

/**
 * At most so many messages to the venue in any window of time. The last ones are reserved for cancels: new orders and
 * amendments can never use them up. Owned by the sender thread.
 */
final class MessageBudget {
    private final long[] sentNs;
    private final int ordersLimit;
    private final long windowNs;
    private int oldest;
    private int count;

    /**
     * Sets the limits.
     *
     * @param maxMessages   in any window, above 0
     * @param cancelReserve how many of them only cancels may use, below {@code maxMessages}
     * @param windowNs      the window's length
     */
    MessageBudget(final int maxMessages, final int cancelReserve, final long windowNs) {
        sentNs = new long[maxMessages];
        ordersLimit = maxMessages - cancelReserve;
        this.windowNs = windowNs;
    }

    /**
     * Takes a place for a new order or an amendment.
     *
     * @param nowNs monotonic time
     * @return false when none is left for them
     */
    boolean tryOrder(final long nowNs) {
        return tryTake(nowNs, ordersLimit);
    }

    /**
     * Takes a place for a cancel.
     *
     * @param nowNs monotonic time
     * @return false when none is left at all
     */
    boolean tryCancel(final long nowNs) {
        return tryTake(nowNs, sentNs.length);
    }

    private boolean tryTake(final long nowNs, final int limit) {
        forget(nowNs);
        if (count >= limit) {
            return false;
        }
        sentNs[(oldest + count) % sentNs.length] = nowNs;
        count++;
        return true;
    }

    private void forget(final long nowNs) {
        while (count > 0 && nowNs - sentNs[oldest] >= windowNs) {
            oldest = (oldest + 1) % sentNs.length;
            count--;
        }
    }
}
