package io.gimbal.engine.app.session;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.engine.pipeline.Gate;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.Pipeline;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.engine.pipeline.Preamble;
import io.gimbal.engine.pipeline.SteppedFeed;
import io.gimbal.engine.pipeline.SteppedRun;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.MarketSelection;
import io.gimbal.feeds.deribit.Secret;
import io.gimbal.feeds.exchange.protocol.MemoryTransport;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A desk on two local exchanges: one engine in its pipeline, the real client to each, one virtual clock. Exchange A has the
 * position in the option and a perpetual, exchange B a future of another expiry, which has no forward but its own quote;
 * both list the option, so that its market is known while either lives. Connections 0 and 1 are A's, 2 and 3 are B's.
 */
final class TwoVenueDesk implements AutoCloseable {
    static final String CALL = "BTC-30JAN26-90000-C";
    static final String HEDGE_A = "BTC-PERPETUAL";
    static final String HEDGE_B = "BTC-27MAR26";
    static final int ID_A = 0;
    static final int ID_CALL = 1;
    static final int ID_B = 2;

    private static final int EPOCH = 1;
    private static final int CONNECTIONS_EACH = 2;
    private static final List<String> NAMES = List.of(HEDGE_A, CALL, HEDGE_B);
    private static final List<Integer> VENUE_OF = List.of(0, 0, 1);

    final HedgeEngine engine;
    final Tape in = new Tape();
    final Tape out = new Tape();
    private final List<InstrumentSpec> specs = new ArrayList<>();
    private final List<SeveredWire> wires = new ArrayList<>();
    private final List<DeribitVenue> clients = new ArrayList<>();
    private final VirtualClock clock;
    private final Pipeline pipeline;

    TwoVenueDesk(final Path folder, final List<String> hedges, final double band, final List<ScenarioExchange> venues) {
        this(folder, desk(hedges, band), venues);
    }

    /**
     * Both hedges are candidates at nearly the same terms.
     *
     * @param maxSplits into how many orders a need may be split
     */
    static TwoVenueDesk splitting(
            final Path folder, final double band, final List<ScenarioExchange> venues, final int maxSplits) {
        final String toml = DeskFiles.desk("inverse", "coin_neutral", band)
                + candidate(HEDGE_A, "1.0")
                + candidate(HEDGE_B, "1.5")
                + "[book.choice]\nmax_splits = " + maxSplits + "\nsplit_within_bp = 10.0\n";
        return new TwoVenueDesk(folder, toml, venues);
    }

    private TwoVenueDesk(final Path folder, final String toml, final List<ScenarioExchange> venues) {
        NAMES.forEach(name -> specs.add(VenueProfile.deribit().spec(name, specs.size(), 0)));
        clock = new VirtualClock(venues.get(0).exchange.nowNs());
        final EgressRelay relay = new EgressRelay();
        engine = new HedgeEngine(relay);
        final RoutedGateway gateway = new RoutedGateway(specs.size());
        final VenueIngress.Balances balances = new VenueIngress.Balances(venues.size(), 1);
        final List<VenueFeed.Source> replies = new ArrayList<>();
        final List<Feed> feeds = new ArrayList<>();
        for (int venue = 0; venue < venues.size(); venue++) {
            final int number = venue;
            final DeribitVenue client = join(venues.get(venue));
            final VenueIngress heard =
                    new VenueIngress(venue, venue * CONNECTIONS_EACH, id -> VENUE_OF.get(id) == number, balances);
            replies.add(new VenueFeed.Source(new SteppedFeed(client.replies()), heard));
            feeds.add(new SteppedFeed(venues.get(venue)));
            feeds.add(new VenueFeed(List.of(new VenueFeed.Source(new SteppedFeed(client.market()), heard))));
            specs.stream()
                    .filter(spec -> VENUE_OF.get(spec.instrumentId()) == number)
                    .forEach(spec -> gateway.route(spec.instrumentId(), client.gateway()));
        }
        feeds.add(ScheduledEvents.timer(clock.nanoTime(), Long.MAX_VALUE / 2, ScenarioExchange.SECOND));
        final Configuration configuration = ConfigurationReader.read("desk.toml", toml);
        final Opening opening = new Opening(clock.nanoTime(), new SessionInstruments(specs, List.of()), gateway);
        final PipelineContext context = new PipelineContext()
                .engine(engine, relay)
                .journal(in, out, EPOCH)
                .gateway(gateway, new VenueFeed(replies))
                .preamble(preamble(folder, configuration, opening))
                .lastLook(SenderLimits.of(configuration, opening.instruments(), opening.joinedNs()))
                .clock(clock);
        feeds.forEach(context::feed);
        pipeline = Pipeline.launch(context);
    }

    /** Candidates, each behind its own venue's connections; the first is by far the cheapest to trade. */
    private static String desk(final List<String> hedges, final double band) {
        return hedges.stream()
                .map(name -> candidate(name, name.equals(hedges.get(0)) ? "1.0" : "100.0"))
                .collect(joining("", DeskFiles.desk("inverse", "coin_neutral", band), ""));
    }

    private static String candidate(final String name, final String feeBp) {
        final int market = name.equals(HEDGE_A) ? 0 : CONNECTIONS_EACH;
        return """
                [[book.hedge]]
                instrument = "%s"
                market_connection = %d
                connection = %d
                taker_fee_bp = %s
                max_position_usd = 10000000.0
                """.formatted(name, market, market + 1, feeBp);
    }

    private Preamble preamble(final Path folder, final Configuration configuration, final VenueLink opening) {
        try (Journal journal = Journal.open(new JournalContext()
                .directory(folder)
                .storage(JournalStorages.named("file"))
                .alsoReads(JournalStorages.all())
                .minFreeBytes(0)
                .startTimeNs(clock.nanoTime()))) {
            return new SessionOpening(clock.nanoTime())
                    .events(
                            new SessionOpening.Identity(RunMode.DEMO, 1, "test", "two-venues", 0),
                            journal,
                            configuration,
                            opening);
        }
    }

    /** Logged in and listed; it becomes ready once the pipeline steps it. */
    private DeribitVenue join(final ScenarioExchange venue) {
        final SeveredWire market = new SeveredWire(new MemoryTransport(venue.protocol()));
        final SeveredWire orders = new SeveredWire(new MemoryTransport(venue.protocol()));
        wires.add(market);
        wires.add(orders);
        final DeribitVenue client = DeribitVenue.open(new DeribitContext()
                .transports(market, orders)
                .tolerateAccountWrite(true)
                .instance("main", EPOCH)
                .currencies(List.copyOf(venue.exchange.currencies()))
                .credentials(
                        Secret.of(ScenarioExchange.KEY.toCharArray()),
                        Secret.of(ScenarioExchange.SECRET.toCharArray())));
        clients.add(client);
        client.connect(clock.nanoTime());
        while (!client.isListed()) {
            clock.advanceTo(Math.max(Math.min(client.nextTimeNs(), venue.nextTimeNs()), clock.nanoTime()));
            venue.step(clock.nanoTime());
            client.poll(clock.nanoTime());
        }
        client.select(selection(clients.size() == 1 ? ID_A : ID_B));
        return client;
    }

    private MarketSelection selection(final int hedgeId) {
        final MarketSelection selection =
                new MarketSelection().underlying("BTC", "btc_usd").volatilityIndex(false);
        specs.forEach(selection::instrument);
        return selection.quotes(hedgeId);
    }

    /** Orders to exchange A never arrive any more. */
    void loseOrdersToA() {
        wires.get(1).lose();
    }

    /** Exchange A's connections drop and never come back. */
    void killA() {
        killMarketOfA();
        wires.get(1).cut(clock.nanoTime());
    }

    /** Only the one that its market comes through. */
    void killMarketOfA() {
        wires.get(0).cut(clock.nanoTime());
    }

    long nowNs() {
        return clock.nanoTime();
    }

    void runFor(final double seconds) {
        final long untilNs = clock.nanoTime() + (long) (seconds * ScenarioExchange.SECOND);
        new SteppedRun(pipeline, clock, untilNs, Pace.MAX).run();
        clock.advanceTo(untilNs);
    }

    double delta() {
        return requireNonNull(engine.ledger(0)).projected(DeltaSense.COIN_NEUTRAL);
    }

    long ordersOn(final int instrumentId) {
        return out.orders.stream()
                .filter(order -> order.instrumentId() == instrumentId)
                .count();
    }

    /** What purchases under way may have added or not, scaled. */
    long bought(final int instrumentId) {
        return engine.orders().worst(instrumentId, 1);
    }

    @Override
    public void close() {
        pipeline.close();
        clients.forEach(DeribitVenue::close);
    }

    /** What an opening is told of the venues. */
    private record Opening(long joinedNs, SessionInstruments instruments, OrderGateway gateway) implements VenueLink {
        @Override
        public int connections() {
            return 2 * CONNECTIONS_EACH;
        }

        @Override
        public List<Balance> balances() {
            return List.of();
        }

        @Override
        public Gate gate() {
            return Gate.open();
        }

        @Override
        public Feed replies() {
            return new VenueFeed(List.of());
        }

        @Override
        public List<Feed> feeds() {
            return List.of();
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
        public Counts counts() {
            return Counts.NONE;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
