package io.gimbal.feeds.exchange;

/**
 * Credits that are spent by requests and flow back with time, never above the capacity. Exact: a credit is 1e9 parts, so
 * that a rate of one a second gives one part a nanosecond. Owned by one thread.
 */
public final class CreditBucket {
    private static final long PARTS = 1_000_000_000L;

    private final long capacity;
    private final long refillPerSecond;
    private final long fullAfterNs;
    private long parts;
    private long sinceNs;

    /**
     * Makes a full bucket.
     *
     * @param capacity        credits, above 0, at most 1e9
     * @param refillPerSecond credits, above 0, at most 1e9
     * @throws IllegalArgumentException when either is out of range
     */
    public CreditBucket(final long capacity, final long refillPerSecond) {
        if (capacity <= 0 || capacity > PARTS || refillPerSecond <= 0 || refillPerSecond > PARTS) {
            throw new IllegalArgumentException(
                    "credits out of range: capacity=" + capacity + ", refillPerSecond=" + refillPerSecond);
        }
        this.capacity = capacity;
        this.refillPerSecond = refillPerSecond;
        this.fullAfterNs = capacity * PARTS / refillPerSecond + 1;
        this.parts = capacity * PARTS;
    }

    /**
     * Spends credits.
     *
     * @param credits how many
     * @param nowNs   epoch nanoseconds
     * @return false when there are not enough, and then nothing is spent
     */
    public boolean take(final long credits, final long nowNs) {
        refill(nowNs);
        final long wanted = credits * PARTS;
        if (parts < wanted) {
            return false;
        }
        parts -= wanted;
        return true;
    }

    /**
     * What could be spent.
     *
     * @param nowNs epoch nanoseconds
     * @return whole credits
     */
    public long available(final long nowNs) {
        refill(nowNs);
        return parts / PARTS;
    }

    /** {@return credits of the full bucket} */
    public long capacity() {
        return capacity;
    }

    /** {@return credits that flow back in a second} */
    public long refillPerSecond() {
        return refillPerSecond;
    }

    private void refill(final long nowNs) {
        final long elapsedNs = nowNs - sinceNs;
        if (elapsedNs <= 0) {
            return;
        }
        sinceNs = nowNs;
        final long full = capacity * PARTS;
        parts = elapsedNs >= fullAfterNs ? full : Math.min(full, parts + elapsedNs * refillPerSecond);
    }
}
