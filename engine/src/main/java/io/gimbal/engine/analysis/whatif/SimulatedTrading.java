package io.gimbal.engine.analysis.whatif;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.recorded.QuoteTee;
import io.gimbal.feeds.recorded.SimulatedGateway;
import java.util.List;

/** Fills by the declared rule of a backtest. Owned by the thread that steps the run. */
final class SimulatedTrading implements TradingVenue {
    private final SimulatedGateway gateway;

    SimulatedTrading(final SimulatedGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public OrderGateway gateway() {
        return gateway;
    }

    @Override
    public Feed replies() {
        return gateway;
    }

    @Override
    public List<Feed> beside() {
        return List.of();
    }

    @Override
    public Ingress shown(final Ingress target) {
        return new QuoteTee(target, gateway);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
