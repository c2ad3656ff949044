package io.gimbal.engine.app.session;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.engine.pipeline.GateReason;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.Pipeline;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.engine.pipeline.Preamble;
import io.gimbal.engine.pipeline.SteppedRun;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
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
 * A desk on two local exchanges, joined as {@code run} joins them: one engine in its pipeline, the real client to each, one
 * virtual clock. Connections 0 and 1 are those of venue a, 2 and 3 those of venue b.
 */
final class TwoVenueDesk implements AutoCloseable {
    static final String CALL = "BTC-30JAN26-90000-C";
    static final String HEDGE_A = "BTC-PERPETUAL";

    /** Of another expiry, which has no forward but its own quote. */
    static final String HEDGE_B = "BTC-27MAR26";

    static final int A = 0;
    static final int B = 1;

    private static final int EPOCH = 1;

    final HedgeEngine engine;
    final Tape in = new Tape();
    final Tape out = new Tape();
    final VenueLink link;
    private final List<Access> accesses = new ArrayList<>();
    private final VirtualClock clock;
    private final Pipeline pipeline;

    TwoVenueDesk(final Path folder, final String toml, final List<ScenarioExchange> venues) {
        this(folder, toml, venues, TradingMode.LIVE);
    }

    TwoVenueDesk(final Path folder, final String toml, final List<ScenarioExchange> venues, final TradingMode mode) {
        clock = new VirtualClock(venues.get(0).exchange.nowNs());
        venues.forEach(venue -> accesses.add(new Access(venue)));
        final EgressRelay relay = new EgressRelay();
        engine = new HedgeEngine(relay);
        final Configuration configuration = ConfigurationReader.read("desk.toml", toml);
        final SessionSpan span = new SessionSpan(clock.nanoTime(), clock.nanoTime(), Long.MAX_VALUE / 2);
        link = new DeribitSessionVenue(
                        configuration,
                        span,
                        (place, time) -> accesses.get(place),
                        new DeribitSessionVenue.Conduct(mode, false, ScenarioExchange.SECOND, clock, 1))
                .open(EPOCH, clock);
        final PipelineContext context = new PipelineContext()
                .engine(engine, relay)
                .journal(in, out, EPOCH)
                .gateway(link.gateway(), link.replies())
                .gate(link.gate())
                .preamble(preamble(folder, configuration))
                .lastLook(SenderLimits.of(configuration, link.instruments(), link.joinedNs()))
                .clock(clock);
        link.feeds().forEach(context::feed);
        pipeline = Pipeline.launch(context);
    }

    /** The file of a desk at both venues, without candidates. */
    static String file(final double band) {
        return DeskFiles.desk("inverse", "coin_neutral", band)
                .replace("[venue]\n", "[[venue]]\nname = \"a\"\naccount_write = true\n[[venue]]\nname = \"b\"\n");
    }

    /** Candidates, each at its own venue; the first is by far the cheapest to trade. */
    static String file(final double band, final List<String> hedges) {
        return hedges.stream()
                .map(name ->
                        candidate(name, name.equals(HEDGE_A) ? "a" : "b", name.equals(hedges.get(0)) ? "1.0" : "100.0"))
                .collect(joining("", file(band), ""));
    }

    /**
     * Both hedges are candidates, each at its own venue and at nearly the same terms.
     *
     * @param maxSplits into how many orders a need may be split
     */
    static String splitting(final double band, final int maxSplits) {
        return file(band)
                + candidate(HEDGE_A, "a", "1.0")
                + candidate(HEDGE_B, "b", "1.5")
                + "[book.choice]\nmax_splits = " + maxSplits + "\nsplit_within_bp = 10.0\n";
    }

    static String candidate(final String name, final String venue, final String feeBp) {
        return """
                [[book.hedge]]
                instrument = "%s"
                venue = "%s"
                taker_fee_bp = %s
                max_position_usd = 10000000.0
                """.formatted(name, venue, feeBp);
    }

    private Preamble preamble(final Path folder, final Configuration configuration) {
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
                            link);
        }
    }

    /** The number of an instrument at a venue. */
    int id(final String name, final int place) {
        return link.instruments().specs().stream()
                .filter(spec -> spec.name().equals(name))
                .mapToInt(InstrumentSpec::instrumentId)
                .filter(id -> link.instruments().places().get(id) == place)
                .findFirst()
                .orElseThrow();
    }

    /** Orders to a venue never arrive any more. */
    void loseOrdersTo(final int place) {
        accesses.get(place).orders.lose();
    }

    /** A venue's connections drop; none opens until it is back. */
    void kill(final int place) {
        killMarketOf(place);
        killAccountOf(place);
    }

    /** Only the one that its account is reached through. */
    void killAccountOf(final int place) {
        accesses.get(place).orders.cut(clock.nanoTime());
    }

    /** Only the one that its market comes through. */
    void killMarketOf(final int place) {
        accesses.get(place).market.cut(clock.nanoTime());
    }

    /** A venue's connections can be made again. */
    void restore(final int place) {
        accesses.get(place).market.restore();
        accesses.get(place).orders.restore();
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

    /** Own orders are taken out everywhere; answers whether each venue said so in time. */
    boolean leave(final double seconds) {
        pipeline.gate().close(GateReason.SHUTDOWN);
        link.beginStop();
        runFor(seconds);
        return link.isStopped();
    }

    @Override
    public void close() {
        try {
            pipeline.close();
        } finally {
            link.close();
        }
    }

    /** Straight to an exchange, through wires that a test can cut; those of the client that was opened last. */
    private final class Access implements VenueAccess {
        private final ScenarioExchange venue;
        private SeveredWire market;
        private SeveredWire orders;

        Access(final ScenarioExchange venue) {
            this.venue = venue;
            market = new SeveredWire(new MemoryTransport(venue.protocol()));
            orders = new SeveredWire(new MemoryTransport(venue.protocol()));
        }

        @Override
        public DeribitContext context(final boolean isAccountWanted) {
            market = new SeveredWire(new MemoryTransport(venue.protocol()));
            orders = new SeveredWire(new MemoryTransport(venue.protocol()));
            final DeribitContext context = new DeribitContext().transports(market, orders);
            return isAccountWanted
                    ? context.tolerateAccountWrite(true)
                            .credentials(
                                    Secret.of(ScenarioExchange.KEY.toCharArray()),
                                    Secret.of(ScenarioExchange.SECRET.toCharArray()))
                    : context;
        }

        @Override
        public long awaitTurn(final DeribitVenue client) {
            clock.advanceTo(Math.max(Math.min(client.nextTimeNs(), venue.nextTimeNs()), clock.nanoTime()));
            return clock.nanoTime();
        }

        @Override
        public long patienceNs() {
            return clock.nanoTime();
        }

        @Override
        public List<Feed> beside() {
            return List.of(venue);
        }
    }
}
