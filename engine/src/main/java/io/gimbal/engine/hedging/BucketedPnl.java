package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Results summed in buckets of five minutes of engine time, and their standard deviation. Owned by the engine thread.
 */
public final class BucketedPnl {
    /** Length of a bucket. */
    public static final long BUCKET_NS = 300_000_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    /** Told of every finished bucket, on the engine thread, before what follows is added. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes a bucket.
         *
         * @param bucket   its number: engine time over {@link #BUCKET_NS}, rounded down
         * @param pnlUsd   its result; 0 for one in which nothing was valued
         */
        void onBucket(long bucket, double pnlUsd);
    }

    private long bucket = NONE;
    private double sum;
    private long count;
    private double mean;
    private double squares;
    private @Nullable Listener listener;

    BucketedPnl() {}

    /**
     * Sets who is told; it must change nothing that the engine decides on.
     *
     * @param newListener called from the next finished bucket on
     */
    public void listener(final Listener newListener) {
        listener = newListener;
    }

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
        if (listener != null) {
            listener.onBucket(bucket, value);
        }
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
