package io.gimbal.engine.app.session;

import io.gimbal.engine.pipeline.surface.SurfaceFeed;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import org.jspecify.annotations.Nullable;

/** A market feed whose delivered quotes the smiles' fits see too. Owned by the ingest thread. */
final class ObservedFeed implements Feed {
    private final Feed market;
    private final SurfaceFeed surface;
    private @Nullable Ingress target;
    private @Nullable Ingress seen;

    ObservedFeed(final Feed market, final SurfaceFeed surface) {
        this.market = market;
        this.surface = surface;
    }

    @Override
    public long nextTimeNs() {
        return market.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        Ingress through = seen;
        if (through == null || target != ingress) {
            through = surface.observe(ingress);
            seen = through;
            target = ingress;
        }
        return market.poll(nowNs, limit, through);
    }

    @Override
    public void close() {
        market.close();
    }
}
