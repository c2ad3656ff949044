package io.gimbal.engine.app.session;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long orders took from the wire to the wire, microseconds; null where none was measured.
 *
 * @param orders how many were measured
 * @param p50    half took at most this
 * @param p99    of a hundred, ninety-nine took at most this
 * @param max    the longest
 */
public record WireLatencies(
        long orders,
        @Nullable Double p50,
        @Nullable Double p99,
        @Nullable Double max) {
    private static final double NS_PER_US = 1_000;
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    static WireLatencies of(final Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return new WireLatencies(0, null, null, null);
        }
        return new WireLatencies(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(MEDIAN) / NS_PER_US,
                histogram.getValueAtPercentile(TAIL) / NS_PER_US,
                histogram.getMaxValue() / NS_PER_US);
    }
}
