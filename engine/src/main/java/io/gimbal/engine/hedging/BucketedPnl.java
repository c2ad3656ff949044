package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;

/** Results summed in buckets of five minutes of engine time, and their standard deviation. Owned by the engine thread. */
public final class BucketedPnl {
    /** Length of a bucket. */
    public static final long BUCKET_NS = 300_000_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    private long bucket = NONE;
    private double sum;
    private long count;
    private double mean;
    private double squares;

    BucketedPnl() {}

    void add(final long nowNs, final double pnl) {
        final long current = Math.floorDiv(nowNs, BUCKET_NS);
        if (bucket == NONE) {
            bucket = current;
        }
        while (bucket < current) {
            close(sum);
            sum = 0;
            bucket++;
        }
        sum += pnl;
    }

    private void close(final double value) {
        count++;
        final double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    /** {@return finished buckets} */
    public long buckets() {
        return count;
    }

    /** {@return standard deviation over the finished buckets, USD; 0 with fewer than two} */
    public double standardDeviation() {
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, bucket);
        h = Bits.mix(h, sum);
        h = Bits.mix(h, count);
        h = Bits.mix(h, mean);
        return Bits.mix(h, squares);
    }
}
