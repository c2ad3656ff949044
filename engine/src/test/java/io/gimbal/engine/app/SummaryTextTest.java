package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of itself, to people and to programs: bands of models, resting, funding, and what there is none of. */
class SummaryTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = """
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
        expiries = 1
        min_days = 1.0
        strikes = 1
        legs = "call_and_put"
        quantity_coins = -10.0
        """;

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private String backtest(final String hedging, final String... more) throws IOException {
        final Path desk = Files.writeString(folder.resolve("desk.toml"), DESK.formatted(hedging));
        final String[] args = {
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
            folder.resolve("journal-" + hedging.hashCode()).toString()
        };
        final String[] all = new String[args.length + more.length];
        System.arraycopy(args, 0, all, 0, args.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        captured.reset();
        assertThat(tool.run(all)).as(captured.err()).isEqualTo(ExitCode.OK);
        return captured.out();
    }

    @Test
    void shouldTellTheMeanBandOfAModelAndNoDeviationOfNoResults() throws IOException {
        final JsonNode result =
                JSON.readTree(backtest("policy = \"whalley-wilmott-edge\"\nrisk_aversion_per_usd = 1e-2", "--json"));

        final JsonNode book = result.get("books").get(0);
        assertThat(book.get("bandCoins").asDouble()).isGreaterThan(0.001);
        assertThat(book.get("bandSpotMoveBp").asDouble()).isGreaterThan(0.1);
        assertThat(book.get("deltaPnlBuckets").asInt()).isZero();
        assertThat(book.get("deltaPnlStdUsd").isNull()).isTrue();
        assertThat(book.get("unhedgedDeltaPnlStdUsd").isNull()).isTrue();
        assertThat(result.get("deltaPnlStdUsd").isNull()).isTrue();
        assertThat(result.get("unhedgedDeltaPnlStdUsd").isNull()).isTrue();
        assertThat(book.get("fundingUsd").isNumber())
                .as("the world tells rates")
                .isTrue();
        assertThat(result.get("fundingUsd").asDouble())
                .isCloseTo(book.get("fundingUsd").asDouble(), within(1e-12));
    }

    @Test
    void shouldSayItInALineForPeople() throws IOException {
        final String text = backtest("policy = \"fixed-band-target\"");

        assertThat(text)
                .contains("band 0.20000 (", "refused 0.000, resting 0.000)", "funding received ")
                .contains("5-minute results of the delta deviate by – USD, without the hedge by –; 0 of them")
                .doesNotContain("null", "NaN");
    }

    @Test
    void shouldHaveNoBandOfAClock() throws IOException {
        final JsonNode book = JSON.readTree(backtest("policy = \"fixed-time\"\ninterval_s = 7", "--json"))
                .get("books")
                .get(0);

        assertThat(book.get("bandCoins").isNull()).isTrue();
        assertThat(book.get("bandSpotMoveBp").isNull()).isTrue();
    }

    @Test
    void shouldShowTheBasisOfARunsMarket() throws IOException {
        backtest("policy = \"fixed-band-target\"");
        final String journal = folder.resolve("journal-" + "policy = \"fixed-band-target\"".hashCode())
                .toString();
        captured.reset();
        assertThat(tool.run("basis", journal, "--json")).isEqualTo(ExitCode.OK);
        final JsonNode found = JSON.readTree(captured.out());

        final JsonNode coin = found.get("coins").get(0);
        assertThat(coin.get("coin").asText()).isEqualTo("BTC");
        assertThat(coin.get("horizonDays").asDouble()).isEqualTo(1);
        assertThat(coin.get("rows").get(0).get("kind").asText()).isEqualTo("PERPETUAL");
        assertThat(coin.get("rows").get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "kind",
                        "name",
                        "price",
                        "priceFrom",
                        "ageS",
                        "basisUsd",
                        "basisBp",
                        "delivery",
                        "daysToDelivery",
                        "premiumPerYear",
                        "fundingRate",
                        "expectedFunding",
                        "convergenceUsd",
                        "carryUsd");
        assertThat(coin.get("rows").get(1).get("kind").asText()).isEqualTo("FORWARD");

        captured.reset();
        assertThat(tool.run("basis", journal, "--horizon-h", "72")).isEqualTo(ExitCode.OK);
        assertThat(captured.out()).contains("carry over 3 days", "BTC-PERPETUAL", "futures and forwards");
        refuse("--at is a UTC time", "basis", journal, "--at", "noon");
        refuse("the journal begins later", "basis", journal, "--at", "2001-01-01T00:00:00Z");
        refuse("--horizon-h is above 0", "basis", journal, "--horizon-h", "0");
    }

    private void refuse(final String message, final String... args) {
        captured.reset();
        assertThat(tool.run(args)).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains(message);
        assertThat(captured.out()).isEmpty();
    }
}
