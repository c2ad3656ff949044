package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import java.util.ArrayDeque;

/**
 * The funding of one perpetual. The rate per 8 hours is {@code max(0.025 %, premium) + min(-0.025 %, premium)} with
 * {@code premium = (mark - index) / index}, capped; it holds from one revaluation to the next and accrues by the
 * millisecond. Rates are times 1e16.
 */
final class FundingAccrual {
    static final long RATE_ONE = Decimals.ONE * Decimals.ONE;
    static final long PERIOD_MS = 8 * 3_600_000L;

    private static final long DEAD_BAND = RATE_ONE / 4_000;
    private static final long BUCKET_MS = 60_000;
    private static final int BUCKETS = (int) (PERIOD_MS / BUCKET_MS);

    private final ArrayDeque<double[]> history = new ArrayDeque<>();
    private long rate;
    private double interest;
    private double bucketInterest;
    private long bucketMs;

    /** {@return rate per 8 hours, times 1e16} */
    long rate() {
        return rate;
    }

    double currentRate() {
        return (double) rate / RATE_ONE;
    }

    double averageRate() {
        double sum = bucketInterest;
        long elapsedMs = bucketMs;
        for (final double[] bucket : history) {
            sum += bucket[0];
            elapsedMs += (long) bucket[1];
        }
        return elapsedMs == 0 ? 0 : sum * PERIOD_MS / elapsedMs;
    }

    double interest() {
        return interest;
    }

    /** Notes that the rate held for a while. */
    void accrue(final long elapsedMs) {
        final double share = currentRate() * elapsedMs / PERIOD_MS;
        interest += share;
        bucketInterest += share;
        bucketMs += elapsedMs;
        if (bucketMs >= BUCKET_MS) {
            history.addLast(new double[] {bucketInterest, bucketMs});
            bucketInterest = 0;
            bucketMs = 0;
            if (history.size() > BUCKETS) {
                history.removeFirst();
            }
        }
    }

    /** Takes the rate that holds from now on. */
    void rate(final long markPrice, final long indexPrice, final long cap) {
        rate = rateOf(markPrice, indexPrice, cap);
    }

    /** {@return rate per 8 hours, times 1e16} */
    static long rateOf(final long markPrice, final long indexPrice, final long cap) {
        final long premium = Decimals.multiplyDivide(markPrice - indexPrice, RATE_ONE, indexPrice);
        final long uncapped = Math.max(DEAD_BAND, premium) + Math.min(-DEAD_BAND, premium);
        return Math.max(-cap, Math.min(cap, uncapped));
    }
}
