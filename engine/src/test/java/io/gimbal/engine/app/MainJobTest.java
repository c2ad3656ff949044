package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.SharedData;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job as a user runs it: a market in, a hedged book out, every event journaled, the day replayed. */
class MainJobTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private JsonNode run(final int exitCode, final String... args) throws JsonProcessingException {
        captured.reset();
        assertThat(tool.run(args)).as(captured.err()).isEqualTo(exitCode);
        return JSON.readTree(captured.out());
    }

    private JsonNode gbm(final String journal, final long seed) throws JsonProcessingException {
        return run(
                ExitCode.OK,
                "backtest",
                "--world",
                "gbm",
                "--seed",
                Long.toString(seed),
                "--seconds",
                "300",
                "--speed",
                "max",
                "--journal",
                folder.resolve(journal).toString(),
                "--json");
    }

    @Test
    void shouldGiveTheSameHashesTwiceAndOthersWithAnotherSeed() throws JsonProcessingException {
        final JsonNode first = gbm("first", 5);
        final JsonNode second = gbm("second", 5);
        final JsonNode other = gbm("other", 6);

        assertThat(first.get("orders").asLong()).isPositive();
        assertThat(second.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(second.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(second.get("pnlUsd")).isEqualTo(first.get("pnlUsd"));
        assertThat(other.get("outputHash")).isNotEqualTo(first.get("outputHash"));
        assertThat(other.get("stateHash")).isNotEqualTo(first.get("stateHash"));
    }

    @Test
    void shouldReplayARunBitForBitAndContinueItsDirectory() throws JsonProcessingException {
        final JsonNode first = gbm("run", 5);
        final String directory = folder.resolve("run").toString();

        final JsonNode replayed = run(ExitCode.OK, "replay", directory, "--json");
        final JsonNode continued = gbm("run", 6);
        final JsonNode both = run(ExitCode.OK, "replay", directory, "--json");

        assertThat(replayed.get("identical").asBoolean()).isTrue();
        assertThat(replayed.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(replayed.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(both.get("identical").asBoolean()).isTrue();
        assertThat(both.get("generations").asInt()).isEqualTo(2);
        assertThat(both.get("outputHash")).isEqualTo(continued.get("outputHash"));
        assertThat(both.get("stateHash")).isEqualTo(continued.get("stateHash"));
    }

    @Test
    void shouldNameTheRecordAndExitWith65WhenAPayloadByteWasChanged() throws IOException {
        gbm("damaged", 5);
        final Path directory = folder.resolve("damaged");
        final long sequence = flipAPayloadByte(directory);

        final JsonNode verified = run(ExitCode.BAD_DATA, "journal", "verify", directory.toString(), "--json");
        final int replayed = tool.run("replay", directory.toString(), "--json");

        assertThat(verified.get("ok").asBoolean()).isFalse();
        assertThat(verified.get("firstBad").get("sequence").asLong()).isEqualTo(sequence);
        assertThat(replayed).isEqualTo(ExitCode.BAD_DATA);
        assertThat(captured.err()).contains("sequence=" + sequence);
    }

    /** Finds the bytes of one input in the files and changes the last of its payload. */
    private static long flipAPayloadByte(final Path directory) throws IOException {
        final byte[] record;
        final int payloadEnd;
        final long sequence;
        try (JournalTailer tailer =
                JournalReader.open(directory, JournalStorages.all()).in(1)) {
            for (int i = 0; i < 100; i++) {
                assertThat(tailer.next()).isTrue();
            }
            sequence = tailer.sequence();
            record = new byte[tailer.payloadOffset() + tailer.payloadLength()];
            tailer.buffer().getBytes(0, record);
            payloadEnd = record.length;
        }
        try (Stream<Path> files = Files.walk(directory.resolve("20260105").resolve(Generation.IN))) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final int at = indexOf(Files.readAllBytes(file), record);
                if (at >= 0) {
                    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                        access.seek(at + payloadEnd - 1L);
                        final int old = access.read();
                        access.seek(at + payloadEnd - 1L);
                        access.write(old ^ 1);
                    }
                    return sequence;
                }
            }
        }
        throw new AssertionError("the record is in no file");
    }

    private static int indexOf(final byte[] bytes, final byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            int same = 0;
            while (same < wanted.length && bytes[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void shouldHedgeLiveOnThreadsAndProveItByReplay() throws JsonProcessingException {
        final String directory = folder.resolve("demo").toString();

        final JsonNode demo = run(
                ExitCode.OK,
                "demo",
                "--seconds",
                "40",
                "--speed",
                "20",
                "--seed",
                "7",
                "--journal",
                directory,
                "--json");
        final JsonNode replayed = run(ExitCode.OK, "replay", directory, "--json");

        assertThat(demo.get("orders").asLong()).isPositive();
        assertThat(demo.get("fills").asLong()).isPositive();
        assertThat(replayed.get("identical").asBoolean()).isTrue();
        assertThat(replayed.get("outputHash")).isEqualTo(demo.get("outputHash"));
        assertThat(replayed.get("stateHash")).isEqualTo(demo.get("stateHash"));
    }

    @ParameterizedTest
    @CsvSource({"btc-straddles,0.0025", "eth-straddles,0.0025"})
    void shouldHedgeTheRecordedDayInsideItsBandUpToLatency(final String desk, final double spotMove)
            throws IOException {
        final Path journal = folder.resolve(desk);

        final JsonNode result = run(
                ExitCode.OK,
                "backtest",
                "--config",
                "../config/desks/" + desk + ".toml",
                "--data",
                SharedData.data("deribit-chain-2023").toString(),
                "--from",
                "2023-04-13T00:00:00Z",
                "--to",
                "2023-04-13T07:50:00Z",
                "--journal",
                journal.toString(),
                "--json");

        assertThat(result.get("orders").asLong()).isPositive();
        assertThat(result.get("breachesAnswered")).isEqualTo(result.get("breaches"));
        final JsonNode outside = result.get("secondsOutside");
        assertThat(outside.get("latency").asDouble()
                        + outside.get("lot").asDouble()
                        + outside.get("dataGap").asDouble())
                .isEqualTo(outside.get("total").asDouble());
        assertThat(result.get("longestLatencySeconds").asDouble())
                .isLessThanOrEqualTo(result.get("modelledLatencySeconds").asDouble() + 1e-9);
        assertThat(result.get("books").get(0).get("bandSpotMoveBp").asDouble()).isLessThanOrEqualTo(spotMove * 1e4);
        assertThat(result.get("deltaPnlStdUsd").asDouble())
                .isLessThanOrEqualTo(0.5 * result.get("unhedgedDeltaPnlStdUsd").asDouble());
        assertThat(ordersWithoutTradeOfTheSameCause(journal)).isEmpty();
    }

    /** Every order stands beside a decision to trade that the same input caused. */
    private static List<Long> ordersWithoutTradeOfTheSameCause(final Path journal) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final NewOrderDecoder order = new NewOrderDecoder();
        final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
        final List<Long> orders = new ArrayList<>();
        try (JournalTailer out =
                JournalReader.open(journal, JournalStorages.all()).out(1)) {
            while (out.next()) {
                if (out.type() == NewOrderDecoder.TEMPLATE_ID) {
                    order.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    orders.add(order.causeSequence());
                } else if (out.type() == HedgeDecisionDecoder.TEMPLATE_ID) {
                    decision.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    if (decision.orderId() != 0) {
                        orders.remove(decision.causeSequence());
                    }
                }
            }
        }
        return orders;
    }

    @ParameterizedTest
    @CsvSource({
        "backtest --json,2",
        "backtest --world gbm --data . --json,2",
        "backtest --data nowhere --config ../config/desks/btc-straddles.toml --json,65",
        "backtest --world gbm --config ../config/gimbal.toml --json,78",
        "backtest --world gbm --from yesterday --json,2",
        "backtest --world gbm --seconds -1 --json,2",
        "demo --seconds 0 --json,2",
        "demo --speed -1 --json,2",
        "replay nowhere --json,65",
        "journal verify nowhere --json,65",
        "journal tail nowhere --follow --json,2",
        "journal dump nowhere --type Nonsense,2",
        "greeks --json,2",
        "greeks --check nowhere.csv --json,65",
        "greeks --model nonsense --input a --output b --json,2",
        "greeks --list --model black76,2",
        "greeks --model black76,2",
        "greeks --model bachelier --input nowhere.csv --output b --json,65"
    })
    void shouldSayWhatIsWrongAndExitAsDocumented(final String line, final int exitCode) {
        assertThat(tool.run(line.split(" "))).isEqualTo(exitCode);
        assertThat(captured.err()).startsWith("gimbal: ");
    }
}
