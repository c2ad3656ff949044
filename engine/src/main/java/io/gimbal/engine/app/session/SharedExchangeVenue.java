package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.Transport;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochNanoClock;

/**
 * One session's place at a local exchange that outlives it: the exchange was there before and goes on afterwards. Orders are
 * sent; exchange and client share the session's virtual clock and the thread that steps it.
 */
public final class SharedExchangeVenue implements SessionVenue {
    private final Configuration configuration;
    private final LocalExchange exchange;
    private final SessionSpan span;
    private final UnaryOperator<Transport> wires;
    private final UnaryOperator<Feed> steps;

    /**
     * Plans a session.
     *
     * @param configuration effective settings
     * @param exchange      stepped up to the session's beginning
     * @param span          of the session
     * @param wires         puts something before each new connection to it
     * @param steps         puts something before the feed that steps the exchange
     */
    public SharedExchangeVenue(
            final Configuration configuration,
            final LocalExchange exchange,
            final SessionSpan span,
            final UnaryOperator<Transport> wires,
            final UnaryOperator<Feed> steps) {
        this.configuration = configuration;
        this.exchange = exchange;
        this.span = span;
        this.wires = wires;
        this.steps = steps;
    }

    @Override
    public SessionSpan span() {
        return span;
    }

    @Override
    public EpochNanoClock clock(final Pace pace) {
        throw new UnsupportedOperationException("an exchange within this thread is stepped in virtual time");
    }

    @Override
    public VenueLink open(final int epoch, final EpochNanoClock clock) {
        final DeribitSessionVenue.Conduct conduct = new DeribitSessionVenue.Conduct(
                TradingMode.LIVE, false, configuration.engine().decisionHeartbeatNs(), clock, 1);
        return new DeribitSessionVenue(configuration, span, (place, time) -> access(time), conduct).open(epoch, clock);
    }

    private VenueAccess access(final EpochNanoClock clock) {
        final Feed exchangeFeed = steps.apply(new Lent(new ExchangeFeed(exchange)));
        return new MemoryAccess(exchange, (VirtualClock) clock, () -> wires.apply(exchange.transport()), exchangeFeed);
    }

    /** The end of a session is not the end of the exchange. */
    private static final class Lent implements Feed {
        private final Feed feed;

        Lent(final Feed feed) {
            this.feed = feed;
        }

        @Override
        public long nextTimeNs() {
            return feed.nextTimeNs();
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            return feed.poll(nowNs, limit, ingress);
        }

        @Override
        public void close() {}
    }
}
