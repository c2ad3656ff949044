package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.recorded.QuoteTee;
import io.gimbal.feeds.recorded.SimulatedGateway;
import org.jspecify.annotations.Nullable;

/** A market feed whose delivered events the simulated venue sees too. Owned by the ingest thread. */
final class ShownFeed implements Feed {
    private final Feed market;
    private final SimulatedGateway venue;
    private @Nullable Ingress target;
    private @Nullable Ingress tee;

    ShownFeed(final Feed market, final SimulatedGateway venue) {
        this.market = market;
        this.venue = venue;
    }

    @Override
    public long nextTimeNs() {
        return market.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        Ingress through = tee;
        if (through == null || target != ingress) {
            through = new QuoteTee(ingress, venue);
            tee = through;
            target = ingress;
        }
        return market.poll(nowNs, limit, through);
    }

    @Override
    public void close() {
        market.close();
    }
}
