package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.InstrumentChoiceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A book with several hedge instruments, from the quotes of a simulated market to orders, fills and the journal, and
 * again from the journal. It begins with its hedge in a quarterly future that is to be rolled.
 */
class InstrumentBacktestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double BAND = 0.5;
    private static final double HELD_USD = 360_000;
    private static final String DESK = """
            [rate]
            max_messages = 40

            [limits]
            max_order_usd = 2000000.0
            collar_bp = 300.0

            [hedging]
            projection = "unit"

            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "usd_neutral"
            cash_coins = 4.0
            cash_usd = 0.0
            half_width_coins = 0.5

            [[book.position]]
            instrument = "BTC-27MAR26"
            amount = -360000.0
            average_price = 90000.0

            [[book.hedge]]
            rule = "perpetual"
            max_position_usd = 5000000.0

            [[book.hedge]]
            rule = "quarterly"
            max_position_usd = 5000000.0

            [book.choice]
            roll_before_h = 8760
            """;

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private Path desk = Path.of("");

    @BeforeEach
    void writeDesk() throws IOException {
        desk = Files.writeString(folder.resolve("desk.toml"), DESK);
    }

    private JsonNode run(final String... args) throws JsonProcessingException {
        captured.reset();
        assertThat(tool.run(args)).as(captured.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(captured.out());
    }

    private JsonNode backtest(final String journal) throws JsonProcessingException {
        return run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                "7",
                "--seconds",
                "60",
                "--speed",
                "max",
                "--journal",
                folder.resolve(journal).toString(),
                "--json");
    }

    @Test
    void shouldRollThroughThePipelineInsideTheBand() throws JsonProcessingException {
        backtest("roll");

        final Map<Integer, Double> bought = new HashMap<>();
        final List<Double> deltas = new ArrayList<>();
        long rolls = 0;
        long choices = 0;
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final FillDecoder fill = new FillDecoder();
        try (JournalTailer in = JournalReader.open(folder.resolve("roll"), JournalStorages.all())
                .in(1)) {
            while (in.next()) {
                if (in.type() == FillDecoder.TEMPLATE_ID) {
                    fill.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    final double signed = (fill.side() == Side.BUY ? 1 : -1) * (fill.amount() / 1e8);
                    bought.merge(fill.instrumentId(), signed, Double::sum);
                }
            }
        }
        final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
        try (JournalTailer out = JournalReader.open(folder.resolve("roll"), JournalStorages.all())
                .out(1)) {
            while (out.next()) {
                choices += out.type() == InstrumentChoiceDecoder.TEMPLATE_ID ? 1 : 0;
                if (out.type() == HedgeDecisionDecoder.TEMPLATE_ID) {
                    decision.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    rolls += decision.reason() == DecisionReason.ROLL ? 1 : 0;
                    deltas.add(decision.totalDelta());
                }
            }
        }
        assertThat(rolls).isGreaterThan(10);
        assertThat(choices).isPositive();
        assertThat(bought.get(0)).as("the perpetual takes it over").isBetween(-1.1 * HELD_USD, -0.9 * HELD_USD);
        assertThat(bought.get(1)).as("the future is given up").isEqualTo(HELD_USD);
        assertThat(deltas.subList(1, deltas.size()))
                .allSatisfy(delta -> assertThat(Math.abs(delta)).isLessThanOrEqualTo(BAND));
    }

    @Test
    void shouldTellTheSameTwiceAndInAReplay() throws JsonProcessingException {
        final JsonNode first = backtest("first");
        final JsonNode second = backtest("second");
        final JsonNode replayed = run("replay", folder.resolve("first").toString(), "--json");

        assertThat(second.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(second.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(replayed.get("outputHash")).isEqualTo(first.get("outputHash"));
    }

    @Test
    void shouldTradeItsCandidatesAgainInACounterfactual() throws JsonProcessingException {
        backtest("market");

        final JsonNode report = run(
                "whatif",
                folder.resolve("market").toString(),
                "--policy",
                "fixed-band-edge:half_width_coins=0.4",
                "--json");

        assertThat(report.at("/baseline/identical").asBoolean())
                .as(report.toString())
                .isTrue();
        assertThat(report.toString()).contains("fixed-band-edge");
    }

    @Test
    void shouldSayWhichCandidateTheMarketDoesNotList() throws IOException {
        Files.writeString(desk, DESK.replace("rule = \"quarterly\"", "rule = \"spot\""));
        captured.reset();

        final int code = tool.run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seconds",
                "5",
                "--journal",
                folder.resolve("spot").toString());

        assertThat(code).as(captured.err()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(captured.err()).contains("does not list BTC_USDC");
    }
}
