package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import java.util.List;

/**
 * Feeds of one or several venues, each through the {@link VenueIngress} of its venue, as one feed: those that are first in
 * the list are asked first, but where that took all there was room for the next one begins, so that no venue's flood keeps
 * another from being heard. Owned by the ingest thread.
 */
final class VenueFeed implements Feed {
    /**
     * One feed.
     *
     * @param feed  of a venue
     * @param heard of that venue
     */
    record Source(Feed feed, VenueIngress heard) {}

    private final List<Source> sources;
    private int first;

    /**
     * Joins feeds.
     *
     * @param sources in the order in which they are asked
     */
    VenueFeed(final List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public long nextTimeNs() {
        long nextNs = EXHAUSTED;
        for (int i = 0; i < sources.size(); i++) {
            nextNs = Math.min(nextNs, sources.get(i).feed().nextTimeNs());
        }
        return nextNs;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        final int from = first;
        for (int i = 0; i < sources.size() && delivered < limit; i++) {
            first = (from + i) % sources.size();
            final Source source = sources.get(first);
            delivered +=
                    source.feed().poll(nowNs, limit - delivered, source.heard().before(ingress));
        }
        first = delivered < limit || sources.isEmpty() ? 0 : (first + 1) % sources.size();
        return delivered;
    }

    @Override
    public void close() {
        sources.forEach(source -> source.feed().close());
    }
}
