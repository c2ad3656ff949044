package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frontier of a journal: its own policy is the recording, its points are what whatif finds, its best are not beaten. */
class JournalFrontierVerbTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = """
        [hedging]
        price_offset_ticks = 100

        [[book]]
        coin = "BTC"
        style = "inverse"
        hedge_instrument = "BTC-PERPETUAL"
        sense = "coin_neutral"
        cash_coins = 100.0
        cash_usd = 0.0
        half_width_coins = 0.2

        [book.rule]
        expiries = 2
        min_days = 1.0
        strikes = 2
        legs = "call_and_put"
        quantity_coins = -10.0
        """;

    private static final CapturedStreams CAPTURED = new CapturedStreams();
    private static final CommandLineTool TOOL = new CommandLineTool(CAPTURED.streams());

    @TempDir
    private static Path folder = Path.of("");

    private static Path journal = Path.of("");
    private static JsonNode recorded = JSON.nullNode();

    @BeforeAll
    static void runTheBacktest() throws IOException {
        final Path desk = Files.writeString(folder.resolve("desk.toml"), DESK);
        journal = folder.resolve("journal");
        recorded = run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "11",
                "--seconds",
                "660",
                "--journal",
                journal.toString(),
                "--json");
    }

    private static JsonNode run(final String... args) throws JsonProcessingException {
        CAPTURED.reset();
        assertThat(TOOL.run(args)).as(CAPTURED.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(CAPTURED.out());
    }

    private static JsonNode frontier(final String... args) throws JsonProcessingException {
        final List<String> all = new ArrayList<>(List.of("frontier", "--journal", journal.toString(), "--json"));
        all.addAll(Arrays.asList(args));
        return run(all.toArray(new String[0]));
    }

    @Test
    void shouldShowTheRecordedPolicyAsItWasRecorded() throws IOException {
        final JsonNode report =
                frontier("--policies", "fixed-band-target:half_width_coins=0.2,fixed-time", "--points", "2");

        final JsonNode baseline = report.get("baseline");
        assertThat(baseline.get("identical").asBoolean()).isTrue();
        assertSameRun(baseline);
        assertThat(report.get("recorded").get("replayed").asBoolean()).isTrue();
        final JsonNode own = report.get("frontiers").get(0).get("points").get(0);
        assertSameRun(own);
        assertThat(own.get("difference").get("costRatio").get("value").asDouble())
                .isEqualTo(1);
        assertThat(own.get("difference").get("pnlStdRatio").get("value").asDouble())
                .isEqualTo(1);
        assertThat(report.get("runs").asInt()).isEqualTo(2 + 1 + 2);
        assertThat(CAPTURED.err()).contains("5 runs of ", "2 policies by up to 2 values");
    }

    private static void assertSameRun(final JsonNode outcome) {
        for (final String field : List.of("orders", "fills", "outputHash", "stateHash")) {
            assertThat(outcome.get(field)).as(field).isEqualTo(recorded.get(field));
        }
        assertThat(outcome.get("pnlUsd").asDouble())
                .isCloseTo(recorded.get("pnlUsd").asDouble(), within(1e-6));
        assertThat(outcome.get("trackingErrorUsd").asDouble())
                .isCloseTo(recorded.get("deltaPnlStdUsd").asDouble(), within(1e-9));
    }

    @Test
    void shouldFindForEachPointWhatWhatifFinds() throws IOException {
        final JsonNode point = frontier("--policies", "fixed-band-edge", "--points", "3", "--seed", "1")
                .get("frontiers")
                .get(0)
                .get("points")
                .get(1);

        final JsonNode alone = run(
                        "whatif",
                        journal.toString(),
                        "--policy",
                        point.get("policy").asText(),
                        "--json")
                .get("variants")
                .get(0);

        alone.fieldNames()
                .forEachRemaining(
                        field -> assertThat(point.get(field)).as(field).isEqualTo(alone.get(field)));
    }

    @Test
    void shouldSweepEveryPolicyAndMarkThoseThatNoneBeats() throws IOException {
        final Path page = folder.resolve("frontier.html");
        final JsonNode report = frontier(
                "--points", "2", "--with", "network=../config/networks/gbm-band.toml", "--html", page.toString());

        final List<JsonNode> points = new ArrayList<>(List.of(report.get("baseline")));
        for (final JsonNode series : report.get("frontiers")) {
            assertThat(series.get("points").size())
                    .as(series.get("policy").asText())
                    .isEqualTo(2);
            assertThat(series.get("points").get(0).get("parameter").asDouble())
                    .isLessThan(series.get("points").get(1).get("parameter").asDouble());
            series.get("points").forEach(points::add);
        }
        for (final JsonNode point : points) {
            final boolean isBeaten = points.stream().anyMatch(other -> beats(other, point));
            assertThat(point.get("efficient").asBoolean())
                    .as("%s", point.get("policy"))
                    .isEqualTo(!isBeaten);
        }
        assertThat(report.get("efficient").size()).isPositive();
        assertThat(report.get("skipped").findValuesAsText("policy")).containsExactly("two-band");
        assertThat(report.get("frontiers").findValuesAsText("policy"))
                .anyMatch(policy -> policy.startsWith("band-network:network=../config/networks/gbm-band.toml,risk_"));
        final String html = Files.readString(page);
        assertThat(html)
                .contains("recorded policy", "tracking error, USD", "* ")
                .doesNotContain("NaN", "null", "http");
        assertThat(html.split("<tr>", -1)).hasSize(points.size() + 2);
    }

    private static boolean beats(final JsonNode one, final JsonNode other) {
        final double cost = one.get("costUsd").asDouble() - other.get("costUsd").asDouble();
        final double error = one.get("trackingErrorUsd").asDouble()
                - other.get("trackingErrorUsd").asDouble();
        return cost <= 0 && error <= 0 && (cost < 0 || error < 0);
    }

    @Test
    void shouldTakeAParameterForAllThatReadIt() throws IOException {
        final JsonNode report = frontier(
                "--policies",
                "two-band,whalley-wilmott-edge",
                "--with",
                "cost_per_order_usd=1",
                "--with",
                "cost_bp=3",
                "--points",
                "2");

        assertThat(report.get("skipped").size()).isZero();
        assertThat(report.get("frontiers")
                        .get(0)
                        .get("points")
                        .get(0)
                        .get("policy")
                        .asText())
                .contains("two-band:cost_bp=3,cost_per_order_usd=1,risk_aversion_per_usd=");
        assertThat(report.get("frontiers")
                        .get(1)
                        .get("points")
                        .get(0)
                        .get("policy")
                        .asText())
                .contains("whalley-wilmott-edge:cost_bp=3,risk_aversion_per_usd=")
                .doesNotContain("cost_per_order_usd");
    }

    @Test
    void shouldPrintATableForPeople() {
        CAPTURED.reset();

        assertThat(TOOL.run("frontier", "--journal", journal.toString(), "--policies", "fixed-time", "--points", "2"))
                .isEqualTo(ExitCode.OK);

        assertThat(CAPTURED.out()).contains("as-recorded", "fixed-time:interval_s=", "* efficient", "ratio");
    }

    @Test
    void shouldSayWhatIsWrong() {
        refuse(ExitCode.USAGE, "or --journal DIR", "--journal", journal.toString(), "--world", "gbm");
        refuse(ExitCode.USAGE, "points is 2 to 9", "--journal", journal.toString(), "--points", "1");
        refuse(ExitCode.USAGE, "there is no policy 'moon'", "--journal", journal.toString(), "--policies", "moon");
        refuse(
                ExitCode.USAGE,
                "takes no parameter 'moon'",
                "--journal",
                journal.toString(),
                "--policies",
                "fixed-time:moon=1");
        refuse(ExitCode.USAGE, "no policy takes 'moon'", "--journal", journal.toString(), "--with", "moon=1");
        refuse(
                ExitCode.USAGE,
                "nothing to run: two-band needs cost_per_order_usd",
                "--journal",
                journal.toString(),
                "--policies",
                "two-band");
        refuse(
                ExitCode.USAGE,
                "--network goes with --world and --bars",
                "--journal",
                journal.toString(),
                "--network",
                "x.toml");
        refuse(ExitCode.USAGE, "--generation is from 1", "--journal", journal.toString(), "--generation", "0");
        refuse(ExitCode.BAD_DATA, "one of 1 to 1", "--journal", journal.toString(), "--generation", "2");
        refuse(
                ExitCode.BAD_DATA,
                "no journal here",
                "--journal",
                folder.resolve("none").toString());
    }

    private static void refuse(final int code, final String message, final String... args) {
        CAPTURED.reset();
        final List<String> all = new ArrayList<>(List.of("frontier"));
        all.addAll(Arrays.asList(args));
        assertThat(TOOL.run(all.toArray(new String[0]))).as(CAPTURED.err()).isEqualTo(code);
        assertThat(CAPTURED.err()).contains(message);
        assertThat(CAPTURED.out()).isEmpty();
    }
}
