package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From training over the file, the configuration and a run to its replay. */
class TrainVerbTest {
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
            policy = "%s"
            risk_aversion_per_usd = 0.00005
            cost_bp = 10
            %s

            [book.rule]
            expiries = 2
            min_days = 1.0
            strikes = 2
            legs = "call_and_put"
            quantity_coins = 20.0
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

    private JsonNode backtest(final String policy, final String more, final Path journal) throws IOException {
        final Path desk = Files.writeString(folder.resolve(policy + ".toml"), DESK.formatted(policy, more));
        return run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "5",
                "--seconds",
                "40",
                "--speed",
                "max",
                "--journal",
                journal.toString(),
                "--json");
    }

    private JsonNode train(final String out, final String... more) throws JsonProcessingException {
        final List<String> args =
                new ArrayList<>(List.of("train", "--out", folder.resolve(out).toString(), "--json"));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void shouldHedgeByWhatItTrainedAndReplayItBitForBit() throws IOException {
        final JsonNode trained =
                train("net.toml", "--epochs", "3", "--books", "6", "--paths", "16", "--steps", "128", "--trials", "24");
        assertThat(trained.get("kept").asBoolean()).as("%s", trained).isTrue();
        assertThat(trained.get("cells")).hasSize(18);
        assertThat(trained.at("/test/whalley_wilmott").asDouble())
                .isLessThan(-3 * trained.at("/test/whalley_wilmott_se").asDouble());
        final Path journal = folder.resolve("journal");

        final JsonNode first = backtest("band-network", "network = \"net.toml\"", journal);
        final JsonNode plain = backtest("whalley-wilmott-edge", "", folder.resolve("plain"));
        final JsonNode replayed = run("replay", journal.toString(), "--json");

        assertThat(replayed.get("identical").asBoolean()).isTrue();
        assertThat(replayed.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(replayed.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(first.get("orders").asLong()).isPositive();
        assertThat(first.get("outputHash")).as("the network changes the band").isNotEqualTo(plain.get("outputHash"));
        assertThat(dump(journal, "in")).contains("\"event\":\"PolicyNetwork\"");
        assertThat(dump(journal, "out"))
                .as("it was asked, and answered")
                .contains("\"reason\":\"INSIDE_BAND\"")
                .doesNotContain("FALLBACK");
    }

    private String dump(final Path journal, final String queue) {
        captured.reset();
        assertThat(tool.run("journal", "dump", journal.toString(), "--queue", queue))
                .isEqualTo(ExitCode.OK);
        return captured.out();
    }

    @Test
    void shouldWriteTheSameFileAgainAndRefuseToConfigureWhatIsNotKept() throws IOException {
        final JsonNode trained = train("one.toml", "--quick", "--seed", "3");
        train("two.toml", "--quick", "--seed", "3");
        assertThat(Files.readString(folder.resolve("one.toml")))
                .isEqualTo(Files.readString(folder.resolve("two.toml")));
        assertThat(trained.get("kept").asBoolean()).isFalse();
        final Path desk = Files.writeString(
                folder.resolve("desk.toml"), DESK.formatted("band-network", "network = \"one.toml\""));

        captured.reset();
        final int code = tool.run("config", "check", desk.toString());

        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(captured.err() + captured.out())
                .contains("one.toml:5:1: kept must be true: this network was not better than the closed forms");
    }

    @ParameterizedTest
    @CsvSource({
        "--world, mars, --world must be gbm or btc",
        "--paths, 7, --paths must be even",
        "--epochs, 0, '--epochs must be 1 to 1000, found 0'",
        "--trials, 1, '--trials must be 2 to 10000, found 1'"
    })
    void shouldRefuseWhatCannotBeMeant(final String option, final String value, final String message) {
        captured.reset();

        final int code = tool.run("train", "--out", folder.resolve("x.toml").toString(), option, value);

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains(message);
        assertThat(folder.resolve("x.toml")).doesNotExist();
    }

    @Test
    void shouldSayThatAFileCannotBeWritten() {
        captured.reset();

        final int code = tool.run(
                "train",
                "--quick",
                "--out",
                folder.resolve("no/such/folder.toml").toString());

        assertThat(code).isEqualTo(ExitCode.BAD_DATA);
        assertThat(captured.err()).contains("cannot write");
    }
}
