package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Feed;

/**
 * Watches whether a client lives: a heartbeat each interval, a test request when it was silent for an interval, and the
 * end when it stays silent for another. Off until an interval is set.
 */
final class Heartbeat {
    /** Shortest interval. */
    static final long SHORTEST_SECONDS = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long OFF = 0;

    /** What is due. */
    enum Due {
        /** Nothing. */
        NOTHING,
        /** A heartbeat to the client. */
        HEARTBEAT,
        /** A test request to the client. */
        TEST_REQUEST,
        /** The client is dead. */
        CLOSE
    }

    private long intervalNs = OFF;
    private long nextBeatNs;
    private long heardNs;
    private long testedNs;
    private boolean isTesting;

    void start(final long seconds, final long nowNs) {
        intervalNs = seconds * NANOS_PER_SECOND;
        nextBeatNs = nowNs + intervalNs;
        heard(nowNs);
        isTesting = false;
    }

    void stop() {
        intervalNs = OFF;
        isTesting = false;
    }

    /** The client sent something. */
    void heard(final long nowNs) {
        heardNs = nowNs;
    }

    /** The client answered the test request, which nothing but {@code public/test} does. */
    void answered() {
        isTesting = false;
    }

    Due due(final long nowNs) {
        if (intervalNs == OFF || nowNs < nextTimeNs()) {
            return Due.NOTHING;
        }
        if (isTesting && nowNs - testedNs >= intervalNs) {
            return Due.CLOSE;
        }
        nextBeatNs = Math.max(nextBeatNs, nowNs - intervalNs) + intervalNs;
        if (!isTesting && nowNs - heardNs >= intervalNs) {
            isTesting = true;
            testedNs = nowNs;
            return Due.TEST_REQUEST;
        }
        return Due.HEARTBEAT;
    }

    long nextTimeNs() {
        if (intervalNs == OFF) {
            return Feed.UNKNOWN;
        }
        return isTesting ? Math.min(nextBeatNs, testedNs + intervalNs) : nextBeatNs;
    }
}
