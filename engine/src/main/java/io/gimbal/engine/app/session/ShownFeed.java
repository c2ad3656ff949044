package io.gimbal.engine.app.session;

import io.gimbal.engine.pipeline.surface.SurfaceFeed;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.recorded.QuoteTee;
import io.gimbal.feeds.recorded.SimulatedGateway;
import org.jspecify.annotations.Nullable;

/** A market feed whose delivered events the simulated venue and the smiles' fits see too. Owned by the ingest thread. */
final class ShownFeed implements Feed {
    private final Feed market;
    private final SimulatedGateway venue;
    private final @Nullable SurfaceFeed surface;
    private @Nullable Ingress target;
    private @Nullable Ingress tee;

    ShownFeed(final Feed market, final SimulatedGateway venue, final @Nullable SurfaceFeed surface) {
        this.market = market;
        this.venue = venue;
        this.surface = surface;
    }

    @Override
    public long nextTimeNs() {
        return market.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        Ingress through = tee;
        if (through == null || target != ingress) {
            final Ingress seen = new QuoteTee(ingress, venue);
            through = surface == null ? seen : surface.observe(seen);
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
