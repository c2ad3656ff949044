package io.gimbal.engine.app.session;

import static java.util.Objects.requireNonNull;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.engine.pipeline.Pipeline;
import io.gimbal.engine.pipeline.PipelineContext;
import io.gimbal.engine.pipeline.SteppedRun;
import io.gimbal.engine.pipeline.VirtualClock;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.Secret;
import io.gimbal.feeds.exchange.protocol.MemoryTransport;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemNanoClock;

/**
 * A desk on a local exchange: the real engine in its pipeline, the real client, an exchange with a stated market, one
 * virtual clock. A test moves time with {@link #runUntil} and looks at both sides whenever time stands still.
 */
final class ScenarioDesk implements AutoCloseable {
    private static final long TIMER_NS = 1_000_000_000L;
    private static final int INSTANCE_EPOCH = 1;

    final ScenarioExchange venue;
    final HedgeEngine engine;
    final Tape in = new Tape();
    final Tape out = new Tape();
    private final FillToHedge fills;
    private final WireLatencyRecorder wire;
    private final VirtualClock clock;
    private final VenueLink link;
    private final Pipeline pipeline;

    private ScenarioDesk(
            final Path folder,
            final String toml,
            final ScenarioExchange venue,
            final UnaryOperator<Transport> accountWire) {
        this.venue = venue;
        final Configuration configuration = ConfigurationReader.read("desk.toml", toml);
        clock = new VirtualClock(venue.exchange.nowNs());
        final SessionSpan span = new SessionSpan(clock.nanoTime(), clock.nanoTime(), Long.MAX_VALUE / 2);
        final EgressRelay relay = new EgressRelay();
        fills = new FillToHedge(this::apply, relay, this::ordersInFlight);
        engine = new HedgeEngine(fills::onOutput);
        final Access access = new Access(venue, clock, accountWire);
        link = new DeribitSessionVenue(
                        configuration,
                        span,
                        (place, time) -> access,
                        new DeribitSessionVenue.Conduct(TradingMode.LIVE, false, TIMER_NS, clock, 1))
                .open(INSTANCE_EPOCH, clock);
        fills.instruments(
                link.instruments().specs().stream()
                        .mapToInt(InstrumentSpec::underlyingId)
                        .toArray(),
                hedges(link.instruments().specs()));
        wire = WireLatencyRecorder.byStamp(link.gateway(), SystemNanoClock.INSTANCE::nanoTime, fills);
        final PipelineContext context = new PipelineContext()
                .engine(fills, relay)
                .journal(in, out, INSTANCE_EPOCH)
                .gateway(wire, new StampedFeed(link.replies(), wire))
                .gate(link.gate())
                .preamble(opening(folder, configuration))
                .lastLook(SenderLimits.of(configuration, link.instruments(), link.joinedNs()))
                .clock(clock);
        link.feeds().forEach(feed -> context.feed(new StampedFeed(feed, wire)));
        pipeline = Pipeline.launch(context);
    }

    private io.gimbal.engine.pipeline.Preamble opening(final Path folder, final Configuration configuration) {
        try (Journal journal = Journal.open(new JournalContext()
                .directory(folder)
                .storage(JournalStorages.named("file"))
                .alsoReads(JournalStorages.all())
                .minFreeBytes(0)
                .startTimeNs(clock.nanoTime()))) {
            return new SessionOpening(clock.nanoTime())
                    .events(
                            new SessionOpening.Identity(RunMode.DEMO, 1, "test", "scenario", 0),
                            journal,
                            configuration,
                            link);
        }
    }

    private void apply(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
    }

    private int ordersInFlight() {
        return engine.orders().size();
    }

    /** A desk that joins the exchange at its time. */
    static ScenarioDesk open(final Path folder, final String toml, final ScenarioExchange venue) {
        return open(folder, toml, venue, wire -> wire);
    }

    /** The same with something in the wire of its account. */
    static ScenarioDesk open(
            final Path folder,
            final String toml,
            final ScenarioExchange venue,
            final UnaryOperator<Transport> accountWire) {
        return new ScenarioDesk(folder, toml, venue, accountWire);
    }

    /** Lets everything happen that is due by then. */
    void runUntil(final String instant) {
        runUntil(ScenarioExchange.at(instant));
    }

    void runUntil(final long untilNs) {
        new SteppedRun(pipeline, clock, untilNs, Pace.MAX).run();
        clock.advanceTo(untilNs);
    }

    void runFor(final double seconds) {
        runUntil(nowNs() + (long) (seconds * ScenarioExchange.SECOND));
    }

    long nowNs() {
        return clock.nanoTime();
    }

    DeltaLedger ledger() {
        return requireNonNull(engine.ledger(0));
    }

    /** The engine's number of an instrument. */
    int id(final String name) {
        return link.instruments().specs().stream()
                .filter(spec -> spec.name().equals(name))
                .mapToInt(InstrumentSpec::instrumentId)
                .findFirst()
                .orElseThrow();
    }

    double delta(final DeltaSense sense) {
        return ledger().projected(sense);
    }

    VenueLink.Account counts() {
        return link.venues().get(0);
    }

    /** From executions of others to the orders that answer them, since this was last asked. */
    WireLatencies fillToHedge() {
        return wire.fillToHedge();
    }

    /** Whether orders may leave. */
    boolean isArmed() {
        return pipeline.gate().isOpen();
    }

    /** Orders decided so far. */
    List<Tape.Order> orders() {
        return out.orders;
    }

    @Override
    public void close() {
        pipeline.close();
        link.close();
    }

    /** Straight to the exchange, the account's connection through whatever the test puts there. */
    private record Access(ScenarioExchange venue, VirtualClock clock, UnaryOperator<Transport> accountWire)
            implements VenueAccess {
        @Override
        public DeribitContext context(final boolean isAccountWanted) {
            return new DeribitContext()
                    .transports(
                            new MemoryTransport(venue.protocol()),
                            accountWire.apply(new MemoryTransport(venue.protocol())))
                    .tolerateAccountWrite(true)
                    .credentials(
                            Secret.of(ScenarioExchange.KEY.toCharArray()),
                            Secret.of(ScenarioExchange.SECRET.toCharArray()));
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

    private static boolean[] hedges(final List<InstrumentSpec> specs) {
        final boolean[] hedges = new boolean[specs.size()];
        for (int i = 0; i < hedges.length; i++) {
            hedges[i] = !specs.get(i).isOption();
        }
        return hedges;
    }
}
