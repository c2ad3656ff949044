package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.SuppressReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The daemon against an exchange it knows by its address alone: real sockets, real time, real files. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RunVerbTest extends LeakCheckedTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HALF_A_MILLION = "500000";
    /** A desk of one book, without its options and without a venue. */
    static final String DESK = """

            [hedging]
            price_offset_ticks = 100

            [limits]
            max_order_usd = 5000000.0
            max_position_usd = 20000000.0

            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 100.0
            cash_usd = 0.0
            half_width_coins = 0.3
            """;

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

    private int run(final String venue, final String book, final String... options) throws IOException {
        captured.reset();
        final Path file = directory.resolve("desk.toml");
        Files.writeString(file, venue + DESK + book);
        final List<String> line = new ArrayList<>(List.of("run", "--config", file.toString(), "--json"));
        line.addAll(List.of(options));
        return new CommandLineTool(captured.streams()).run(line.toArray(String[]::new));
    }

    private JsonNode result(final int exit) throws IOException {
        assertThat(exit).as(captured.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(captured.out());
    }

    private JsonNode replay(final Path journal) throws IOException {
        captured.reset();
        return result(new CommandLineTool(captured.streams()).run("replay", journal.toString(), "--json"));
    }

    @Test
    void shouldTradeOnPaperWithoutAnAccountAndSendNothing() throws IOException {
        final Path journal = journals.resolve("paper");
        try (ServedVenue venue = ServedVenue.open(0, 7)) {
            final JsonNode result = result(run(
                    "[venue]\nurl = \"" + venue.url() + "\"\n",
                    RULE,
                    "--seconds",
                    "8",
                    "--journal",
                    journal.toString()));

            assertThat(result.path("mode").asText()).isEqualTo("PAPER");
            assertThat(result.path("orders").asLong()).isPositive();
            assertThat(result.path("fills").asLong()).isPositive();
            assertThat(result.path("malformed").asLong()).isZero();
            assertThat(result.path("reconnects").asLong()).isZero();
            assertThat(venue.orders()).isEmpty();
            assertThat(mode(journal)).isEqualTo(RunMode.PAPER);
            assertThat(replay(journal).path("identical").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldDecideInTheShadowAndSendNothing() throws IOException {
        final Path journal = journals.resolve("shadow");
        try (ServedVenue venue = ServedVenue.open(0, 8)) {
            venue.buy(Long.parseLong(HALF_A_MILLION));
            final int before = venue.orders().size();

            final JsonNode result = result(run(
                    venue.section(directory).replace("account_write = true\n", ""),
                    "",
                    "--shadow",
                    "--seconds",
                    "8",
                    "--journal",
                    journal.toString()));

            assertThat(result.path("mode").asText()).isEqualTo("SHADOW");
            assertThat(result.path("orders").asLong()).isPositive();
            assertThat(result.path("fills").asLong()).isZero();
            assertThat(before).isEqualTo(1);
            assertThat(venue.orders()).hasSize(before);
            assertThat(venue.position()).isEqualTo(Double.parseDouble(HALF_A_MILLION));
            assertThat(mode(journal)).isEqualTo(RunMode.SHADOW);
            assertThat(outcomes(journal))
                    .isNotEmpty()
                    .allMatch(outcome -> outcome.equals(SendOutcome.SUPPRESSED + " " + SuppressReason.GATE_CLOSED));
            assertThat(replay(journal).path("identical").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldTradeLiveNoLargerThanTheRampAllowsAndLeaveNothingBehind() throws IOException {
        final Path journal = journals.resolve("live");
        try (ServedVenue venue = ServedVenue.open(0, 9)) {
            venue.buy(Long.parseLong(HALF_A_MILLION));
            final String section = venue.section(directory) + "ramp_order_usd = 50000.0\nramp_step_s = 3600\n";

            final JsonNode result =
                    result(run(section, "", "--live", "--seconds", "12", "--journal", journal.toString()));

            assertThat(result.path("mode").asText()).isEqualTo("LIVE");
            assertThat(result.path("rejects").asLong()).isZero();
            assertThat(result.path("fills").asLong()).isPositive();
            assertThat(result.path("feesUsd").asDouble()).isPositive();
            assertThat(result.path("wireLatencyUs").path("orders").asLong()).isPositive();
            assertThat(venue.orders())
                    .hasSizeGreaterThan(1)
                    .filteredOn(order -> order.path("label").asText().startsWith("gb"))
                    .isNotEmpty()
                    .allMatch(order -> order.path("amount").asDouble() <= 50_000);
            assertThat(venue.openOrders()).isEmpty();
            assertThat(venue.position()).isLessThan(Double.parseDouble(HALF_A_MILLION));
            assertThat(orderAmounts(journal)).isNotEmpty().allMatch(amount -> amount <= 50_000 * 100_000_000L);
            assertThat(mode(journal)).isEqualTo(RunMode.LIVE);
            assertThat(replay(journal).path("identical").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldOutliveAnExchangeThatGoesAwayAndComesBack() throws Exception {
        final Path journal = journals.resolve("away");
        final AtomicInteger exit = new AtomicInteger(-1);
        final ServedVenue first = ServedVenue.open(0, 10);
        final int port = first.url().getPort();
        final String section =
                "[venue]\nurl = \"" + first.url() + "\"\nreconnect_min_ms = 50\nreconnect_max_ms = 500\n";
        final Thread daemon = new Thread(
                () -> {
                    try {
                        exit.set(run(section, RULE, "--seconds", "40", "--journal", journal.toString()));
                    } catch (final IOException e) {
                        exit.set(ExitCode.SOFTWARE_FAULT);
                    }
                },
                "run-under-test");
        try {
            daemon.start();
            await().atMost(Duration.ofSeconds(100)).until(() -> phases(journal).contains(ConnectionPhase.READY));
        } finally {
            first.close();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> phases(journal).contains(ConnectionPhase.DOWN));
        try (ServedVenue second = ServedVenue.open(port, 10)) {
            assertThat(second.url().getPort()).isEqualTo(port);
            daemon.join();
        }

        assertThat(result(exit.get()).path("reconnects").asLong()).isPositive();
        final List<ConnectionPhase> phases = phases(journal);
        assertThat(phases.lastIndexOf(ConnectionPhase.READY)).isGreaterThan(phases.indexOf(ConnectionPhase.DOWN));
        assertThat(replay(journal).path("identical").asBoolean()).isTrue();
    }

    @Test
    void shouldSayThatTheKeyIsWrong() throws IOException {
        try (ServedVenue venue = ServedVenue.open(0, 11)) {
            final String section = venue.section(directory);
            ServedVenue.secretFile(directory.resolve("secret"), "not-the-secret");

            final int exit = run(
                    section,
                    "",
                    "--live",
                    "--journal",
                    journals.resolve("wrong").toString());

            assertThat(exit).as(captured.err()).isEqualTo(ExitCode.AUTHENTICATION);
            assertThat(captured.err()).contains("the venue refuses the login").doesNotContain("not-the-secret");
            assertThat(JSON.readTree(captured.out()).path("error").path("code").asInt())
                    .isEqualTo(ExitCode.AUTHENTICATION);
        }
    }

    @Test
    void shouldRefuseAnExchangeThatIsNotTheNetworkTheDeskMeant() throws IOException {
        try (ServedVenue venue = ServedVenue.open(0, 11)) {
            final String section = venue.section(directory) + "testnet = false\n";

            final int live = run(
                    section, "", "--live", "--journal", journals.resolve("net").toString());
            final String message = captured.err();
            final int paper =
                    run(section, RULE, "--journal", journals.resolve("net").toString());

            assertThat(live).as(message).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(message).contains("the venue says that it is the test venue");
            assertThat(paper).as(captured.err()).isEqualTo(ExitCode.CONFIGURATION);
        }
    }

    @Test
    void shouldGiveUpOnAVenueThatIsNotThere() throws IOException {
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        final int exit = run(
                "[venue]\nurl = \"ws://127.0.0.1:" + port + "/ws/api/v2\"\nstart_timeout_s = 2\n",
                RULE,
                "--journal",
                journals.resolve("absent").toString());

        assertThat(exit).as(captured.err()).isEqualTo(ExitCode.VENUE_UNAVAILABLE);
        assertThat(captured.err())
                .contains("did not answer within venue.start_timeout_s")
                .contains("venue.url=ws://127.0.0.1:" + port)
                .contains("last failure: ");
    }

    @ParameterizedTest
    @CsvSource({
        "url = 5, desk.toml:2:1",
        "url = \"ws://example.com/ws\", desk.toml:2:1",
        "client_secret = \"CANARY-in-the-file\", desk.toml:2:1",
        "url = \"wss://www.deribit.com/ws/api/v2\", venue.testnet",
        "tesnet = false, desk.toml:2:1"
    })
    void shouldPointAtTheMistake(final String property, final String place) throws IOException {
        final int exit = run("[venue]\n" + property + "\n", RULE, "--live");

        assertThat(exit).as(captured.err()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(captured.err()).contains(place).doesNotContain("CANARY");
        assertThat(captured.out()).doesNotContain("CANARY");
    }

    @Test
    void shouldAskForAKeyWhereOneIsNeeded() throws IOException {
        for (final String mode : List.of("--live", "--shadow")) {
            final int exit = run(
                    "[venue]\ninstance = \"a\"\n",
                    "",
                    mode,
                    "--journal",
                    journals.resolve("keyless").toString());

            assertThat(exit).as(captured.err()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(captured.err()).contains("venue.client_id and venue.client_secret are missing");
            assertThat(journals.resolve("keyless")).doesNotExist();
        }
    }

    @Test
    void shouldLeaveNoJournalWhereASecretIsNotWhereTheDeskSays() throws IOException {
        final int exit = run(
                "[venue]\nclient_id = \"file:" + directory.resolve("no-id") + "\"\nclient_secret = \"file:"
                        + directory.resolve("no-secret") + "\"\n",
                "",
                "--live",
                "--journal",
                journals.resolve("unsigned").toString());

        assertThat(exit).as(captured.err()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(captured.err()).contains("venue.client_id: secret file cannot be read");
        assertThat(journals.resolve("unsigned")).doesNotExist();
    }

    private static RunMode mode(final Path journal) {
        final GenesisDecoder genesis = new GenesisDecoder();
        try (JournalTailer in =
                JournalReader.open(journal, JournalStorages.all()).in(1)) {
            assertThat(in.next()).isTrue();
            return genesis.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), new MessageHeaderDecoder())
                    .mode();
        }
    }

    private static List<String> outcomes(final Path journal) {
        final CommandOutcomeDecoder outcome = new CommandOutcomeDecoder();
        final List<String> outcomes = new ArrayList<>();
        try (JournalTailer in =
                JournalReader.open(journal, JournalStorages.all()).in(1)) {
            while (in.next()) {
                if (in.type() == CommandOutcomeDecoder.TEMPLATE_ID) {
                    outcome.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), new MessageHeaderDecoder());
                    outcomes.add(outcome.outcome() + " " + outcome.reason());
                }
            }
        }
        return outcomes;
    }

    private static List<Long> orderAmounts(final Path journal) {
        final NewOrderDecoder order = new NewOrderDecoder();
        final List<Long> amounts = new ArrayList<>();
        try (JournalTailer out =
                JournalReader.open(journal, JournalStorages.all()).out(1)) {
            while (out.next()) {
                if (out.type() == NewOrderDecoder.TEMPLATE_ID) {
                    order.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), new MessageHeaderDecoder());
                    amounts.add(order.amount());
                }
            }
        }
        return amounts;
    }

    private static List<ConnectionPhase> phases(final Path journal) {
        final ConnectionStateDecoder state = new ConnectionStateDecoder();
        final List<ConnectionPhase> phases = new ArrayList<>();
        if (!Files.exists(journal.resolve("MANIFEST"))) {
            return phases;
        }
        try (JournalTailer in =
                JournalReader.open(journal, JournalStorages.all()).in(1)) {
            while (in.next()) {
                if (in.type() == ConnectionStateDecoder.TEMPLATE_ID) {
                    state.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), new MessageHeaderDecoder());
                    phases.add(state.phase());
                }
            }
        }
        return phases;
    }
}
