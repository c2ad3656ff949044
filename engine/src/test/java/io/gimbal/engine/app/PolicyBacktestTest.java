package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short simulated run by each policy, through configuration, pipeline and journal, and again from the journal. */
class PolicyBacktestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = """
            [journal]
            storage = "file"

            [limits]
            max_order_usd = 4000000.0

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
            quantity_coins = -20.0
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy = \"fixed-band-edge\"",
                "policy = \"fixed-time\"\ninterval_s = 20",
                "policy = \"price-move\"\nprice_move_bp = 2",
                "policy = \"hybrid\"\ninterval_s = 10",
                "policy = \"whalley-wilmott-edge\"\nrisk_aversion_per_usd = 0.01\nhedge_ratio = 0.9",
                "policy = \"whalley-wilmott-target\"\nrisk_aversion_per_usd = 0.01",
                "policy = \"zakamouline-edge\"\nrisk_aversion_per_usd = 0.01\ncost_bp = 20",
                "policy = \"leland\"\ninterval_s = 20",
                "policy = \"hoggard-whalley-wilmott\"\ninterval_s = 20",
                "policy = \"dynamic-frequency\"\nrisk_aversion_per_usd = 1\ninterval_s = 1",
                "policy = \"two-band\"\nrisk_aversion_per_usd = 0.01\ncost_per_order_usd = 1"
            })
    void shouldHedgeASimulatedMarketByEveryPolicyAndReplayItBitForBit(final String hedging) throws IOException {
        final Path desk = Files.writeString(folder.resolve("desk.toml"), DESK.formatted(hedging));
        final Path journal = folder.resolve("journal");

        final JsonNode first = run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "5",
                "--seconds",
                "30",
                "--speed",
                "max",
                "--journal",
                journal.toString(),
                "--json");
        final JsonNode replayed = run("replay", journal.toString(), "--json");

        assertThat(replayed.get("identical").asBoolean()).isTrue();
        assertThat(replayed.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(replayed.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(first.get("orders").asLong()).isPositive();
    }
}
