package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.pipeline.Gate;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;

/** Where an adverse script lives: its market and its venue. */
final class AdverseVenue implements SessionVenue {
    private final Configuration configuration;
    private final AdverseScript script;
    private final SessionInstruments instruments;

    AdverseVenue(final Configuration configuration, final AdverseScript script) {
        this.configuration = configuration;
        this.script = script;
        instruments = SessionInstruments.resolve(
                configuration,
                (place, name, id, underlying) ->
                        new VenueTerms(configuration.fees()).profile().spec(name, id, underlying),
                script.desk.listed(),
                script.startNs(),
                book -> 0);
    }

    InstrumentSpec hedge() {
        return instruments.specs().get(AdverseDesk.HEDGE);
    }

    @Override
    public SessionSpan span() {
        return new SessionSpan(script.startNs(), script.startNs(), script.endNs());
    }

    @Override
    public EpochNanoClock clock(final Pace pace) {
        throw new UnsupportedOperationException("virtual time only");
    }

    @Override
    public VenueLink open(final int epoch, final EpochNanoClock clock) {
        final AdverseGateway gateway = new AdverseGateway(script, hedge().contractSize());
        final Feed schedule = new ScheduledEvents(script.startNs(), script.endNs(), 0);
        return new Link(
                script.startNs(),
                instruments,
                SimulatedVenue.balances(configuration),
                gateway,
                List.of(schedule, script));
    }

    private record Link(
            long joinedNs,
            SessionInstruments instruments,
            List<Balance> balances,
            AdverseGateway venue,
            List<Feed> feeds)
            implements VenueLink {
        @Override
        public List<Integer> connections() {
            return List.of(0);
        }

        @Override
        public OrderGateway gateway() {
            return venue;
        }

        @Override
        public Gate gate() {
            return Gate.open();
        }

        @Override
        public Feed replies() {
            return venue;
        }

        @Override
        public void beginStop() {
            Thread.onSpinWait();
        }

        @Override
        public boolean isStopped() {
            return true;
        }

        @Override
        public List<Account> venues() {
            return List.of();
        }

        @Override
        public void close() {
            feeds.forEach(Feed::close);
        }
    }
}
