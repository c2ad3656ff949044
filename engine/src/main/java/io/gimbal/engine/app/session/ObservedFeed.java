package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A feed whose delivered events somebody beside the engine sees too. Owned by the ingest thread. */
final class ObservedFeed implements Feed {
    private final Feed market;
    private final UnaryOperator<Ingress> observer;
    private @Nullable Ingress target;
    private @Nullable Ingress seen;

    ObservedFeed(final Feed market, final UnaryOperator<Ingress> observer) {
        this.market = market;
        this.observer = observer;
    }

    @Override
    public long nextTimeNs() {
        return market.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        Ingress through = seen;
        if (through == null || target != ingress) {
            through = observer.apply(ingress);
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
