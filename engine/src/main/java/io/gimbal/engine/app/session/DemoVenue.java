package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.exchange.protocol.Faults;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A local exchange of this very process and the real client to it, orders sent: over loopback sockets with an exchange
 * thread of its own where the session has threads, through memory on the session's virtual clock where it is stepped.
 * What the configuration's books hold lies in the desk's account there.
 */
public final class DemoVenue implements SessionVenue, AutoCloseable {
    private final Configuration configuration;
    private final long seed;
    private final SessionSpan span;
    private @Nullable ServedExchange served;

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
        return new DeribitSessionVenue(configuration, span, this::access, conduct).open(epoch, clock);
    }

    private static long haste(final EpochNanoClock clock) {
        return clock instanceof final MarkedClock marked ? (long) Math.max(Math.ceil(marked.speed()), 1) : 1;
    }

    private VenueAccess access(final EpochNanoClock clock) {
        if (clock instanceof final VirtualClock virtual) {
            return new MemoryAccess(LocalExchange.open(configuration, seed, clock.nanoTime(), Faults.none()), virtual);
        }
        final ServedExchange opened = ServedExchange.open(configuration, seed, (MarkedClock) clock);
        served = opened;
        return opened;
    }

    /** Ends the exchange, after the session. Idempotent. */
    @Override
    public void close() {
        final ServedExchange opened = served;
        if (opened != null) {
            opened.close();
        }
    }
}
