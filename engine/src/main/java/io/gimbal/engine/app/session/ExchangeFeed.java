package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;

/**
 * Steps a local exchange beside its client on one virtual clock: a feed that delivers nothing itself, and counts the
 * exchange's work as its own. Owned by the thread that steps.
 */
final class ExchangeFeed implements Feed {
    private final LocalExchange exchange;

    ExchangeFeed(final LocalExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public long nextTimeNs() {
        return exchange.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        return exchange.step(nowNs) > 0 ? 1 : 0;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
