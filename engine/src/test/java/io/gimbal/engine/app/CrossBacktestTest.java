package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.CrossHedgeDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book of one coin with the perpetual of another among its candidates, from a file to the journal and back. */
class CrossBacktestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = """
            [limits]
            max_order_usd = 2000000.0

            [[book]]
            coin = "ETH"
            style = "inverse"
            hedge_instrument = "ETH-PERPETUAL"
            sense = "usd_neutral"
            cash_coins = 100.0
            cash_usd = 0.0
            half_width_coins = 1.0

            [[book.position]]
            instrument = "ETH-27MAR26"
            amount = 100000.0
            average_price = 3000.0

            [[book.hedge]]
            instrument = "BTC-PERPETUAL"
            max_position_usd = 5000000.0
            ratio = "fixed"
            fixed_ratio = 1.0
            ratio_half_life_h = 1
            ratio_sample_s = 1
            ratio_min_samples = 20
            min_correlation = 0.01

            [book.choice]
            interval_s = 1
            basis_aversion_per_billion = 1.0
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

    private JsonNode backtest(final String seed, final String journal) throws JsonProcessingException {
        return run(
                "backtest",
                "--config",
                desk.toString(),
                "--world",
                "gbm",
                "--seed",
                seed,
                "--seconds",
                "120",
                "--speed",
                "max",
                "--journal",
                folder.resolve(journal).toString(),
                "--json");
    }

    private List<DecisionReason> reasons(final String journal) {
        final List<DecisionReason> reasons = new ArrayList<>();
        final CrossHedgeDecoder event = new CrossHedgeDecoder();
        try (JournalTailer out = JournalReader.open(folder.resolve(journal), JournalStorages.all())
                .out(1)) {
            while (out.next()) {
                if (out.type() == CrossHedgeDecoder.TEMPLATE_ID) {
                    event.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), new MessageHeaderDecoder());
                    reasons.add(event.reason());
                }
            }
        }
        return reasons;
    }

    /** Coins of the simulated market move each by itself: what correlation a short run shows is chance. */
    @Test
    void shouldTradeTheOtherCoinOnlyWhileItSeemsToMoveAlong() throws JsonProcessingException {
        int traded = 0;
        for (final String seed : List.of("1", "2", "3", "4")) {
            final JsonNode result = backtest(seed, "run" + seed);
            final List<DecisionReason> reasons = reasons("run" + seed);
            final boolean wasUsable = reasons.contains(DecisionReason.NULL_VAL);
            assertThat(reasons).as("seed %s", seed).contains(DecisionReason.NO_RATIO);
            assertThat(result.get("orders").asInt() > 0).as("seed %s", seed).isEqualTo(wasUsable);
            traded += wasUsable ? 1 : 0;
        }
        assertThat(traded).as("of four").isBetween(1, 3);
    }

    @Test
    void shouldFillInTheOtherCoinAndTellTheSameInAReplay() throws JsonProcessingException {
        for (int seed = 1; seed <= 6; seed++) {
            final JsonNode first = backtest(Integer.toString(seed), "first" + seed);
            if (first.get("fills").asInt() == 0) {
                continue;
            }
            final JsonNode replayed =
                    run("replay", folder.resolve("first" + seed).toString(), "--json");
            assertThat(replayed.get("outputHash")).isEqualTo(first.get("outputHash"));
            assertThat(replayed.get("stateHash")).isEqualTo(first.get("stateHash"));
            assertThat(filledInstruments("first" + seed)).containsOnly(2);
            return;
        }
        throw new AssertionError("no seed of six brought a fill");
    }

    private List<Integer> filledInstruments(final String journal) {
        final List<Integer> instruments = new ArrayList<>();
        final FillDecoder fill = new FillDecoder();
        try (JournalTailer in = JournalReader.open(folder.resolve(journal), JournalStorages.all())
                .in(1)) {
            while (in.next()) {
                if (in.type() == FillDecoder.TEMPLATE_ID) {
                    fill.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), new MessageHeaderDecoder());
                    instruments.add(fill.instrumentId());
                }
            }
        }
        return instruments;
    }
}
