package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.ExecutionStepDecoder;
import io.gimbal.journal.codec.ForecastSnapshotDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.InstrumentChoiceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OverlayDecisionDecoder;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.RegimeScoresDecoder;
import io.gimbal.journal.codec.StrategySnapshotDecoder;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
import io.gimbal.journal.codec.TriggerStepDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A desk with every part at once in a simulated market, through the whole pipeline, and again from the journal: network of
 * bands, candidates, orders at rest, triggers, scored deltas, surface, forecasts, strategy and overlay.
 */
class EveryPartBacktestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = """
            [rate]
            max_messages = 40

            [surface]
            enabled = true
            interval_s = 2

            [overlay]
            enabled = true
            gamma_low_usd = -30000.0
            gamma_high_usd = 30000.0
            vega_low_usd = -300.0
            vega_high_usd = 300.0
            max_premium_per_day_usd = 200000.0
            max_leg_coins = 10.0
            min_interval_s = 10

            [limits]
            max_vol_age_s = 120
            max_forward_age_s = 60
            collar_bp = 300.0

            [hedging]
            vol_source = "surface"
            delta = "estimated"
            trade_on_remark = false
            score_deltas_every_s = 5
            trade_when = "outside and (since_trade >= 1s or price_move >= 2bp)"
            trade_also_when = "event(jump)"

            [execution]
            tactic = "maker_first"
            horizon_s = 10

            [forecast]
            estimator = "ewma"
            start_vol = 0.6
            interval_s = 1
            cost = "measured"

            [strategy]
            kind = "gamma_scalping"
            idle_half_width_coins = 3.0

            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "usd_neutral"
            cash_coins = 100.0
            cash_usd = 0.0
            half_width_coins = 0.2

            [book.hedging]
            policy = "band-network"
            risk_aversion_per_usd = 0.001
            cost_bp = 5.0
            network = "gbm-band.toml"

            [book.rule]
            expiries = 1
            min_days = 5.0
            strikes = 1
            legs = "call_and_put"
            quantity_coins = -10.0

            [[book.hedge]]
            rule = "perpetual"
            max_position_usd = 5000000.0

            [[book.hedge]]
            rule = "quarterly"
            max_position_usd = 20000000.0

            [book.choice]
            roll_before_h = 24
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

    private JsonNode backtest(final Path desk, final String journal) throws JsonProcessingException {
        return run(
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
                folder.resolve(journal).toString(),
                "--json");
    }

    private Path desk() throws IOException {
        Files.copy(Path.of("..", "config", "networks", "gbm-band.toml"), folder.resolve("gbm-band.toml"));
        return Files.writeString(folder.resolve("desk.toml"), DESK);
    }

    private Map<Integer, Integer> messages(final String journal) {
        final Map<Integer, Integer> counts = new HashMap<>();
        final JournalReader reader = JournalReader.open(folder.resolve(journal), JournalStorages.all());
        try (JournalTailer in = reader.in(1);
                JournalTailer out = reader.out(1)) {
            count(in, counts);
            count(out, counts);
        }
        return counts;
    }

    private static void count(final JournalTailer tailer, final Map<Integer, Integer> counts) {
        while (tailer.next()) {
            counts.merge(tailer.type(), 1, Integer::sum);
        }
    }

    @Test
    void shouldHedgeWithEveryPartAndTellTheSameFromTheJournal() throws IOException {
        final Path desk = desk();
        final JsonNode first = backtest(desk, "first");
        final JsonNode second = backtest(desk, "second");
        final JsonNode replayed = run("replay", folder.resolve("first").toString(), "--json");

        System.out.println("seed 11, result " + first);
        assertThat(second.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(second.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(replayed.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(messages("first"))
                .as("every part has its say")
                .containsKeys(
                        AmendOrderDecoder.TEMPLATE_ID,
                        PolicyNetworkDecoder.TEMPLATE_ID,
                        TriggerStepDecoder.TEMPLATE_ID,
                        SurfaceSliceDecoder.TEMPLATE_ID,
                        ExecutionStepDecoder.TEMPLATE_ID,
                        ForecastSnapshotDecoder.TEMPLATE_ID,
                        StrategySnapshotDecoder.TEMPLATE_ID,
                        InstrumentChoiceDecoder.TEMPLATE_ID,
                        RegimeScoresDecoder.TEMPLATE_ID,
                        OverlayDecisionDecoder.TEMPLATE_ID);
        assertThat(first.get("malformed").asInt()).isZero();
        assertThat(first.get("orders").asInt()).isGreaterThan(3);
        assertThat(Math.abs(lastDelta())).isLessThan(1);
    }

    private double lastDelta() {
        double last = Double.NaN;
        final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
        try (JournalTailer out = JournalReader.open(folder.resolve("first"), JournalStorages.all())
                .out(1)) {
            while (out.next()) {
                if (out.type() == HedgeDecisionDecoder.TEMPLATE_ID) {
                    decision.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), new MessageHeaderDecoder());
                    last = decision.totalDelta();
                }
            }
        }
        return last;
    }
}
