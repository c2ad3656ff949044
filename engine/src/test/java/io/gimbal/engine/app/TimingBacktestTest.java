package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk with triggers, a delta of its own, scores and the gate: through file, pipeline and journal, and again. */
class TimingBacktestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = """
            [journal]
            storage = "file"

            [surface]
            enabled = true
            interval_s = 2

            [limits]
            max_vol_age_s = 120
            max_forward_age_s = 60
            max_order_usd = 4000000.0

            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 100.0
            cash_usd = 0.0
            half_width_coins = 0.02

            [book.hedging]
            vol_source = "surface"
            %s

            [book.rule]
            expiries = 2
            min_days = 1.0
            strikes = 2
            legs = "call_and_put"
            quantity_coins = -20.0
            """;
    private static final String TIMING = """
            delta = "sticky-moneyness"
            trade_on_remark = false
            score_deltas_every_s = 4
            trade_when = "outside and since_trade >= 5s"
            trade_also_when = "price_move >= 500bp"
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

    private JsonNode backtest(final String name, final String hedging) throws IOException {
        final Path desk = Files.writeString(folder.resolve(name + ".toml"), DESK.formatted(hedging));
        return run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "5",
                "--seconds",
                "16",
                "--speed",
                "max",
                "--journal",
                folder.resolve(name).toString(),
                "--json");
    }

    private List<String> dump(final String name, final String queue) {
        captured.reset();
        assertThat(tool.run("journal", "dump", folder.resolve(name).toString(), "--queue", queue))
                .as(captured.err())
                .isEqualTo(ExitCode.OK);
        return captured.out().lines().toList();
    }

    private static long count(final List<String> lines, final String word) {
        return lines.stream().filter(line -> line.contains(word)).count();
    }

    @Test
    void shouldTradeWhenTheFileSaysSoAndReplayItBitForBit() throws IOException {
        final JsonNode free = backtest("free", "");
        final JsonNode first = backtest("timed", TIMING);
        final JsonNode replayed = run("replay", folder.resolve("timed").toString(), "--json");
        final List<String> told = dump("timed", "in");
        final List<String> said = dump("timed", "out");

        assertThat(replayed.get("identical").asBoolean()).isTrue();
        assertThat(replayed.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(count(told, "\"event\":\"TriggerStep\""))
                .as("outside, three for the comparison, and; three for the move")
                .isEqualTo(8);
        assertThat(count(told, "\"event\":\"DeltaConfiguration\"")).isEqualTo(1);
        assertThat(count(said, "\"event\":\"RegimeScores\"")).isGreaterThanOrEqualTo(2 * 4);
        assertThat(count(said, "\"reason\":\"NOT_TRIGGERED\"")).isPositive();
        assertThat(first.get("orders").asLong())
                .as("at most one in five seconds, but for what overrides")
                .isPositive()
                .isLessThan(free.get("orders").asLong());
        assertThat(count(dump("free", "in"), "TriggerStep")).isZero();
    }

    @Test
    void shouldSayWhereATriggerIsWrong() throws IOException {
        final Path desk = Files.writeString(
                folder.resolve("wrong.toml"), DESK.formatted("trade_when = \"outside and since_trad >= 5s\""));

        captured.reset();
        final int code = tool.run("config", "check", desk.toString());

        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(captured.err() + captured.out())
                .contains("wrong.toml:24:27: ", "at character 13", "found \"since_trad\"", "did you mean since_trade?");
    }
}
