package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;

/** A feed of a stepped run that notes the wall time before it delivers. Owned by the thread that steps. */
final class StampedFeed implements Feed {
    private final Feed feed;
    private final WireLatencyRecorder recorder;

    StampedFeed(final Feed feed, final WireLatencyRecorder recorder) {
        this.feed = feed;
        this.recorder = recorder;
    }

    @Override
    public long nextTimeNs() {
        return feed.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        recorder.onFrame();
        return feed.poll(nowNs, limit, ingress);
    }

    @Override
    public void close() {
        feed.close();
    }
}
