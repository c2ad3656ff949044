package io.gimbal.engine.app.simulation;

import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.session.DivergedException;
import io.gimbal.engine.app.session.EngineSession;
import io.gimbal.engine.app.session.LocalExchange;
import io.gimbal.engine.app.session.SessionContext;
import io.gimbal.engine.app.session.SessionResult;
import io.gimbal.engine.app.session.SessionSpan;
import io.gimbal.engine.app.session.SharedExchangeVenue;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.WorldMarket;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.exchange.protocol.FaultKind;
import io.gimbal.feeds.exchange.protocol.Faults;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.RunMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One seed: a desk lives through hours of virtual time with everything going wrong that its rates allow, in as many
 * processes as its deaths make, and then through minutes in which nothing goes wrong, at whose end all must be well. The same
 * seed gives the same run. Owned by the thread that calls {@link #run()}.
 */
final class Simulation {
    /** At most so many processes in one simulation, far above what any plan makes. */
    private static final int MOST_LIVES = 10_000;

    private static final Instant START = Instant.parse("2026-01-05T02:00:00Z");
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long HOUR_NS = 3600 * SECOND_NS;
    private static final long CALM_NS = 300 * SECOND_NS;
    private static final long LONGEST_LIFE_NS = 3 * HOUR_NS;
    private static final long LONGEST_PAUSE_NS = 120 * SECOND_NS;
    private static final long STEP_NS = 5 * SECOND_NS;
    private static final double CRASHES = 0.7;
    private static final double FULL_DISKS = 0.05;
    private static final double MOST_PASSAGES = 2e4;
    private static final List<Integer> EXPIRIES = List.of(1, 2, 7);
    private static final int STRIKES = 3;
    private static final byte[] SECRET = LocalExchange.CLIENT_SECRET.getBytes(StandardCharsets.US_ASCII);

    private final long seed;
    private final Configuration configuration;
    private final Path directory;
    private final SplittableRandom random;
    private final CrashPlan crashes = new CrashPlan();
    private final SimulatedDisk disk;
    private final Faults faults;
    private final LocalExchange exchange;
    private final OrderWitness witness;
    private final List<Violation> violations = new ArrayList<>();
    private final List<SimulatedWire> wires = new ArrayList<>();
    private final Map<SimulatedFault, Long> counts = new TreeMap<>();
    private final Map<String, Integer> instruments = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final GenesisDecoder genesis = new GenesisDecoder();
    private final long faultsEndNs;
    private final double severity;
    private final boolean hasFaults;
    private long nowNs;
    private long inputs;
    private long processes;
    private long diskFailures;

    Simulation(
            final long seed,
            final SimulationSettings settings,
            final Configuration configuration,
            final Path directory) {
        this.seed = seed;
        this.configuration = configuration;
        this.directory = directory;
        random = new SplittableRandom(seed);
        severity = random.nextDouble();
        nowNs = START.getEpochSecond() * SECOND_NS;
        faultsEndNs = nowNs + Math.round(settings.hours() * HOUR_NS) - CALM_NS;
        disk = new SimulatedDisk(crashes, this::onRecord);
        faults = new Faults(random.nextLong());
        final List<CoinMarket> markets = LocalExchange.markets(configuration).stream()
                .map(market -> market.expiring(EXPIRIES).listing(STRIKES))
                .toList();
        exchange = LocalExchange.open(
                configuration, WorldMarket.gbm(markets, seed, nowNs, STEP_NS), random.nextLong(), STEP_NS, faults);
        witness = new OrderWitness(exchange.account(), (invariant, what) -> violate(invariant, what));
        exchange.exchange().addListener(witness);
        hasFaults = settings.hasFaults();
        if (hasFaults) {
            FaultRates.draw(faults, random);
        }
    }

    /** Runs to the end. */
    SimulationResult run() {
        final long endNs = faultsEndNs + CALM_NS;
        for (int life = 0; nowNs < faultsEndNs && life < MOST_LIVES; life++) {
            live(Math.min(nowNs + SECOND_NS + random.nextLong(LONGEST_LIFE_NS), faultsEndNs), hasFaults);
        }
        faults.clear();
        final SessionResult last = live(endNs, false);
        if (last == null) {
            violate("I7", "the last session did not end in order");
        }
        final long outputHash = replay();
        if (disk.holds(SECRET)) {
            violate("I20", "the journal holds the key's secret");
        }
        exchange.close();
        return result(outputHash);
    }

    /** One process, from its start to its end or death; answers what it did when it ended in order. */
    private @Nullable SessionResult live(final long untilNs, final boolean isTroubled) {
        plan(isTroubled);
        processes++;
        exchange.step(nowNs);
        final SessionSpan span = new SessionSpan(nowNs, nowNs, untilNs);
        SessionResult result = null;
        EngineSession session = null;
        try {
            session = EngineSession.open(context(span, isTroubled), disk);
            crashes.pass(CrashPoint.JOINING);
            result = session.run();
            if (untilNs > faultsEndNs) {
                judge(session.engine(), result);
            }
        } catch (final DivergedException e) {
            violate("I8", "a replay makes other outputs: " + e.getMessage());
        } catch (final RuntimeException e) {
            onFailure(e);
        } finally {
            end(session);
        }
        nowNs = Math.max(nowNs, exchange.exchange().nowNs());
        if (isTroubled) {
            nowNs += 1 + random.nextLong(LONGEST_PAUSE_NS);
        }
        return result;
    }

    private void plan(final boolean isTroubled) {
        crashes.live();
        disk.failAfter(0);
        if (isTroubled && random.nextDouble() < CRASHES * severity) {
            final CrashPoint[] points = CrashPoint.values();
            final long passage = (long) Math.ceil(Math.pow(MOST_PASSAGES, random.nextDouble()));
            crashes.dieAt(points[random.nextInt(points.length)], passage);
        } else if (isTroubled && random.nextDouble() < FULL_DISKS) {
            disk.failAfter(1 + random.nextLong((long) MOST_PASSAGES));
        }
    }

    private SessionContext context(final SessionSpan span, final boolean isTroubled) {
        final SharedExchangeVenue venue = new SharedExchangeVenue(
                configuration, exchange, span, this::wire, feed -> isTroubled ? script(feed) : calm(feed));
        return new SessionContext(
                configuration, venue, RunMode.DEMO, directory, Pace.MAX, false, 1L, "simulated", null);
    }

    private Transport wire(final Transport transport) {
        final SimulatedWire wire = new SimulatedWire(transport, crashes);
        wires.add(wire);
        return wire;
    }

    private Feed script(final Feed feed) {
        return new VenueScript(
                feed, exchange, random.split(), new VenueScript.Desk("BTC-PERPETUAL", "BTC", 1800 * SECOND_NS), counts);
    }

    private Feed calm(final Feed feed) {
        exchange.exchange().lock("", false);
        return feed;
    }

    private void onFailure(final RuntimeException e) {
        if (crashes.isDead()) {
            return;
        }
        if (disk.failures() > diskFailures) {
            diskFailures = disk.failures();
            counts.merge(SimulatedFault.DISK_FULL, 1L, Long::sum);
            return;
        }
        violate("I7", "the process stopped by itself: " + cause(e));
    }

    private static String cause(final Throwable thrown) {
        final StringBuilder text = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            text.append(text.isEmpty() ? "" : " <- ").append(each);
            final StackTraceElement[] trace = each.getStackTrace();
            if (trace.length > 0) {
                text.append(" at ").append(trace[0]);
            }
        }
        return text.toString();
    }

    private void end(final @Nullable EngineSession session) {
        final boolean wasDead = crashes.isDead();
        try {
            if (session != null) {
                session.close();
            }
        } catch (final RuntimeException e) {
            if (!wasDead && disk.failures() == diskFailures) {
                violate("I7", "the session did not close: " + cause(e));
            }
        }
        wires.forEach(SimulatedWire::die);
        wires.clear();
        if (!wasDead) {
            counts.merge(SimulatedFault.RESTART, 1L, Long::sum);
        }
        crashes.revive();
        crashes.live();
        disk.failAfter(0);
    }

    /** All is well: what the engine believes is what is, nothing is under way, the delta is inside its band. */
    private void judge(final HedgeEngine engine, final SessionResult result) {
        final Map<String, Long> held = witness.held();
        final Map<String, Long> atVenue = new TreeMap<>();
        exchange.account().positions().forEach(position -> {
            if (position.size() != 0) {
                atVenue.put(position.instrument().name(), position.size());
            }
        });
        if (!held.equals(atVenue)) {
            violate("I1", "the exchange holds " + atVenue + ", its trades sum to " + held);
        }
        final Map<String, Long> believed = new TreeMap<>();
        instruments.forEach((name, id) -> {
            if (engine.position(id) != 0) {
                believed.put(name, engine.position(id));
            }
        });
        if (!held.equals(believed)) {
            violate("I1", "the engine holds " + believed + ", the exchange " + held);
        }
        if (engine.orders().size() != 0 || !exchange.account().openOrders().isEmpty()) {
            violate(
                    "I23",
                    "orders left: engine=" + engine.orders().size() + ", exchange="
                            + exchange.account().openOrders().size());
        }
        final BookInspection book = engine.inspection().book(0);
        if (book == null || !book.isReady()) {
            violate("I7", "not armed at the end");
        }
        final Double distance = result.finalDelta();
        final Double band = result.books().get(0).bandCoins();
        if (distance == null || band == null || !(Math.abs(distance) <= band)) {
            violate("I7", "outside its band at the end: distance=" + distance + ", band=" + band);
        }
    }

    private long replay() {
        crashes.live();
        final EgressRelay relay = new EgressRelay();
        final HedgeEngine engine = new HedgeEngine(relay);
        final Replay replay = new Replay(JournalReader.open(directory, disk), done -> {});
        relay.direct(replay.egress());
        try {
            final ReplayResult result = replay.run(engine);
            if (!result.identical()) {
                violate("I8", "a replay from genesis makes other outputs: " + result.difference());
            }
            return engine.outputHash();
        } catch (final RuntimeException e) {
            violate("I8", "the journal cannot be replayed: " + cause(e));
            return 0;
        }
    }

    private void onRecord(final boolean isInput, final DirectBuffer record, final int offset, final int length) {
        if (!isInput) {
            witness.onOutput(record, offset);
            return;
        }
        inputs++;
        header.wrap(record, offset);
        if (header.templateId() == GenesisDecoder.TEMPLATE_ID) {
            instruments.clear();
            witness.onEpoch(
                    (int) genesis.wrapAndApplyHeader(record, offset, header).epoch());
        } else if (header.templateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            definition.wrapAndApplyHeader(record, offset, header);
            instruments.put(definition.name(), definition.instrumentId());
        }
    }

    private void violate(final String invariant, final String what) {
        violations.add(new Violation(seed, Math.max(nowNs, exchange.exchange().nowNs()), invariant, what));
    }

    private SimulationResult result(final long outputHash) {
        final Map<String, Long> struck = new TreeMap<>();
        for (final FaultKind kind : FaultKind.values()) {
            struck.put(kind.name().toLowerCase(Locale.ROOT), faults.occurred(kind));
        }
        for (final CrashPoint point : CrashPoint.values()) {
            struck.put(
                    "crash_" + point.name().toLowerCase(Locale.ROOT),
                    crashes.deaths().getOrDefault(point, 0L));
        }
        for (final SimulatedFault fault : SimulatedFault.values()) {
            struck.put(fault.name().toLowerCase(Locale.ROOT), counts.getOrDefault(fault, 0L));
        }
        return new SimulationResult(
                seed,
                inputs,
                witness.orders(),
                witness.fills(),
                processes,
                struck,
                List.copyOf(violations),
                outputHash);
    }
}
