package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.UnresolvableBookException;
import io.gimbal.engine.pipeline.Gate;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.recorded.SimulatedGateway;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** A recorded or simulated market, with fills by the declared rule and the configuration's positions and balances. */
public final class SimulatedVenue implements SessionVenue {
    private final Configuration configuration;
    private final MarketSource source;
    private final long timerIntervalNs;
    private final VenueTerms terms;
    private final SessionInstruments instruments;

    private SimulatedVenue(final Configuration configuration, final MarketSource source, final long timerIntervalNs) {
        this.configuration = configuration;
        this.source = source;
        this.timerIntervalNs = timerIntervalNs;
        terms = new VenueTerms(configuration.fees());
        instruments = SessionInstruments.resolve(
                configuration,
                (place, name, id, underlying) -> terms.profile().spec(name, id, underlying),
                source.listed(),
                source.tradeFromNs(),
                book -> 0);
    }

    /**
     * A venue for threads, where the pipeline's own timer makes time an input.
     *
     * @param configuration effective settings
     * @param source        the market
     * @return the venue
     * @throws UnresolvableBookException when a book asks for what the market does not list
     */
    public static SimulatedVenue threaded(final Configuration configuration, final MarketSource source) {
        return new SimulatedVenue(configuration, source, 0);
    }

    /**
     * A venue for virtual time, which makes time an input once per restated decision.
     *
     * @param configuration effective settings
     * @param source        the market
     * @return the venue
     * @throws UnresolvableBookException when a book asks for what the market does not list
     */
    public static SimulatedVenue stepped(final Configuration configuration, final MarketSource source) {
        return new SimulatedVenue(configuration, source, configuration.engine().decisionHeartbeatNs());
    }

    @Override
    public SessionSpan span() {
        return new SessionSpan(source.playFromNs(), source.tradeFromNs(), source.endNs());
    }

    @Override
    public EpochNanoClock clock(final Pace pace) {
        return new ScaledClock(source.playFromNs(), pace.speed(), SystemNanoClock.INSTANCE);
    }

    @Override
    public VenueLink open(final int epoch, final EpochNanoClock clock) {
        final SimulatedGateway gateway = terms.venue(instruments.specs(), configuration.simulation(), epoch);
        final Feed market = new ShownFeed(source.play(instruments.specs()), gateway);
        final Feed schedule = new ScheduledEvents(source.tradeFromNs(), source.endNs(), timerIntervalNs);
        return new Link(source.playFromNs(), instruments, balances(configuration), gateway, List.of(market, schedule));
    }

    /** {@return what the configuration says each book owns} */
    static List<VenueLink.Balance> balances(final Configuration configuration) {
        final List<VenueLink.Balance> balances = new ArrayList<>();
        for (int book = 0; book < configuration.books().size(); book++) {
            final BookSettings settings = configuration.books().get(book);
            balances.add(new VenueLink.Balance(book, settings.cashCoins(), settings.cashUsd()));
        }
        return List.copyOf(balances);
    }

    /** Orders live in this process and end with it: leaving takes no time. */
    private record Link(
            long joinedNs,
            SessionInstruments instruments,
            List<Balance> balances,
            SimulatedGateway simulated,
            List<Feed> feeds)
            implements VenueLink {
        @Override
        public List<Integer> connections() {
            return List.of(0);
        }

        @Override
        public OrderGateway gateway() {
            return simulated;
        }

        @Override
        public Gate gate() {
            return Gate.open();
        }

        @Override
        public Feed replies() {
            return simulated;
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
