package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A desk at two venues by its verbs: real sockets, real time, real files. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class TwoVenueVerbTest extends LeakCheckedTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DESK = "../config/desks/btc-two-venues.toml";

    private static final String RULE = """

            [book.rule]
            expiries = 2
            min_days = 1.0
            strikes = 3
            legs = "call_and_put"
            quantity_coins = -10.0
            """;

    /** The journal's libraries stay mapped from here until the process ends. */
    @TempDir
    static Path journals = Path.of("");

    private final CapturedStreams captured = new CapturedStreams();

    private static String candidate(final String venue) {
        return "[[book.hedge]]\ninstrument = \"BTC-PERPETUAL\"\nvenue = \"" + venue
                + "\"\nmax_position_usd = 10000000.0\n";
    }

    private int run(final String... line) {
        captured.reset();
        return new CommandLineTool(captured.streams()).run(line);
    }

    private int daemon(final String venues, final String book, final Path journal, final String... options)
            throws IOException {
        final Path file = directory.resolve("desk.toml");
        Files.writeString(file, venues + RunVerbTest.DESK + candidate("a") + candidate("b") + book);
        final List<String> line =
                new ArrayList<>(List.of("run", "--config", file.toString(), "--json", "--journal", journal.toString()));
        line.addAll(List.of(options));
        return run(line.toArray(String[]::new));
    }

    private JsonNode result(final int exit) throws IOException {
        assertThat(exit).as(captured.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(captured.out());
    }

    private static String paper(final String name, final ServedVenue venue) {
        return "[[venue]]\nname = \"" + name + "\"\nurl = \"" + venue.url()
                + "\"\nreconnect_min_ms = 50\nreconnect_max_ms = 500\n";
    }

    private String live(final String name, final ServedVenue venue) throws IOException {
        final Path keys = Files.createDirectories(directory.resolve(name));
        return venue.section(keys).replace("[venue]\n", "[[venue]]\nname = \"" + name + "\"\n")
                + "ramp_order_usd = 500000.0\nramp_step_s = 1\n";
    }

    @Test
    void shouldSayThatTheShippedDeskIsInOrder() throws IOException {
        final JsonNode check = result(run("config", "check", DESK, "--json"));

        assertThat(check.path("venues").asInt()).isEqualTo(2);
        assertThat(run("config", "show", DESK)).isEqualTo(ExitCode.OK);
        assertThat(captured.out()).containsSubsequence("[[venue]]\nname = \"first\"", "[[venue]]\nname = \"second\"");
    }

    @Test
    void shouldDemonstrateTheShippedDeskOverTwoSockets() throws IOException {
        final String journal = journals.resolve("demo").toString();

        final JsonNode demo =
                result(run("demo", "--config", DESK, "--seconds", "8", "--seed", "7", "--journal", journal, "--json"));
        final JsonNode replayed = result(run("replay", journal, "--json"));

        assertThat(demo.path("orders").asLong()).isPositive();
        assertThat(demo.path("fills").asLong()).isPositive();
        assertThat(demo.path("venues")).hasSize(2);
        for (final JsonNode venue : demo.path("venues")) {
            assertThat(venue.path("ready").asBoolean()).as("%s", venue).isTrue();
            assertThat(venue.path("openOrders").asLong()).as("%s", venue).isZero();
        }
        assertThat(replayed.path("identical").asBoolean()).isTrue();
        assertThat(replayed.path("outputHash")).isEqualTo(demo.path("outputHash"));
    }

    /** Positions lie in both accounts; in the end they are level together, and nothing rests anywhere. */
    @Test
    void shouldTradeLiveForTwoAccountsAndLeaveNothingBehind() throws IOException {
        try (ServedVenue a = ServedVenue.open(0, 31);
                ServedVenue b = ServedVenue.open(0, 31)) {
            a.buy(300_000);
            b.buy(200_000);

            final JsonNode result = result(
                    daemon(live("a", a) + live("b", b), "", journals.resolve("live"), "--live", "--seconds", "12"));

            assertThat(result.path("mode").asText()).isEqualTo("LIVE");
            assertThat(result.path("rejects").asLong()).isZero();
            assertThat(result.path("fills").asLong()).isPositive();
            assertThat(a.position() + b.position()).as("level but for the band").isBetween(-30_000.0, 30_000.0);
            assertThat(a.openOrders()).isEmpty();
            assertThat(b.openOrders()).isEmpty();
            assertThat(result.path("venues"))
                    .extracting(venue -> venue.path("name").asText())
                    .containsExactly("a", "b");
            assertThat(captured.err()).doesNotContain(a.clientSecret()).doesNotContain(b.clientSecret());
            assertThat(result(run("replay", journals.resolve("live").toString(), "--json"))
                            .path("identical")
                            .asBoolean())
                    .isTrue();
        }
    }

    /** The exchange that the options are valued by goes away and comes back; the other one and the session do not notice. */
    @Test
    void shouldOutliveOneOfTwoThatGoesAwayAndComesBack() throws Exception {
        final Path journal = journals.resolve("away");
        final AtomicInteger exit = new AtomicInteger(-1);
        final ServedVenue first = ServedVenue.open(0, 33);
        final int port = first.url().getPort();
        try (ServedVenue b = ServedVenue.open(0, 33)) {
            final String venues = paper("a", first) + paper("b", b);
            final Thread daemon = new Thread(
                    () -> {
                        try {
                            exit.set(daemon(venues, RULE, journal, "--seconds", "30"));
                        } catch (final IOException e) {
                            exit.set(ExitCode.SOFTWARE_FAULT);
                        }
                    },
                    "run-under-test");
            try {
                daemon.start();
                await().atMost(Duration.ofSeconds(100))
                        .until(() -> phases(journal, 0).contains(ConnectionPhase.READY));
            } finally {
                first.close();
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> phases(journal, 0).contains(ConnectionPhase.DOWN));
            try (ServedVenue second = ServedVenue.open(port, 33)) {
                assertThat(second.url().getPort()).isEqualTo(port);
                daemon.join();
            }
        }

        final JsonNode result = result(exit.get());
        assertThat(result.path("venues").path(0).path("reconnects").asLong()).isPositive();
        assertThat(result.path("venues").path(1).path("reconnects").asLong()).isZero();
        assertThat(result.path("reconnects"))
                .isEqualTo(result.path("venues").path(0).path("reconnects"));
        final List<ConnectionPhase> phases = phases(journal, 0);
        assertThat(phases.lastIndexOf(ConnectionPhase.READY)).isGreaterThan(phases.indexOf(ConnectionPhase.DOWN));
        assertThat(phases(journal, 2)).doesNotContain(ConnectionPhase.DOWN);
        assertThat(result(run("replay", journal.toString(), "--json"))
                        .path("identical")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldNameTheVenueThatHasNoKeyOrDoesNotAnswer() throws IOException {
        try (ServedVenue a = ServedVenue.open(0, 34)) {
            final String keyless = live("a", a) + paper("b", a).replace("127.0.0.1", "localhost");
            final int unsigned = daemon(keyless, "", journals.resolve("keyless"), "--live");
            final String asked = captured.err();
            final String absent = paper("a", a)
                    + "[[venue]]\nname = \"b\"\nurl = \"ws://127.0.0.1:1/ws/api/v2\"\nstart_timeout_s = 1\n";
            final int silent = daemon(absent, RULE, journals.resolve("silent"));

            assertThat(unsigned).as(asked).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(asked).contains("venue b: venue.client_id and venue.client_secret are missing");
            assertThat(journals.resolve("keyless")).doesNotExist();
            assertThat(silent).as(captured.err()).isEqualTo(ExitCode.VENUE_UNAVAILABLE);
            assertThat(captured.err()).contains("venue b: the venue did not answer", "venue.url=ws://127.0.0.1:1/");
        }
    }

    private static List<ConnectionPhase> phases(final Path journal, final int connection) {
        final List<ConnectionPhase> phases = new ArrayList<>();
        if (!Files.exists(journal.resolve("MANIFEST"))) {
            return phases;
        }
        final ConnectionStateDecoder state = new ConnectionStateDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalTailer in =
                JournalReader.open(journal, JournalStorages.all()).in(1)) {
            while (in.next()) {
                if (in.type() == ConnectionStateDecoder.TEMPLATE_ID) {
                    state.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    if (state.connectionId() == connection) {
                        phases.add(state.phase());
                    }
                }
            }
        }
        return phases;
    }
}
