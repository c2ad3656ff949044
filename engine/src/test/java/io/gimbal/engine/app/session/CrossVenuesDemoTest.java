package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationException;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.RunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped desk at two venues, whose hedge the second venue's ether perpetual may carry as well. */
class CrossVenuesDemoTest extends LeakCheckedTest {
    private static final long START_NS = 1_767_603_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final String OTHER = "ETH-PERPETUAL";
    private static final int ETHER = 1;

    @TempDir
    private Path folder = Path.of("");

    private int definedAt = -1;
    private int definedAs = -1;
    private int candidateOf = -1;
    private int ordersThrough = -1;
    private int quotes;
    private int indices;

    private static String desk(final String venue) throws IOException {
        return Files.readString(Path.of("..", "config", "desks", "btc-two-venues.toml"))
                .replace("[book.rule]", """
                [[book.hedge]]
                instrument = "%s"
                venue = "%s"
                ratio = "minimum-variance"
                max_position_usd = 10000000.0

                [book.choice]
                basis_aversion_per_billion = 200.0

                [book.rule]""".formatted(OTHER, venue));
    }

    private SessionResult run(final Configuration desk) {
        final SessionSpan span = new SessionSpan(START_NS, START_NS, START_NS + 5 * SECOND);
        try (DemoVenue venue = new DemoVenue(desk, 7, span);
                EngineSession session = EngineSession.open(new SessionContext(
                        desk, venue, RunMode.DEMO, folder.resolve("demo"), Pace.MAX, false, 1, "test", null))) {
            return session.run();
        }
    }

    private void read() {
        final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
        final HedgeCandidateDecoder candidate = new HedgeCandidateDecoder();
        final IndexPriceDecoder index = new IndexPriceDecoder();
        final QuoteDecoder quote = new QuoteDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        int id = -1;
        try (JournalTailer in = JournalReader.open(folder.resolve("demo"), JournalStorages.all())
                .in(1)) {
            while (in.next()) {
                if (in.type() == InstrumentDefinitionDecoder.TEMPLATE_ID
                        && definition
                                .wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header)
                                .name()
                                .equals(OTHER)) {
                    id = definition.instrumentId();
                    definedAt = definition.connectionId();
                    definedAs = definition.underlyingId();
                } else if (in.type() == HedgeCandidateDecoder.TEMPLATE_ID
                        && candidate
                                        .wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header)
                                        .instrumentId()
                                == id) {
                    candidateOf = candidate.underlyingId();
                    ordersThrough = candidate.connectionId();
                } else if (in.type() == QuoteDecoder.TEMPLATE_ID) {
                    quote.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    quotes += quote.instrumentId() == id ? 1 : 0;
                } else if (in.type() == IndexPriceDecoder.TEMPLATE_ID) {
                    index.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    indices += index.underlyingId() == ETHER ? 1 : 0;
                }
            }
        }
    }

    @Test
    void shouldFollowAnotherCoinsPerpetualAtTheVenueThatItsCandidateNames() throws IOException {
        final SessionResult result = run(ConfigurationReader.read("desk.toml", desk("second")));
        read();

        assertThat(result.orders()).isPositive();
        assertThat(result.rejects()).isZero();
        assertThat(result.malformed()).isZero();
        assertThat(definedAt).as("the second venue's").isEqualTo(2);
        assertThat(definedAs).isEqualTo(ETHER);
        assertThat(candidateOf).as("in the book of the coin that is hedged").isZero();
        assertThat(ordersThrough).as("the second venue's account").isEqualTo(3);
        assertThat(quotes).isPositive();
        assertThat(indices).isPositive();

        final Replay replay = new Replay(JournalReader.open(folder.resolve("demo"), JournalStorages.all()), done -> {});
        final HedgeEngine engine = new HedgeEngine(replay.egress());
        final ReplayResult replayed = replay.run(engine);
        assertThat(replayed.identical()).isTrue();
        assertThat(SessionResult.hex(engine.stateHash())).isEqualTo(result.stateHash());
    }

    @Test
    void shouldRefuseAVenueThatIsNone() throws IOException {
        final String text = desk("third");
        assertThatThrownBy(() -> ConfigurationReader.read("desk.toml", text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("third");
    }
}
