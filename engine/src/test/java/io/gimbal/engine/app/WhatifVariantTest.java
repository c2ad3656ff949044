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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that decides, varied over a journal: each variant decides, to the last bit, what a backtest of a desk decides
 * that says so.
 */
class WhatifVariantTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = """
        [journal]
        storage = "file"

        [rate]
        max_messages = 40

        [surface]
        enabled = true
        interval_s = 2

        [limits]
        max_order_usd = 1000000.0
        max_vol_age_s = 120
        max_forward_age_s = 60
        collar_bp = 300.0

        [hedging]
        target_coins = 0.0
        hedge_ratio = 1.0
        vol_source = "surface"
        delta = "sticky-moneyness"
        trade_on_remark = false
        trade_when = "outside and (since_trade >= 1s or price_move >= 2bp)"
        trade_also_when = "event(jump)"

        [execution]
        tactic = "maker_first"
        take_multiple = 1.5
        horizon_s = 5

        [forecast]
        estimator = "ewma"
        start_vol = 0.6
        interval_s = 1

        [strategy]
        kind = "gamma_scalping"
        idle_half_width_coins = 3.0

        [[book]]
        coin = "BTC"
        style = "inverse"
        hedge_instrument = "BTC-PERPETUAL"
        sense = "usd_neutral"
        cash_coins = 1.0
        cash_usd = 0.0
        half_width_coins = 0.1

        [book.hedging]
        policy = "whalley-wilmott-edge"
        risk_aversion_per_usd = 0.5
        cost_bp = 5.0

        [book.rule]
        expiries = 1
        min_days = 1.0
        strikes = 2
        legs = "call_and_put"
        quantity_coins = -10.0

        [[book.hedge]]
        rule = "perpetual"
        max_position_usd = 5000000.0

        [[book.hedge]]
        rule = "quarterly"
        max_position_usd = 20000000.0

        [book.choice]
        turnover = 1
        """;
    private static final String NETWORK = "../config/networks/btc-band.toml";
    private static final CapturedStreams CAPTURED = new CapturedStreams();
    private static final CommandLineTool TOOL = new CommandLineTool(CAPTURED.streams());

    @TempDir
    private static Path folder = Path.of("");

    private static Path journal = Path.of("");

    @BeforeAll
    static void runTheBacktest() throws IOException {
        journal = folder.resolve("journal");
        assertThat(backtest(DESK, "journal").get("fills").asLong()).isPositive();
    }

    private static JsonNode run(final String... args) throws JsonProcessingException {
        CAPTURED.reset();
        assertThat(TOOL.run(args)).as(CAPTURED.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(CAPTURED.out());
    }

    private static JsonNode backtest(final String text, final String name) throws IOException {
        final Path desk = Files.writeString(folder.resolve(name + ".toml"), text);
        return run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "11",
                "--seconds",
                "20",
                "--speed",
                "max",
                "--journal",
                folder.resolve(name).toString(),
                "--json");
    }

    private static JsonNode whatif(final Path directory, final String... args) throws JsonProcessingException {
        final List<String> all = new ArrayList<>(List.of("whatif", directory.toString(), "--json"));
        all.addAll(Arrays.asList(args));
        return run(all.toArray(new String[0]));
    }

    private static String desk(final String lines) {
        String other = DESK;
        for (final String line : lines.split(" & ", -1)) {
            final String key = line.split("=", -1)[0].strip();
            assertThat(other).containsPattern("(?m)^" + key + " = ");
            other = other.replaceFirst("(?m)^" + key + " = .*$", line.contains("=") ? line.replace(" + ", "\n") : "");
        }
        return other;
    }

    private static void assertSameRun(final JsonNode outcome, final JsonNode backtest) {
        for (final String field : List.of("outputHash", "stateHash", "fills")) {
            assertThat(outcome.get(field)).as(field).isEqualTo(backtest.get(field));
        }
    }

    private static void assertEquals(final String lines, final String... asked) throws IOException {
        final JsonNode backtest = backtest(desk(lines), "other" + Integer.toHexString(lines.hashCode()));
        final JsonNode report = whatif(journal, asked);
        final JsonNode outcome = report.get("variants").get(0);

        assertThat(report.get("baseline").get("identical").asBoolean()).isTrue();
        assertSameRun(outcome, backtest);
        assertThat(outcome.get("feesUsd").asDouble())
                .as("of all instruments that were traded")
                .isCloseTo(backtest.get("feesUsd").asDouble(), within(1e-9));
        assertThat(hashes(outcome))
                .as("it changes something")
                .isNotEqualTo(hashes(report.get("baseline").get("outcome")));
    }

    private static String hashes(final JsonNode outcome) {
        return outcome.get("outputHash").asText() + outcome.get("stateHash").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execution=taker,strategy=none | tactic = \"taker\" & take_multiple & horizon_s & kind = \"none\"",
                "delta=skew-stickiness:0.5,hedge_ratio=0.8,target_coins=0.3,choice.confidence=3"
                        + " | delta = \"skew-stickiness:0.5\" & hedge_ratio = 0.8 & target_coins = 0.3"
                        + " & turnover = 1 + confidence = 3"
            })
    void shouldEqualTheBacktestOfADeskThatSaysSo(final String variant, final String lines) throws IOException {
        assertEquals(lines, "--variant", "other:" + variant);
    }

    @Tag("nightly")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execution.take_multiple=2.5,execution.horizon_s=10 | take_multiple = 2.5 & horizon_s = 10",
                "execution=twap,execution.slices=4"
                        + " | cost_bp = 5.0 + [book.execution] + tactic = \"twap\" + slices = 4",
                "execution=iceberg,execution.display_lots=100 | tactic = \"iceberg\" + display_lots = 100",
                "strategy=none | kind = \"none\"",
                "delta=sticky-strike,trade_on_remark=true | delta = \"sticky-strike\" & trade_on_remark = true",
                "vol_source=mark,delta=minimum-variance:0.1,-0.2,0.3"
                        + " | vol_source = \"mark\" & delta = \"minimum-variance:0.1,-0.2,0.3\"",
                "trade_when=none,trade_also_when=none | trade_when & trade_also_when",
                "trade_when=outside and since_trade >= 3s | trade_when = \"outside and since_trade >= 3s\"",
                "override_multiple=1.5 | trade_on_remark = false + override_multiple = 1.5",
                "limits.max_order_usd=20000 | max_order_usd = 20000",
                "forecast=garch,forecast.garch_alpha=0.02 | estimator = \"garch\" + garch_alpha = 0.02",
                "choice.turnover=0,choice.roll_before_h=500 | turnover = 0 + roll_before_h = 500",
                "policy=fixed-band-edge,half_width_coins=0.3"
                        + " | policy = \"fixed-band-edge\" & half_width_coins = 0.3 & risk_aversion_per_usd & cost_bp",
                "policy=two-band,cost_per_order_usd=2 | policy = \"two-band\" + cost_per_order_usd = 2"
            })
    void shouldEqualTheBacktestWhateverIsVaried(final String variant, final String lines) throws IOException {
        assertEquals(lines, "--variant", "other:" + variant);
    }

    @Test
    void shouldRunANetworkOfAFileAndLeaveItForAnotherPolicy() throws IOException {
        final String lines = "policy = \"band-network\" + network = \""
                + Path.of(NETWORK).toAbsolutePath().normalize() + "\" & risk_aversion_per_usd = 0.001";
        final JsonNode network = backtest(desk(lines), "network");

        final JsonNode there = whatif(
                journal,
                "--policy",
                "band-network:risk_aversion_per_usd=0.001,cost_bp=5,half_width_coins=0.1,network=" + NETWORK);
        final JsonNode back = whatif(
                folder.resolve("network"),
                "--policy",
                "whalley-wilmott-edge:risk_aversion_per_usd=0.5,cost_bp=5",
                "--policy",
                "band-network:risk_aversion_per_usd=0.001,cost_bp=5");

        assertSameRun(there.get("variants").get(0), network);
        assertSameRun(back.get("variants").get(0), there.get("baseline").get("outcome"));
        assertSameRun(back.get("variants").get(1), network);
    }

    @Test
    void shouldHedgeWithTheHedgeInstrumentAloneWhenTheChoiceIsOff() throws IOException {
        final String alone = DESK.substring(0, DESK.indexOf("[[book.hedge]]"));
        final JsonNode backtest = backtest(alone, "alone");

        final JsonNode outcome =
                whatif(journal, "--variant", "alone:choice=off").get("variants").get(0);

        // The session was told of more instruments, so its sequences are others; what is decided is the same.
        assertThat(outcome.get("fills")).isEqualTo(backtest.get("fills"));
        assertThat(outcome.get("feesUsd").asDouble())
                .isEqualTo(backtest.get("feesUsd").asDouble());
        assertThat(outcome.get("pnlUsd").asDouble())
                .isEqualTo(backtest.get("pnlUsd").asDouble());
    }

    @Test
    void shouldMeasureTimeOutsideAgainstTheBandThatTheBaselineHadAtEachMoment() throws IOException {
        final JsonNode report = whatif(
                journal,
                "--variant",
                "same:risk_aversion_per_usd=0.5",
                "--variant",
                "wide:risk_aversion_per_usd=0.0001");

        final JsonNode baseline = report.get("baseline").get("outcome");
        final JsonNode book = baseline.get("books").get(0);
        assertThat(book.get("commonBand").asText()).isEqualTo("baseline");
        assertThat(book.get("commonBandCoins").isNull()).isTrue();
        final JsonNode same = report.get("variants").get(0);
        assertThat(same.get("timeOutsideS")).isEqualTo(baseline.get("timeOutsideS"));
        assertThat(report.get("recorded").get("outcome").get("timeOutsideS")).isEqualTo(baseline.get("timeOutsideS"));
        assertThat(report.get("variants").get(1).get("timeOutsideS").asDouble())
                .as("a wider band is outside the narrower one for longer")
                .isGreaterThan(baseline.get("timeOutsideS").asDouble());
    }

    @Test
    void shouldSayWhereAStrategyStandsInThePolicysPlace() throws IOException {
        final String holder = desk("kind = \"vol_target\" + target_vol = 0.2 + band_share = 0.1 & idle_half_width_coins"
                + " & cash_coins = 10.0 & quantity_coins = -1.0");
        backtest(holder, "holder");

        final JsonNode report = whatif(
                folder.resolve("holder"),
                "--policy",
                "fixed-time:interval_s=5",
                "--variant",
                "plain:strategy=none,policy=fixed-time,interval_s=5",
                "--variant",
                "left:strategy.band_share=0,policy=fixed-time,interval_s=5");
        final String warned = CAPTURED.err();

        final JsonNode variants = report.get("variants");
        assertThat(report.get("baseline").get("outcome").get("policyOverridden").asBoolean())
                .isTrue();
        assertThat(variants.get(0).get("policyOverridden").asBoolean()).isTrue();
        assertThat(variants.get(1).get("policyOverridden").asBoolean()).isFalse();
        assertThat(variants.get(2).get("policyOverridden").asBoolean()).isFalse();
        assertThat(warned)
                .contains("says in the policy's place when to trade", ": fixed-time:interval_s=5;")
                .doesNotContain("plain", "left");
    }

    @Test
    void shouldPrintNamesWhole() {
        final String name = "a-name-that-is-so-long-that-it-would-have-been-cut-before-its-end";

        CAPTURED.reset();
        assertThat(TOOL.run("whatif", journal.toString(), "--variant", name + ":hedge_ratio=0.9"))
                .isEqualTo(ExitCode.OK);

        assertThat(CAPTURED.out()).containsPattern(name + " +\\d+ +\\d+ +\\d").contains("as-recorded   ");
    }

    @Test
    void shouldRefuseAVariantWithTheWordsOfTheConfiguration() {
        refuse("--variant: other: exection is not a property of a book; did you mean execution?", "exection=taker");
        refuse("book.hedging.hedge_ratio must be 0 to 2, found 3", "hedge_ratio=3");
        refuse("book.execution.tactic must be one of taker | maker_first", "execution=fast");
        refuse("book.hedging.network is refused", "policy=band-network,network=nowhere.toml");
    }

    private static void refuse(final String message, final String change) {
        CAPTURED.reset();
        assertThat(TOOL.run("whatif", journal.toString(), "--variant", "other:" + change))
                .isEqualTo(ExitCode.USAGE);
        assertThat(CAPTURED.err()).contains(message);
    }
}
