package io.gimbal.engine.app.session;

import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import java.util.List;
import java.util.function.Supplier;

/** Reaches an exchange of this process through memory, both on one virtual clock that moves to whatever is due next. */
final class MemoryAccess implements VenueAccess {
    private final LocalExchange exchange;
    private final VirtualClock clock;
    private final Supplier<Transport> wires;
    private final Feed stepped;

    MemoryAccess(final LocalExchange exchange, final VirtualClock clock) {
        this(exchange, clock, exchange::transport, new ExchangeFeed(exchange));
    }

    /** By connections of the caller's, with the exchange stepped by a feed of the caller's. */
    MemoryAccess(
            final LocalExchange exchange,
            final VirtualClock clock,
            final Supplier<Transport> wires,
            final Feed stepped) {
        this.exchange = exchange;
        this.clock = clock;
        this.wires = wires;
        this.stepped = stepped;
    }

    @Override
    public DeribitContext context(final boolean isAccountWanted) {
        final DeribitContext context = new DeribitContext().transports(wires.get(), wires.get());
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
        return List.of(stepped);
    }
}
