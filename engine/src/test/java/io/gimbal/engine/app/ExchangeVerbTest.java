package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gimbal.journal.LeakCheckedTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ExchangeVerbTest extends LeakCheckedTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** The journal's libraries stay mapped from here until the process ends. */
    @TempDir
    static Path journals = Path.of("");

    private final CapturedStreams exchange = new CapturedStreams();
    private final CapturedStreams other = new CapturedStreams();

    @Test
    void shouldServeARecorderWhoseCaptureThenServesAsAMarketAndPlaysInABacktest() throws Exception {
        final Path capture = directory.resolve("own.gbc");
        final AtomicInteger exit = new AtomicInteger(-1);
        final Thread server = serve(exit, "--world", "svj", "--coins", "BTC", "--matching", "2", "--seconds", "60");
        final JsonNode ready = ready();

        final int recorded = run(
                "record",
                ready.path("url").asText(),
                "--currency",
                "BTC",
                "--seconds",
                "25",
                "--out",
                capture.toString(),
                "--json");
        server.join();

        assertThat(recorded).as(other.err()).isZero();
        final JsonNode recording = JSON.readTree(other.out());
        assertThat(recording.path("frames").asLong()).isGreaterThan(500);
        assertThat(recording.path("notGranted").asInt()).isZero();
        assertThat(exit.get()).as(exchange.err()).isZero();
        assertThat(exchange.out().lines()).hasSize(1);
        assertThat(exchange.err())
                .contains("exchange ended")
                .doesNotContain(ready.path("clientSecret").asText());
        playsAsAMarket(capture);
        playsInABacktest(capture);
    }

    @Test
    void shouldEndARecordingBeforeTheDiskIsFull() {
        final Path capture = directory.resolve("full.gbc");

        final int code = run(
                "record",
                "ws://127.0.0.1:1/ws",
                "--out",
                capture.toString(),
                "--min-free-bytes",
                Long.toString(1L << 50));

        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(other.err()).contains("nearly full", capture.toString());
        assertThat(capture).doesNotExist();
    }

    private void playsAsAMarket(final Path capture) throws Exception {
        exchange.reset();
        final AtomicInteger exit = new AtomicInteger(-1);
        serve(exit, "--world", "recorded", "--data", capture.toString(), "--coins", "BTC", "--seconds", "3")
                .join();

        assertThat(exit.get()).as(exchange.err()).isZero();
        assertThat(JSON.readTree(exchange.out()).path("url").asText()).startsWith("ws://127.0.0.1:");
    }

    private void playsInABacktest(final Path capture) throws IOException {
        other.reset();
        final Path desk = directory.resolve("desk.toml");
        final String straddles = Files.readString(Path.of("..", "config", "desks", "btc-straddles.toml"));
        Files.writeString(
                desk, straddles.replace("warm_up_s = 600", "warm_up_s = 10").replace("expiries = 5", "expiries = 2"));
        final Path journal = journals.resolve("journal");

        final int code = run(
                "backtest",
                "--config",
                desk.toString(),
                "--data",
                capture.toString(),
                "--journal",
                journal.toString(),
                "--json");

        assertThat(code).as(other.err()).isZero();
        final JsonNode result = JSON.readTree(other.out());
        assertThat(result.path("inputEvents").asLong()).isGreaterThan(300);
        assertThat(result.path("outputEvents").asLong()).isPositive();
    }

    @Test
    void shouldRefuseAPortThatIsTakenAndSayWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            final int code = run("exchange", "--port", Integer.toString(taken.getLocalPort()), "--coins", "ETH");

            assertThat(code).isEqualTo(ExitCode.VENUE_UNAVAILABLE);
            assertThat(other.err()).contains("--port 0 finds a free one");
            assertThat(other.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exchange",
                "exchange --port 70000",
                "exchange --port 0 --world recorded",
                "exchange --port 0 --data somewhere",
                "exchange --port 0 --levels 0",
                "exchange --port 0 --spread -1",
                "exchange --port 0 --toxic 2",
                "exchange --port 0 --fault DROP=-1",
                "exchange --port 0 --matching -1",
                "exchange --port 0 --latency -5",
                "exchange --port 0 --seconds 1e400",
                "exchange --port 0 --world gbn",
                "exchange --port 0 --seconds 0",
                "record",
                "record ws://example.com/ws",
                "record wss://user:secret@example.com/ws",
                "record ftp://example.com",
                "record ws://127.0.0.1:1/ws --seconds -1",
                "record ws://127.0.0.1:1/ws --min-free-bytes -1",
                "record ws://127.0.0.1:1/ws --channel a\"b"
            })
    void shouldRefuseAWrongCommandLineWith2(final String line) {
        assertThat(run(line.split(" "))).as(other.err()).isEqualTo(ExitCode.USAGE);
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).startsWith("gimbal: ").doesNotContain("secret");
    }

    @Test
    void shouldSayThatTheVenueWasNeverReached() {
        final Path capture = directory.resolve("none.gbc");

        final int code = run("record", "ws://127.0.0.1:9/ws", "--seconds", "0.5", "--out", capture.toString());

        assertThat(code).isEqualTo(ExitCode.VENUE_UNAVAILABLE);
        assertThat(other.err()).contains("never connected, nothing is kept");
        assertThat(capture).as("it would stand in the way of the next attempt").doesNotExist();
    }

    @Test
    void shouldLeaveACaptureThatExistsAlone() throws IOException {
        final Path capture = Files.writeString(directory.resolve("earlier.gbc"), "kept");

        assertThat(run("record", "ws://127.0.0.1:9/ws", "--out", capture.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(other.err()).contains("--out exists and is left alone");
        assertThat(capture).hasContent("kept");
    }

    @Test
    void shouldSayThatDataDoNotFit() {
        assertThat(run("exchange", "--port", "0", "--world", "recorded", "--data", directory + "/absent"))
                .isEqualTo(ExitCode.BAD_DATA);
    }

    private Thread serve(final AtomicInteger exit, final String... options) {
        final String[] line = new String[options.length + 3];
        line[0] = "exchange";
        line[1] = "--port";
        line[2] = "0";
        System.arraycopy(options, 0, line, 3, options.length);
        final Thread server =
                new Thread(() -> exit.set(new CommandLineTool(exchange.streams()).run(line)), "exchange-under-test");
        server.start();
        return server;
    }

    private JsonNode ready() throws JsonProcessingException {
        await().atMost(Duration.ofSeconds(100)).until(() -> exchange.out().endsWith("\n"));
        return JSON.readTree(exchange.out());
    }

    private int run(final String... line) {
        return new CommandLineTool(other.streams()).run(line);
    }
}
