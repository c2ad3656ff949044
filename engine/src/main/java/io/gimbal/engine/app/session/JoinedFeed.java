package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.MarketSelection;
import java.util.function.Consumer;

/**
 * One feed of a client that joins the venue while it is polled: connects at the first poll, chooses what to follow once
 * instruments are listed, and stops the session when the client has stopped for good. Both feeds of a client share the
 * state. Owned by the ingest thread.
 */
final class JoinedFeed implements Feed {
    /** How far the client has come, for all its feeds. */
    static final class Joining {
        private final DeribitVenue client;
        private final MarketSelection selection;
        private final Consumer<DeribitVenue> health;
        private boolean isConnecting;
        private boolean isSelected;

        /**
         * Plans to join.
         *
         * @param client    open, not connected
         * @param selection to be followed
         * @param health    throws when the client has stopped for good and the session must, too
         */
        Joining(final DeribitVenue client, final MarketSelection selection, final Consumer<DeribitVenue> health) {
            this.health = health;
            this.client = client;
            this.selection = selection;
        }

        private void step(final long nowNs) {
            if (!isConnecting) {
                isConnecting = true;
                client.connect(nowNs);
            }
            if (!isSelected && client.isListed()) {
                isSelected = true;
                client.select(selection);
            }
            health.accept(client);
        }

        private boolean isDue() {
            return !isConnecting || (!isSelected && client.isListed());
        }
    }

    private final Joining joining;
    private final Feed feed;
    private final long startNs;

    /**
     * Wraps a feed.
     *
     * @param joining shared by the client's feeds
     * @param feed    of the client
     * @param startNs when joining may begin, epoch nanoseconds
     */
    JoinedFeed(final Joining joining, final Feed feed, final long startNs) {
        this.joining = joining;
        this.feed = feed;
        this.startNs = startNs;
    }

    @Override
    public long nextTimeNs() {
        return joining.isDue() ? startNs : feed.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        final boolean wasDue = joining.isDue();
        joining.step(nowNs);
        return feed.poll(nowNs, limit, ingress) + (wasDue ? 1 : 0);
    }

    @Override
    public void close() {
        feed.close();
    }
}
