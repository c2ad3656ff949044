package io.gimbal.engine.pipeline;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;

/**
 * A connection, or what is at its other end, as a feed that virtual time can step. It may be due and have no event to show
 * for it: a frame that says nothing, a log-in that went on. Then it counts as one step, and is due again a moment later at
 * the earliest, so that time always moves on. Owned by the thread that steps.
 */
public final class SteppedFeed implements Feed {
    private static final long MOMENT_NS = 1_000;

    private final Feed feed;
    private long idleNs = Long.MIN_VALUE;

    /**
     * Wraps a feed.
     *
     * @param feed of a connection, or of what is stepped beside it
     */
    public SteppedFeed(final Feed feed) {
        this.feed = feed;
    }

    @Override
    public long nextTimeNs() {
        final long nextNs = feed.nextTimeNs();
        if (nextNs >= UNKNOWN) {
            return EXHAUSTED;
        }
        return nextNs <= idleNs ? idleNs + MOMENT_NS : nextNs;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        final boolean wasDue = nextTimeNs() <= nowNs;
        final int work = feed.poll(nowNs, limit, ingress);
        if (work > 0) {
            return work;
        }
        idleNs = nowNs;
        return wasDue ? 1 : 0;
    }

    @Override
    public void close() {
        feed.close();
    }
}
