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

/**
 * A journal's policies on the local exchange: where there is depth for everything, they trade as by the fill model; where
 * there is not, the books' own prices say what it costs.
 */
class WhatifExchangeTest {
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
    private static final String EDGE = "fixed-band-edge:half_width_coins=0.3";
    private static final CapturedStreams CAPTURED = new CapturedStreams();
    private static final CommandLineTool TOOL = new CommandLineTool(CAPTURED.streams());

    @TempDir
    private static Path folder = Path.of("");

    private static Path journal = Path.of("");
    private static JsonNode ordinary = JSON.nullNode();

    @BeforeAll
    static void runTheBacktest() throws IOException {
        journal = folder.resolve("journal");
        final Path desk = Files.writeString(folder.resolve("desk.toml"), DESK);
        run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "11",
                "--seconds",
                "60",
                "--speed",
                "max",
                "--journal",
                journal.toString(),
                "--json");
        ordinary = whatif("--exchange");
    }

    private static JsonNode run(final String... args) throws JsonProcessingException {
        CAPTURED.reset();
        assertThat(TOOL.run(args)).as(CAPTURED.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(CAPTURED.out());
    }

    private static JsonNode whatif(final String... args) throws JsonProcessingException {
        final List<String> all = new ArrayList<>(List.of("whatif", journal.toString(), "--policy", EDGE, "--json"));
        all.addAll(Arrays.asList(args));
        return run(all.toArray(new String[0]));
    }

    private static double value(final JsonNode node, final String... path) {
        JsonNode at = node;
        for (final String name : path) {
            at = at.get(name);
        }
        assertThat(at.isNumber()).as("%s", String.join(".", path)).isTrue();
        return at.asDouble();
    }

    @Test
    void shouldTradeAsByTheFillModelWhereThereIsDepthForEverything() throws JsonProcessingException {
        final JsonNode report = whatif("--exchange", "--depth", "100000", "--slippage-ticks", "0");

        for (final JsonNode ruled : List.of(
                report.get("baseline").get("outcome"), report.get("variants").get(0))) {
            final JsonNode traded = ruled.get("exchange");
            final JsonNode outcome = traded.get("outcome");
            assertThat(outcome.get("orders")).isEqualTo(ruled.get("orders"));
            assertThat(outcome.get("fills")).isEqualTo(ruled.get("fills"));
            assertThat(value(outcome, "fills")).isPositive();
            assertThat(value(outcome, "costUsd")).isCloseTo(value(ruled, "costUsd"), within(0.01));
            assertThat(value(outcome, "pnlUsd")).isCloseTo(value(ruled, "pnlUsd"), within(0.01));
            assertThat(value(outcome, "maxAbsDelta")).isCloseTo(value(ruled, "maxAbsDelta"), within(1e-9));
            assertThat(value(outcome, "timeOutsideS")).isCloseTo(value(ruled, "timeOutsideS"), within(1e-6));
            assertThat(value(traded, "beyondTouch")).isZero();
            assertThat(value(traded, "refused")).isZero();
        }
    }

    @Test
    void shouldCostMoreTheThinnerTheBooksAre() throws JsonProcessingException {
        double before = Double.NEGATIVE_INFINITY;
        for (final String depth : List.of("100", "0.2")) {
            final JsonNode report = whatif("--exchange", "--depth", depth);
            final JsonNode ruled = report.get("baseline").get("outcome");
            final JsonNode traded = ruled.get("exchange");

            assertThat(value(traded, "cost")).as("depth %s", depth).isGreaterThan(before);
            before = value(traded, "cost");
            assertThat(value(traded, "costDifference"))
                    .isCloseTo(value(traded, "cost") - value(ruled, "costUsd"), within(1e-9));
            assertThat(value(traded, "costDifference"))
                    .isEqualTo(value(traded, "outcome", "difference", "costUsd", "value"));
            assertThat(report.get("exchangeModel").get("touchQuoted").asBoolean())
                    .isFalse();
            assertThat(value(report, "exchangeModel", "levelCoins")).isEqualTo(Double.parseDouble(depth));
            assertThat(value(traded, "consumedDepth")).isGreaterThan(value(traded, "beyondTouch"));
        }
    }

    @Test
    void shouldDoTheSameAgainAndLeaveTheOtherFiguresAsTheyAreWithoutIt() throws JsonProcessingException {
        final JsonNode without = whatif();
        final JsonNode with = ordinary;

        assertThat(whatif("--exchange")).isEqualTo(with);
        assertThat(without.get("exchangeModel").isNull()).isTrue();
        final JsonNode plain = without.get("variants").get(0);
        assertThat(plain.get("exchange").isNull()).isTrue();
        final JsonNode also = with.get("variants").get(0);
        for (final String field : List.of("outputHash", "stateHash", "costUsd", "difference")) {
            assertThat(also.get(field)).as(field).isEqualTo(plain.get(field));
        }
    }

    @Test
    void shouldTakeTheQuotedTouchOfASessionWhoseQuotesWereAVenues() throws JsonProcessingException {
        final Path there = folder.resolve("demo");
        run("demo", "--speed", "max", "--seconds", "20", "--seed", "7", "--journal", there.toString(), "--json");

        final JsonNode report =
                run("whatif", there.toString(), "--policy", "fixed-time:interval_s=5", "--exchange", "--json");

        assertThat(report.get("exchangeModel").get("touchQuoted").asBoolean()).isTrue();
        assertThat(value(report, "exchangeModel", "levelUsd")).isEqualTo(150_000);
        assertThat(value(report.get("variants").get(0), "exchange", "consumedDepth"))
                .isPositive();
    }

    @Test
    void shouldPrintASecondTableAndWhatIsDeclared() {
        CAPTURED.reset();

        assertThat(TOOL.run("whatif", journal.toString(), "--policy", EDGE, "--exchange"))
                .isEqualTo(ExitCode.OK);

        assertThat(CAPTURED.out())
                .contains("150000 USD (declared) at the touch, 150000 USD in each of 20 levels behind, 1 bp apart")
                .contains("on the exchange")
                .containsPattern("(?s)on the exchange.*as-recorded +\\d+ +\\d+ +\\d.*" + EDGE + " +\\d+");
    }

    @Test
    void shouldRefuseADepthThatCannotBeMeant() {
        refuse("--depth goes with --exchange", "--depth", "1");
        refuse("--depth goes with --exchange", "--exchange", "--depth", "0");
        refuse("--depth goes with --exchange", "--exchange", "--depth", "NaN");
        refuse("a latency of 1000 ms at most", "--exchange", "--latency-ms", "1001");
    }

    private static void refuse(final String message, final String... args) {
        final List<String> all = new ArrayList<>(List.of("whatif", journal.toString(), "--policy", EDGE));
        all.addAll(Arrays.asList(args));
        CAPTURED.reset();
        assertThat(TOOL.run(all.toArray(new String[0]))).isEqualTo(ExitCode.USAGE);
        assertThat(CAPTURED.err()).contains(message);
    }
}
