package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.ExpiryGreeksDecoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayDecisionDecoder;
import io.gimbal.journal.codec.OverlayLegDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short straddle in a simulated market with listed options: its gamma and vega come inside their limits and stay there,
 * through the whole pipeline, and again from the journal.
 */
class OverlayBacktestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double GAMMA_LIMIT = 30_000;
    private static final double VEGA_LIMIT = 300;
    private static final double LOT_ROOM = 1.02;
    private static final long DELAY_NS = 200_000_000L;
    private static final String OVERLAY = """
            [overlay]
            enabled = %s
            gamma_low_usd = -30000.0
            gamma_high_usd = 30000.0
            vega_low_usd = -300.0
            vega_high_usd = 300.0
            max_premium_per_day_usd = 200000.0
            max_leg_coins = 10.0
            min_interval_s = 10
            interval_s = 3600

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

            [book.rule]
            expiries = 1
            min_days = 5.0
            strikes = 1
            legs = "call_and_put"
            quantity_coins = -10.0
            """;

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private Path with = Path.of("");
    private Path without = Path.of("");

    @BeforeEach
    void writeDesks() throws IOException {
        with = Files.writeString(folder.resolve("with.toml"), OVERLAY.formatted("true") + DESK);
        without = Files.writeString(folder.resolve("without.toml"), OVERLAY.formatted("false") + DESK);
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
                "240",
                "--speed",
                "max",
                "--journal",
                folder.resolve(journal).toString(),
                "--json");
    }

    /** One snapshot of the book. */
    private record Exposure(long timeNs, double gammaCash, double vega) {}

    private List<Exposure> exposures(final String journal) {
        final List<Exposure> exposures = new ArrayList<>();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalTailer out = JournalReader.open(folder.resolve(journal), JournalStorages.all())
                .out(1)) {
            final GreeksSnapshotDecoder greeks = new GreeksSnapshotDecoder();
            final ExpiryGreeksDecoder expiry = new ExpiryGreeksDecoder();
            while (out.next()) {
                if (out.type() == GreeksSnapshotDecoder.TEMPLATE_ID) {
                    greeks.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    exposures.add(new Exposure(greeks.engineTimeNs(), 0, greeks.vegaPerVolPoint()));
                } else if (out.type() == ExpiryGreeksDecoder.TEMPLATE_ID) {
                    expiry.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    final Exposure last = exposures.remove(exposures.size() - 1);
                    final double gamma = expiry.gamma() * expiry.forward() * expiry.forward() / 100;
                    exposures.add(new Exposure(last.timeNs(), last.gammaCash() + gamma, last.vega()));
                }
            }
        }
        return exposures;
    }

    @Test
    void shouldBringGammaAndVegaInsideTheirLimitsAndKeepThemThere() throws JsonProcessingException {
        final JsonNode result = backtest(with, "with");
        backtest(without, "without");

        final List<Exposure> kept = exposures("with");
        final List<Exposure> left = exposures("without");
        final Exposure first = kept.get(2);
        final long settledNs = first.timeNs() + 60_000_000_000L;
        System.out.println("first " + first + ", last " + kept.get(kept.size() - 1) + ", without "
                + left.get(left.size() - 1) + ", result " + result);
        assertThat(Math.abs(first.vega())).as("outside at first").isGreaterThan(VEGA_LIMIT);
        assertThat(kept)
                .filteredOn(e -> e.timeNs() > settledNs)
                .hasSizeGreaterThan(100)
                .allSatisfy(e -> {
                    assertThat(Math.abs(e.gammaCash())).isLessThan(GAMMA_LIMIT * LOT_ROOM);
                    assertThat(Math.abs(e.vega())).isLessThan(VEGA_LIMIT * LOT_ROOM);
                });
        assertThat(left)
                .filteredOn(e -> e.timeNs() > settledNs)
                .allSatisfy(e -> assertThat(Math.abs(e.vega())).isGreaterThan(VEGA_LIMIT));
        assertThat(result.get("fills").asLong()).isGreaterThan(2);
    }

    @Test
    void shouldGiveTheSameHashesTwiceAndInAReplayWhichSolvesNothing() throws JsonProcessingException {
        final JsonNode first = backtest(with, "first");
        final JsonNode second = backtest(with, "second");
        final JsonNode replayed = run("replay", folder.resolve("first").toString(), "--json");

        assertThat(second.get("outputHash")).isEqualTo(first.get("outputHash"));
        assertThat(second.get("stateHash")).isEqualTo(first.get("stateHash"));
        assertThat(replayed.get("identical").asBoolean()).isTrue();
        assertThat(replayed.get("stateHash")).isEqualTo(first.get("stateHash"));
    }

    @Test
    void shouldBringProposalsInAfterTheDelayAndTradeThem() throws JsonProcessingException {
        backtest(with, "run");

        long legs = 0;
        try (JournalTailer in =
                JournalReader.open(folder.resolve("run"), JournalStorages.all()).in(1)) {
            final OverlayLegDecoder leg = new OverlayLegDecoder();
            while (in.next()) {
                if (in.type() == OverlayLegDecoder.TEMPLATE_ID) {
                    leg.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), new MessageHeaderDecoder());
                    assertThat(in.wallNs()).isEqualTo(leg.snapshotTimeNs() + DELAY_NS);
                    assertThat(leg.objectiveAfter()).isLessThan(leg.objectiveBefore());
                    legs++;
                }
            }
        }
        final List<OverlayCheck> checks = new ArrayList<>();
        try (JournalTailer out =
                JournalReader.open(folder.resolve("run"), JournalStorages.all()).out(1)) {
            final OverlayDecisionDecoder decision = new OverlayDecisionDecoder();
            while (out.next()) {
                if (out.type() == OverlayDecisionDecoder.TEMPLATE_ID) {
                    decision.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), new MessageHeaderDecoder());
                    checks.add(decision.check());
                }
            }
        }
        System.out.println("legs=" + legs + ", checks=" + checks);
        assertThat(checks).hasSize((int) legs).contains(OverlayCheck.ACCEPTED);
    }
}
