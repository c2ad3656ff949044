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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions of real backtests, explained: every number is the journal's, and every step gives what was decided. */
class ExplainVerbTest {
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

        [book.hedging]
        %s

        [book.rule]
        expiries = 2
        min_days = 1.0
        strikes = 2
        legs = "call_and_put"
        quantity_coins = -10.0
        """;

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private JsonNode run(final String... args) throws JsonProcessingException {
        captured.reset();
        assertThat(tool.run(args)).as(captured.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(captured.out());
    }

    private Path backtest(final String... hedging) throws IOException {
        final Path desk = Files.writeString(folder.resolve("desk.toml"), DESK.formatted(String.join("\n", hedging)));
        final Path journal = folder.resolve("journal");
        run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "11",
                "--seconds",
                "20",
                "--journal",
                journal.toString(),
                "--json");
        return journal;
    }

    private List<JsonNode> decisions(final Path journal) throws JsonProcessingException {
        final List<JsonNode> decisions = new ArrayList<>();
        run("journal", "dump", journal.toString(), "--queue", "out", "--type", "HedgeDecision", "--json")
                .get("events")
                .forEach(decisions::add);
        return decisions;
    }

    private JsonNode explain(final Path journal, final Object... args) throws JsonProcessingException {
        final List<String> all = new ArrayList<>(List.of("explain", journal.toString(), "--json"));
        Arrays.stream(args).map(String::valueOf).forEach(all::add);
        return run(all.toArray(new String[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy = \"fixed-band-edge\"",
                "policy = \"fixed-time\";interval_s = 7",
                "policy = \"price-move\";price_move_bp = 1.0",
                "policy = \"hybrid\";interval_s = 5",
                "policy = \"whalley-wilmott-edge\";risk_aversion_per_usd = 1e-2",
                "policy = \"whalley-wilmott-target\";risk_aversion_per_usd = 1e-1",
                "policy = \"zakamouline-edge\";risk_aversion_per_usd = 1e-2",
                "policy = \"leland\";interval_s = 7",
                "policy = \"hoggard-whalley-wilmott\";interval_s = 7",
                "policy = \"dynamic-frequency\";risk_aversion_per_usd = 1e-1;interval_s = 2",
                "policy = \"two-band\";risk_aversion_per_usd = 1e-2;cost_per_order_usd = 1.0"
            })
    void shouldComeToTheBandAndTheOrderThatWereDecided(final String hedging) throws IOException {
        final Path journal = backtest(hedging.split(";", -1));
        final List<JsonNode> all = decisions(journal);
        final List<JsonNode> some = new ArrayList<>(all.stream()
                .filter(decision -> decision.get("action").asText().equals("TRADE"))
                .limit(2)
                .toList());
        some.add(all.get(all.size() - 1));
        assertThat(some).as("it traded").hasSizeGreaterThan(1);

        for (final JsonNode event : some) {
            final JsonNode found = explain(journal, event.get("seq").asLong());

            assertThat(found.get("rebuilt").asBoolean()).isTrue();
            assertThat(found.get("decisions").size()).isOne();
            final JsonNode decision = found.get("decisions").get(0);
            assertSameAsTheJournal(decision.get("made"), event);
            final JsonNode band = decision.get("band");
            assertThat(band.get("agrees").asBoolean()).as("%s", band).isTrue();
            assertLedgerAddsUp(decision);
            if (event.get("action").asText().equals("TRADE")) {
                assertThat(decision.get("size").get("agrees").asBoolean()).isTrue();
                assertThat(decision.get("order").get("fate").asText()).isEqualTo("FILLED");
                assertThat(decision.get("gates").findValuesAsText("verdict")).containsOnly("PASSED");
            } else {
                assertThat(decision.get("gates").findValuesAsText("verdict")).containsOnlyOnce("STOPPED");
            }
        }
    }

    private static void assertSameAsTheJournal(final JsonNode made, final JsonNode event) {
        for (final String field : List.of(
                "totalDelta",
                "inFlightDelta",
                "targetDelta",
                "bandLow",
                "bandHigh",
                "centre",
                "innerLow",
                "innerHigh",
                "effectiveGamma",
                "tradeDelta",
                "orderAmount",
                "limitPrice",
                "orderId")) {
            assertThat(made.get(field).asDouble())
                    .as(field)
                    .isEqualTo(event.get(field).asDouble());
        }
        for (final String field : List.of("action", "reason", "policy", "sense")) {
            assertThat(made.get(field).asText())
                    .as(field)
                    .isEqualTo(event.get(field).asText());
        }
    }

    /** The lines that count in the desk's sense sum to the delta decided upon. */
    private static void assertLedgerAddsUp(final JsonNode decision) {
        double total = 0;
        for (final JsonNode line : decision.get("ledger").get("lines")) {
            total += line.get("countsIn").toString().contains("COIN_NEUTRAL")
                    ? line.get("projected").asDouble()
                    : 0;
        }
        assertThat(total).isCloseTo(decision.get("made").get("totalDelta").asDouble(), within(1e-9));
    }

    @Test
    void shouldPrintADecisionForPeopleAndRefuseWhatIsNotThere() throws IOException {
        final Path journal = backtest("policy = \"fixed-band-target\"");
        final JsonNode trade = decisions(journal).stream()
                .filter(decision -> decision.get("action").asText().equals("TRADE"))
                .findFirst()
                .orElseThrow();
        captured.reset();

        assertThat(tool.run("explain", journal.toString(), trade.get("seq").asText()))
                .isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .contains("What was seen", "Delta ledger, coins", "<- the desk's sense", "Policy", "Band, coins")
                .contains("In flight before it", "Gates, in order", "Size", "Order", "FILLED", "OrderClosed")
                .contains("half_width_coins             0.2 coins")
                .doesNotContain("null", "NaN", "not known");
        assertThat(captured.err()).isEmpty();

        refuse(ExitCode.USAGE, "no such output: sequence=99999999", journal.toString(), "99999999");
        refuse(ExitCode.USAGE, "say SEQ or --around TIME", journal.toString());
        refuse(ExitCode.USAGE, "say SEQ or --around TIME", journal.toString(), "1", "--around", "2026-01-05T09:00:00Z");
        refuse(ExitCode.USAGE, "--around is a UTC time", journal.toString(), "--around", "yesterday");
        refuse(ExitCode.BAD_DATA, "no journal here", folder.resolve("none").toString(), "1");
    }

    private void refuse(final int code, final String message, final String... args) {
        captured.reset();
        final List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(Arrays.asList(args));
        assertThat(tool.run(all.toArray(new String[0]))).isEqualTo(code);
        assertThat(captured.err()).contains(message);
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void shouldHaveAStableShapeForPrograms() throws IOException {
        final Path journal = backtest("policy = \"fixed-band-target\"");
        final JsonNode first = decisions(journal).get(0);

        final JsonNode found = explain(journal, first.get("causeSequence").asLong(), "--queue", "in");

        assertThat(found.fieldNames())
                .toIterable()
                .containsExactly(
                        "journal",
                        "generation",
                        "mode",
                        "codeHash",
                        "asked",
                        "rebuilt",
                        "whyNotRebuilt",
                        "cause",
                        "decisions",
                        "whyNone",
                        "outputs",
                        "context",
                        "notes");
        assertThat(found.get("decisions").get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "sequence",
                        "whyUnpublished",
                        "underlyingId",
                        "coin",
                        "time",
                        "engineTimeNs",
                        "byTimer",
                        "summary",
                        "made",
                        "seen",
                        "ledger",
                        "policy",
                        "band",
                        "gates",
                        "inFlight",
                        "size",
                        "strategy",
                        "forecast",
                        "triggers",
                        "execution",
                        "choice",
                        "overlay",
                        "order");
        assertThat(found.get("asked").get("queue").asText()).isEqualTo("in");
        assertThat(found.get("cause").get("sequence")).isEqualTo(first.get("causeSequence"));
    }
}
