package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Feed;
import org.jspecify.annotations.Nullable;

/** How often a channel speaks. */
enum Interval {
    /** At each event. */
    RAW("raw", 0),
    /** Ten times a second. */
    MS_100("100ms", 100_000_000L),
    /** Once a second. */
    AGGREGATED("agg2", 1_000_000_000L);

    private final String word;
    private final long periodNs;

    Interval(final String word, final long periodNs) {
        this.word = word;
        this.periodNs = periodNs;
    }

    static @Nullable Interval of(final String word) {
        for (final Interval interval : values()) {
            if (interval.word.equals(word)) {
                return interval;
            }
        }
        return null;
    }

    /** {@return the next moment after a time at which channels of this interval speak} */
    long nextNs(final long nowNs) {
        return periodNs == 0 ? Feed.UNKNOWN : (nowNs / periodNs + 1) * periodNs;
    }
}
