package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal's market under other policies: the same one decides the same bytes, another one what a backtest of it
 * decides.
 */
class WhatifVerbTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 660;
    private static final int SHORT_SECONDS = 15;
    private static final String OWN = "fixed-band-target:half_width_coins=0.2";
    private static final String CLOCK = "fixed-time:interval_s=60";
    private static final String EDGE = "fixed-band-edge:half_width_coins=0.35";
    private static final String MODEL = "zakamouline-edge:risk_aversion_per_usd=1e-5";
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
        half_width_coins = %s

        [book.hedging]
        %s

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
    private static Path shortJournal = Path.of("");
    private static JsonNode recorded = JSON.nullNode();
    private static JsonNode whole = JSON.nullNode();

    @BeforeAll
    static void runTheBacktest() throws IOException {
        journal = folder.resolve("journal");
        shortJournal = folder.resolve("short");
        recorded = backtest(journal, SECONDS, "0.2");
        backtest(shortJournal, SHORT_SECONDS, "0.2");
        whole = whatif(journal, "--policy", OWN, "--policy", CLOCK, "--policy", EDGE, "--policy", MODEL);
    }

    private static JsonNode run(final String... args) throws JsonProcessingException {
        CAPTURED.reset();
        assertThat(TOOL.run(args)).as(CAPTURED.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(CAPTURED.out());
    }

    private static void refuse(final int exitCode, final String message, final String... args) {
        CAPTURED.reset();
        assertThat(TOOL.run(args)).isEqualTo(exitCode);
        assertThat(CAPTURED.err()).contains(message);
    }

    private static JsonNode backtest(
            final Path directory, final int seconds, final String halfWidth, final String... hedging)
            throws IOException {
        final Path desk =
                Files.writeString(folder.resolve("desk.toml"), DESK.formatted(halfWidth, String.join("\n", hedging)));
        return run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "11",
                "--seconds",
                Integer.toString(seconds),
                "--speed",
                "max",
                "--journal",
                directory.toString(),
                "--json");
    }

    private static JsonNode whatif(final Path directory, final String... args) throws JsonProcessingException {
        final List<String> all = new ArrayList<>(List.of("whatif", directory.toString(), "--json"));
        all.addAll(Arrays.asList(args));
        return run(all.toArray(new String[0]));
    }

    @Test
    void shouldDecideTheSameBytesAndMeasureWhatTheBacktestMeasuredWhenThePolicyIsItsOwn() throws IOException {
        final JsonNode backtest = recorded;

        final JsonNode report = whole;

        final JsonNode baseline = report.get("baseline");
        final JsonNode outcome = baseline.get("outcome");
        assertThat(baseline.get("identical").asBoolean()).as("%s", baseline).isTrue();
        assertThat(baseline.get("compared").asLong())
                .isEqualTo(backtest.get("outputEvents").asLong());
        assertSameRun(outcome, backtest);
        assertSameRun(report.get("variants").get(0), backtest);
        assertThat(outcome.get("orders")).isEqualTo(backtest.get("orders"));
        assertThat(outcome.get("fills")).isEqualTo(backtest.get("fills"));
        assertThat(outcome.get("fills").asLong()).isPositive();
        assertClose(outcome.get("feesUsd"), backtest.get("feesUsd"));
        assertClose(outcome.get("pnlUsd"), backtest.get("pnlUsd"));
        assertClose(outcome.get("trackingErrorUsd"), backtest.get("deltaPnlStdUsd"));
        assertClose(outcome.get("timeOutsideS"), backtest.get("secondsOutside").get("total"));
        assertClose(
                outcome.get("timeOutsideOwnBandS"),
                backtest.get("secondsOutside").get("total"));
        assertThat(report.get("recorded").get("replayed").asBoolean()).isTrue();
        final JsonNode difference = report.get("recorded").get("outcome").get("difference");
        assertThat(difference.get("costUsd").get("value").asDouble()).isZero();
        assertThat(difference.get("pnlUsd").get("value").asDouble()).isZero();
    }

    private static void assertSameRun(final JsonNode outcome, final JsonNode backtest) {
        assertThat(outcome.get("outputHash")).isEqualTo(backtest.get("outputHash"));
        assertThat(outcome.get("stateHash")).isEqualTo(backtest.get("stateHash"));
    }

    private static void assertClose(final JsonNode actual, final JsonNode expected) {
        final double value = expected.asDouble();
        assertThat(actual.asDouble()).isCloseTo(value, within(1e-9 * Math.abs(value)));
    }

    @Test
    void shouldEqualABacktestOfEachOtherPolicyToTheLastBit() throws IOException {
        final Map<String, JsonNode> expected = new HashMap<>();
        expected.put(
                CLOCK, backtest(folder.resolve("b1"), SECONDS, "0.2", "policy = \"fixed-time\"", "interval_s = 60"));
        expected.put(EDGE, backtest(folder.resolve("b2"), SECONDS, "0.35", "policy = \"fixed-band-edge\""));
        expected.put(
                MODEL,
                backtest(
                        folder.resolve("b3"),
                        SECONDS,
                        "0.2",
                        "policy = \"zakamouline-edge\"",
                        "risk_aversion_per_usd = 0.00001"));
        assertThat(whole.get("variants")).hasSize(1 + expected.size());
        for (int i = 1; i < whole.get("variants").size(); i++) {
            final JsonNode outcome = whole.get("variants").get(i);
            final JsonNode backtest =
                    Objects.requireNonNull(expected.get(outcome.get("policy").asText()));
            assertThat(outcome.get("orders")).as("%s", outcome).isEqualTo(backtest.get("orders"));
            assertSameRun(outcome, backtest);
            assertClose(outcome.get("trackingErrorUsd"), backtest.get("deltaPnlStdUsd"));
            assertClose(outcome.get("pnlUsd"), backtest.get("pnlUsd"));
        }
    }

    @Test
    void shouldChargeSlippageAsTheCoinsLostToTheMidOfTheDecision() throws IOException {
        final double expected = slippageFromTheJournal();
        final JsonNode outcome = whole.get("baseline").get("outcome");
        assertThat(expected).isPositive();
        assertThat(outcome.get("slippageUsd").asDouble()).isCloseTo(expected, within(1e-6 * expected));
        assertThat(outcome.get("costUsd").asDouble())
                .isCloseTo(
                        outcome.get("slippageUsd").asDouble()
                                + outcome.get("feesUsd").asDouble(),
                        within(1e-9));
    }

    /** A dollar amount bought at a price is that many coins fewer than at the mid; valued at the price paid. */
    private double slippageFromTheJournal() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final Map<Long, Double> mids = new HashMap<>();
        final JournalReader reader = JournalReader.open(journal, JournalStorages.all());
        final NewOrderDecoder order = new NewOrderDecoder();
        try (JournalTailer out = reader.out(1)) {
            while (out.next()) {
                if (out.type() == NewOrderDecoder.TEMPLATE_ID) {
                    order.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    mids.put(order.orderId(), order.referencePrice() / 1e8);
                }
            }
        }
        double usd = 0;
        final FillDecoder fill = new FillDecoder();
        try (JournalTailer in = reader.in(1)) {
            while (in.next()) {
                if (in.type() == FillDecoder.TEMPLATE_ID) {
                    fill.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    final double price = fill.price() / 1e8;
                    final double mid = Objects.requireNonNull(mids.get(fill.orderId()));
                    final double lostCoins = fill.amount() / 1e8 * (1 / mid - 1 / price);
                    usd += (fill.side() == Side.BUY ? lostCoins : -lostCoins) * price;
                }
            }
        }
        return usd;
    }

    @Test
    void shouldSayTheFirstDifferenceWhenAnotherFillModelWroteTheJournal() throws IOException {
        final JsonNode report =
                whatif(shortJournal, "--policy", "fixed-time", "--latency-ms", "100", "--slippage-ticks", "3");

        final JsonNode baseline = report.get("baseline");
        assertThat(report.get("fillModel").toString())
                .isEqualTo("{\"latencyNs\":100000000,\"slippageTicks\":3,\"isSizeRespected\":false}");
        assertThat(baseline.get("identical").asBoolean()).isFalse();
        assertThat(baseline.get("firstDifference").get("what").asText()).isNotEmpty();
        assertThat(CAPTURED.err()).contains("another fill model wrote this journal");
    }

    @Test
    void shouldRunALaterGenerationAsItWentOnFromTheEarlierOne() throws IOException {
        final Path continued = folder.resolve("continued");
        backtest(continued, SHORT_SECONDS, "0.2");
        final JsonNode second = backtest(continued, SHORT_SECONDS, "0.3");

        final JsonNode report = whatif(continued, "--policy", "fixed-time");

        assertThat(report.get("generation").asInt()).isEqualTo(2);
        assertThat(report.get("baseline").get("identical").asBoolean()).isTrue();
        assertSameRun(report.get("baseline").get("outcome"), second);
    }

    @Test
    void shouldReportWhatAnExchangeChangedWhenTheOrdersMetOne() throws JsonProcessingException {
        final Path there = folder.resolve("demo");
        final JsonNode demo = run(
                "demo", "--speed", "max", "--seconds", "20", "--seed", "7", "--journal", there.toString(), "--json");

        final JsonNode report = whatif(there, "--policy", "fixed-time:interval_s=5");

        assertThat(report.get("mode").asText()).isEqualTo("DEMO");
        assertThat(report.get("baseline").get("identical").asBoolean()).isFalse();
        final JsonNode session = report.get("recorded");
        final JsonNode outcome = session.get("outcome");
        assertThat(session.get("replayed").asBoolean()).isTrue();
        assertSameRun(outcome, demo);
        assertThat(outcome.get("orders")).isEqualTo(demo.get("orders"));
        assertClose(outcome.get("pnlUsd"), demo.get("pnlUsd"));
        assertClose(outcome.get("feesUsd"), demo.get("feesUsd"));
        final double change = outcome.get("costUsd").asDouble()
                - report.get("baseline").get("outcome").get("costUsd").asDouble();
        assertThat(outcome.get("difference").get("costUsd").get("value").asDouble())
                .isEqualTo(change);
        assertThat(change).isNotZero();
        assertThat(CAPTURED.err()).contains("its orders met a venue");
    }

    @Test
    void shouldRunEveryPolicyThatItCanAndSayWhyNotTheOthers() throws IOException {
        final JsonNode few = whatif(shortJournal, "--each");
        final JsonNode all = whatif(
                shortJournal,
                "--each",
                "--with",
                "risk_aversion_per_usd=1e-5",
                "--with",
                "price_move_bp=10",
                "--with",
                "cost_per_order_usd=1",
                "--with",
                "network=../config/networks/gbm-band.toml");

        assertThat(few.get("skipped").toString()).contains("whalley-wilmott-edge", "needs risk_aversion_per_usd");
        assertThat(few.get("variants").toString()).contains("fixed-band-edge:half_width_coins=0.2");
        assertThat(all.get("skipped")).isEmpty();
        assertThat(all.get("variants").size())
                .isEqualTo(few.get("variants").size() + few.get("skipped").size());
    }

    @Test
    void shouldPrintATableWhenNoJsonIsAsked() throws IOException {
        CAPTURED.reset();
        final int exitCode = TOOL.run("whatif", shortJournal.toString(), "--policy", "fixed-time");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(CAPTURED.out())
                .contains("recorded policy under this fill model: identical to the journal")
                .contains("latency 25.0 ms, slippage 1 tick(s)")
                .containsPattern("as-recorded +\\d+ +\\d+ +\\d")
                .containsPattern("fixed-time +\\d+ +\\d+ +\\d");
    }

    @Test
    void shouldRefuseWhatCannotBeMeantWithItsExitCode() throws IOException {
        final String there = shortJournal.toString();

        refuse(ExitCode.USAGE, "give at least one --policy", "whatif", there);
        refuse(ExitCode.USAGE, "there is no policy 'soothsayer'", "whatif", there, "--policy", "soothsayer");
        refuse(
                ExitCode.USAGE,
                "interval_s must be 1.0 to 86400.0 seconds",
                "whatif",
                there,
                "--policy",
                "fixed-time:interval_s=0");
        refuse(ExitCode.USAGE, "takes no parameter 'band'", "whatif", there, "--policy", "fixed-time:band=1");
        refuse(ExitCode.USAGE, "a multiple of 5", "whatif", there, "--policy", "fixed-time", "--block-minutes", "7");
        refuse(ExitCode.USAGE, "--latency-ms is 0 to 60000", "whatif", there, "--each", "--latency-ms", "-1");
        refuse(ExitCode.USAGE, "--with says values for --each", "whatif", there, "--policy", "leland", "--with", "a=1");
        refuse(
                ExitCode.USAGE,
                "policy band-network needs network=FILE",
                "whatif",
                there,
                "--policy",
                "band-network:risk_aversion_per_usd=1e-3");
        refuse(
                ExitCode.USAGE,
                "network=nowhere.toml is refused",
                "whatif",
                there,
                "--policy",
                "band-network:risk_aversion_per_usd=1e-3,network=nowhere.toml");
        refuse(ExitCode.USAGE, "no policy takes 'a'", "whatif", there, "--each", "--with", "a=1");
        refuse(ExitCode.USAGE, "--band is above 0", "whatif", there, "--each", "--band", "NaN");
        refuse(ExitCode.USAGE, "--to is a UTC time", "whatif", there, "--each", "--to", "noon");
        refuse(ExitCode.BAD_DATA, "one of 1 to 1", "whatif", there, "--each", "--generation", "2");
        refuse(
                ExitCode.BAD_DATA,
                "no journal here",
                "whatif",
                folder.resolve("absent").toString(),
                "--each");
    }

    @Test
    void shouldStopAtADamagedRecordWithBadData() throws IOException {
        final Path damaged = folder.resolve("damaged");
        backtest(damaged, SHORT_SECONDS, "0.2");
        try (Stream<Path> files = Files.walk(damaged)) {
            final Path inputs = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/in/"))
                    .max(Comparator.comparingLong(WhatifVerbTest::used))
                    .orElseThrow();
            final byte[] bytes = Files.readAllBytes(inputs);
            bytes[used(inputs) / 2] ^= 0x55;
            Files.write(inputs, bytes);
        }

        CAPTURED.reset();
        final int exitCode = TOOL.run("whatif", damaged.toString(), "--policy", "fixed-time", "--json");

        assertThat(exitCode).as(CAPTURED.err()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(CAPTURED.out()).startsWith("{\"ok\":false");
    }

    /** Files are made longer than they are filled. */
    private static int used(final Path file) {
        try {
            final byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            return end;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
