package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
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

/** A book valued by its own smiles, from the quotes of a simulated market to the hedges, and again from the journal. */
class SurfaceBacktestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long INTERVAL_NS = 20 * SECOND_NS;
    private static final long DELAY_NS = 150_000_000L;
    private static final String SURFACE = """
            [surface]
            enabled = true
            interval_s = 20
            delay_ms = 150

            """;
    private static final String DESK = """
            [limits]
            max_vol_age_s = 120
            max_forward_age_s = 60

            [[book]]
            coin = "BTC"
            style = "inverse"
            hedge_instrument = "BTC-PERPETUAL"
            sense = "coin_neutral"
            cash_coins = 100.0
            cash_usd = 0.0
            half_width_coins = 0.2

            [book.hedging]
            vol_source = "%s"

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

    private Path bySurface = Path.of("");
    private Path byMark = Path.of("");

    @BeforeEach
    void writeDesks() throws IOException {
        bySurface = Files.writeString(folder.resolve("surface.toml"), SURFACE + DESK.formatted("surface"));
        byMark = Files.writeString(folder.resolve("mark.toml"), SURFACE + DESK.formatted("mark"));
    }

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
                "5",
                "--seconds",
                "180",
                "--speed",
                "max",
                "--journal",
                folder.resolve(journal).toString(),
                "--json");
    }

    @Test
    void shouldGiveTheSameHashesTwiceAndInAReplayWhichFitsNothing() throws JsonProcessingException {
        final JsonNode first = backtest(bySurface, "first");
        final JsonNode second = backtest(bySurface, "second");
        final JsonNode replayed = run("replay", folder.resolve("first").toString(), "--json");

        assertThat(second.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(second.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(replayed.get("identical").asBoolean()).isTrue();
        assertThat(replayed.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(replayed.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(first.get("orders").asLong()).isPositive();
    }

    @Test
    void shouldBringSmilesInAtTheIntervalAfterTheDelayWithRisingVersions() throws JsonProcessingException {
        backtest(bySurface, "run");

        final Map<Long, Long> versions = new HashMap<>();
        final List<Long> fitTimes = new ArrayList<>();
        long startNs = 0;
        try (JournalTailer in =
                JournalReader.open(folder.resolve("run"), JournalStorages.all()).in(1)) {
            final SurfaceSliceDecoder slice = new SurfaceSliceDecoder();
            while (in.next()) {
                startNs = startNs == 0 ? in.wallNs() : startNs;
                if (in.type() == SurfaceSliceDecoder.TEMPLATE_ID) {
                    slice.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), new MessageHeaderDecoder());
                    assertThat(slice.version()).isGreaterThan(versions.getOrDefault(slice.expiryNs(), 0L));
                    assertThat(slice.status()).isIn(SmileStatus.SVI, SmileStatus.SSVI);
                    assertThat(in.wallNs()).isEqualTo(slice.fitTimeNs() + DELAY_NS);
                    assertThat((slice.fitTimeNs() - startNs) % INTERVAL_NS).isZero();
                    assertThat(slice.rmsVol()).isBetween(0.0, 0.02);
                    versions.put(slice.expiryNs(), slice.version());
                    fitTimes.add(slice.fitTimeNs());
                }
            }
        }
        assertThat(versions).as("one smile for each expiry held").hasSize(2);
        assertThat(fitTimes.stream().distinct().count()).as("fits in 180 s").isEqualTo(8);
    }

    @Test
    void shouldValueTheBookDifferentlyOnlyWhereItIsToldTo() throws JsonProcessingException {
        backtest(bySurface, "surface");
        backtest(byMark, "mark");

        final List<Double> surface = optionDeltas("surface");
        final List<Double> mark = optionDeltas("mark");

        assertThat(surface).hasSameSizeAs(mark);
        assertThat(surface.subList(0, 20)).as("before the first smile").isEqualTo(mark.subList(0, 20));
        for (int i = 21; i < surface.size(); i++) {
            final double gap = Math.abs(surface.get(i) - mark.get(i));
            assertThat(gap).as("snapshot " + i).isPositive().isLessThan(0.5);
        }
    }

    private List<Double> optionDeltas(final String journal) {
        final List<Double> deltas = new ArrayList<>();
        try (JournalTailer out = JournalReader.open(folder.resolve(journal), JournalStorages.all())
                .out(1)) {
            final GreeksSnapshotDecoder greeks = new GreeksSnapshotDecoder();
            while (out.next()) {
                if (out.type() == GreeksSnapshotDecoder.TEMPLATE_ID) {
                    greeks.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), new MessageHeaderDecoder());
                    deltas.add(greeks.optionDelta());
                }
            }
        }
        return deltas;
    }
}
