package io.gimbal.engine.app.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.protocol.Faults;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped desk at two venues, on virtual time. */
class TwoVenueDemoTest extends LeakCheckedTest {
    private static final long START_NS = 1_767_603_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final String PERPETUAL = "BTC-PERPETUAL";
    private static final Configuration DESK =
            ConfigurationReader.read(Path.of("..", "config", "desks", "btc-two-venues.toml"));

    @TempDir
    private Path folder = Path.of("");

    private SessionResult run(final String name, final long seed) {
        final SessionSpan span = new SessionSpan(START_NS, START_NS, START_NS + 15 * SECOND);
        try (DemoVenue venue = new DemoVenue(DESK, seed, span);
                EngineSession session = EngineSession.open(new SessionContext(
                        DESK, venue, RunMode.DEMO, folder.resolve(name), Pace.MAX, false, 1, "test", null))) {
            return session.run();
        }
    }

    /** The engine alone, from the journal's inputs. */
    private void assertReplayed(final String name, final SessionResult result) {
        final Replay replay = new Replay(JournalReader.open(folder.resolve(name), JournalStorages.all()), done -> {});
        final HedgeEngine engine = new HedgeEngine(replay.egress());
        final ReplayResult replayed = replay.run(engine);

        assertThat(replayed.difference()).isNull();
        assertThat(replayed.identical()).isTrue();
        assertThat(SessionResult.hex(engine.outputHash())).isEqualTo(result.outputHash());
        assertThat(SessionResult.hex(engine.stateHash())).isEqualTo(result.stateHash());
    }

    @Test
    void shouldHedgeAtTwoVenuesRepeatBySeedReplayAndLeaveNothingBehind() {
        final SessionResult first = run("first", 7);
        final SessionResult second = run("second", 7);
        final SessionResult other = run("other", 8);

        assertThat(first.orders()).isPositive();
        assertThat(first.fills()).isPositive();
        assertThat(first.rejects()).isZero();
        assertThat(first.malformed()).isZero();
        assertThat(requireNonNull(first.finalDelta())).isBetween(-0.6, 0.6);
        assertThat(requireNonNull(first.equityStartCoin())).as("both accounts").isBetween(180.0, 200.0);
        assertThat(first.venues()).extracting(VenueLink.Account::name).containsExactly("first", "second");
        assertThat(first.venues()).extracting(VenueLink.Account::connection).containsExactly(0, 2);
        assertThat(first.venues()).allMatch(venue -> venue.ready() && venue.openOrders() == 0 && venue.fault() == null);

        assertThat(second.outputHash()).isEqualTo(first.outputHash());
        assertThat(second.stateHash()).isEqualTo(first.stateHash());
        assertThat(other.outputHash()).isNotEqualTo(first.outputHash());

        assertReplayed("first", first);
    }

    /** Numbers of instruments hold for one generation; where an order of it went is read from its own opening. */
    @Test
    void shouldTellFromTheJournalAtWhichVenueAnInstrumentIsTraded() {
        run("where", 7);
        run("where", 7);

        final JournalReader reader = JournalReader.open(folder.resolve("where"), JournalStorages.all());
        assertThat(reader.generations()).hasSize(2);
        final int epoch = reader.generations().get(0).epoch();
        final List<Integer> perpetuals = perpetuals(reader);
        final Whereabouts whereabouts = new Whereabouts(folder.resolve("where"));

        assertThat(perpetuals).hasSize(2);
        assertThat(whereabouts.connection(epoch, perpetuals.get(0))).isZero();
        assertThat(whereabouts.connection(epoch, perpetuals.get(1))).isEqualTo(2);
        assertThat(whereabouts.connection(epoch + 77, perpetuals.get(1)))
                .as("no such session")
                .isZero();
    }

    private static List<Integer> perpetuals(final JournalReader reader) {
        final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final List<Integer> ids = new ArrayList<>();
        try (JournalTailer in = reader.in(1)) {
            while (in.next()) {
                if (in.type() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
                    definition.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    if (definition.name().equals(PERPETUAL)) {
                        ids.add(definition.instrumentId());
                    }
                }
            }
        }
        return ids;
    }

    /** One price of a coin wherever it trades; takers of their own; positions at the market's venue, cash in equal parts. */
    @Test
    void shouldOpenAnExchangeForEachVenueOnOneMarket() {
        try (LocalExchange first = LocalExchange.open(DESK, 0, 7, START_NS, Faults.none());
                LocalExchange second = LocalExchange.open(DESK, 1, 7, START_NS, Faults.none())) {
            for (long nowNs = START_NS; nowNs < START_NS + 5 * SECOND; nowNs += SECOND / 10) {
                first.step(nowNs);
                second.step(nowNs);
            }
            final Account here = first.account();
            final Account there = second.account();

            assertThat(first.protocol().exchange().indexPrice("btc_usd"))
                    .isPositive()
                    .isEqualTo(second.protocol().exchange().indexPrice("btc_usd"));
            assertThat(here.balance("BTC")).isEqualTo(100 * 100_000_000L);
            assertThat(there.balance("BTC")).isEqualTo(100 * 100_000_000L);
            assertThat(here.positions()).isNotEmpty();
            assertThat(there.positions()).isEmpty();
        }
    }
}
