package io.gimbal.engine.app.session;

import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import java.util.List;

/** Reaches an exchange of this process through memory, both on one virtual clock that moves to whatever is due next. */
final class MemoryAccess implements VenueAccess {
    private final LocalExchange exchange;
    private final VirtualClock clock;

    MemoryAccess(final LocalExchange exchange, final VirtualClock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    @Override
    public DeribitContext context(final boolean isAccountWanted) {
        final DeribitContext context = new DeribitContext().transports(exchange.transport(), exchange.transport());
        return isAccountWanted ? LocalExchange.withAccount(context) : context;
    }

    @Override
    public long awaitTurn(final DeribitVenue client) {
        final long nextNs = Math.min(client.nextTimeNs(), exchange.nextTimeNs());
        if (nextNs >= Feed.UNKNOWN) {
            throw new VenueException(
                    VenueException.Reason.UNAVAILABLE, "neither the exchange nor its client has anything left to do");
        }
        clock.advanceTo(Math.max(nextNs, clock.nanoTime()));
        return clock.nanoTime();
    }

    @Override
    public long patienceNs() {
        return clock.nanoTime();
    }

    @Override
    public List<Feed> beside() {
        return List.of(new ExchangeFeed(exchange));
    }
}
