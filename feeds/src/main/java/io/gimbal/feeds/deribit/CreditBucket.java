package io.gimbal.feeds.deribit;

/**
 * Our model of one of the venue's request budgets: a bucket of whole requests that fills at a steady rate. It starts at
 * what the venue allows, less a margin for requests that travel bunched, and keeps a share for those that must not wait.
 * Owned by its session's thread.
 */
final class CreditBucket {
    private static final long SECOND_NS = 1_000_000_000L;
    static final double MOST = 5_000;
    private static final long UNIT = 1_000_000L;

    private long capacity;
    private long perSecond;
    private long reserve;
    private long credits;
    private long lastNs = Long.MIN_VALUE;

    /**
     * A bucket, full.
     *
     * @param ratePerSecond requests a second
     * @param burst         requests at once
     * @param reserved      of the burst, kept for urgent requests
     */
    CreditBucket(final double ratePerSecond, final double burst, final double reserved) {
        configure(ratePerSecond, burst, reserved);
    }

    /** Takes other limits: a full bucket stays full, credits above the new burst are lost. */
    void configure(final double ratePerSecond, final double burst, final double reserved) {
        if (!(ratePerSecond > 0) || !(burst >= 1) || !(reserved >= 0) || reserved > burst - 1 || burst > MOST) {
            throw new IllegalArgumentException(
                    "out of range: rate=" + ratePerSecond + ", burst=" + burst + ", reserved=" + reserved);
        }
        final boolean wasFull = credits == capacity;
        capacity = Math.round(burst * UNIT);
        perSecond = Math.max(1, (long) (ratePerSecond * UNIT));
        reserve = Math.round(reserved * UNIT);
        credits = wasFull ? capacity : Math.min(credits, capacity);
    }

    /** Takes one request's credit if that leaves the reserve whole. */
    boolean tryTake(final long nowNs) {
        return take(nowNs, reserve);
    }

    /** Takes one request's credit, from the reserve too. */
    boolean tryTakeUrgent(final long nowNs) {
        return take(nowNs, 0);
    }

    /** Pays for a request that had to go at once; the bucket may go below empty. */
    void force(final long nowNs) {
        fill(nowNs);
        credits -= UNIT;
    }

    /** The venue said that there is nothing left. */
    void empty(final long nowNs) {
        fill(nowNs);
        credits = Math.min(credits, 0);
    }

    /** When an ordinary request may go, at the earliest. */
    long readyNs(final long nowNs) {
        fill(nowNs);
        final long missing = reserve + UNIT - credits;
        return missing <= 0 ? nowNs : nowNs + (missing * SECOND_NS) / perSecond + 1;
    }

    /** Whole requests left, the reserve included. */
    long left(final long nowNs) {
        fill(nowNs);
        return Math.floorDiv(credits, UNIT);
    }

    private boolean take(final long nowNs, final long keep) {
        fill(nowNs);
        if (credits - UNIT < keep) {
            return false;
        }
        credits -= UNIT;
        return true;
    }

    private void fill(final long nowNs) {
        if (lastNs == Long.MIN_VALUE) {
            lastNs = nowNs;
            return;
        }
        final long elapsedNs = nowNs - lastNs;
        if (elapsedNs <= 0) {
            return;
        }
        final long fullAfterNs = ((capacity - credits) * SECOND_NS) / perSecond + 1;
        if (elapsedNs >= fullAfterNs) {
            credits = capacity;
            lastNs = nowNs;
            return;
        }
        final long gained = elapsedNs * perSecond / SECOND_NS;
        credits += gained;
        lastNs += (gained * SECOND_NS + perSecond - 1) / perSecond;
    }
}
