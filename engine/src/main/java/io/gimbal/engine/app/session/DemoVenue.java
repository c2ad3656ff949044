package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.exchange.protocol.Faults;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A local exchange of this very process for each venue and the real client to it, orders sent: over loopback sockets with
 * an exchange thread of their own where the session has threads, through memory on the session's virtual clock where it
 * is stepped. What the configuration's books hold lies in the desk's accounts there ({@link DeskAccount}).
 */
public final class DemoVenue implements SessionVenue, AutoCloseable {
    private final Configuration configuration;
    private final long seed;
    private final SessionSpan span;
    private @Nullable ServedExchanges served;

    /**
     * Plans a demonstration.
     *
     * @param configuration effective settings
     * @param seed          of the market
     * @param span          of the session
     */
    public DemoVenue(final Configuration configuration, final long seed, final SessionSpan span) {
        this.configuration = configuration;
        this.seed = seed;
        this.span = span;
    }

    @Override
    public SessionSpan span() {
        return span;
    }

    @Override
    public EpochNanoClock clock(final Pace pace) {
        return new MarkedClock(span.playFromNs(), pace.speed(), SystemNanoClock.INSTANCE);
    }

    @Override
    public VenueLink open(final int epoch, final EpochNanoClock clock) {
        final boolean isStepped = clock instanceof VirtualClock;
        final long timerNs = isStepped ? configuration.engine().decisionHeartbeatNs() : 0;
        final DeribitSessionVenue.Conduct conduct =
                new DeribitSessionVenue.Conduct(TradingMode.LIVE, false, timerNs, clock, haste(clock));
        return new DeribitSessionVenue(configuration, span, reach(clock), conduct).open(epoch, clock);
    }

    private static long haste(final EpochNanoClock clock) {
        return clock instanceof final MarkedClock marked ? (long) Math.max(Math.ceil(marked.speed()), 1) : 1;
    }

    /** All exchanges open at one time, before the first is looked at: they share the market's path from there. */
    private DeribitSessionVenue.Reach reach(final EpochNanoClock clock) {
        if (clock instanceof final VirtualClock virtual) {
            final List<LocalExchange> exchanges = exchanges(clock.nanoTime());
            return (place, time) -> new MemoryAccess(exchanges.get(place), virtual);
        }
        final ServedExchanges opened = ServedExchanges.open(configuration, seed, (MarkedClock) clock);
        served = opened;
        return (place, time) -> opened.access(place);
    }

    private List<LocalExchange> exchanges(final long startNs) {
        final List<LocalExchange> exchanges = new ArrayList<>();
        try {
            for (int place = 0; place < configuration.venues().size(); place++) {
                exchanges.add(LocalExchange.open(configuration, place, seed, startNs, Faults.none()));
            }
            return exchanges;
        } catch (final RuntimeException e) {
            exchanges.forEach(LocalExchange::close);
            throw e;
        }
    }

    /** Ends the exchanges, after the session. Idempotent. */
    @Override
    public void close() {
        final ServedExchanges opened = served;
        if (opened != null) {
            opened.close();
        }
    }
}
