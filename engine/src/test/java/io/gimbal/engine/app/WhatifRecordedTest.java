package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorded day hedged by every policy: the session's own decides the same bytes, another one what its backtest
 * decides.
 */
class WhatifRecordedTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = "../config/desks/btc-straddles.toml";

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @TempDir
    private Path folder = Path.of("");

    private JsonNode run(final String... args) throws JsonProcessingException {
        captured.reset();
        assertThat(tool.run(args)).as(captured.err()).isEqualTo(ExitCode.OK);
        return JSON.readTree(captured.out());
    }

    private JsonNode backtest(final Path desk, final String name, final String to) throws JsonProcessingException {
        return run(
                "backtest",
                "--config",
                desk.toString(),
                "--data",
                SharedData.data("deribit-chain-2023").toString(),
                "--from",
                "2023-04-13T01:00:00Z",
                "--to",
                to,
                "--speed",
                "max",
                "--journal",
                folder.resolve(name).toString(),
                "--json");
    }

    @Test
    void shouldEqualTheBacktestOfTheRecordedPolicyAndOfAnother() throws IOException {
        final JsonNode report = compared("2023-04-13T01:10:00Z");

        assertThat(report.get("skipped")).isEmpty();
    }

    @Tag("nightly")
    @Test
    void shouldRunEveryPolicyOverHoursOfARecordedDay() throws IOException {
        final JsonNode report = compared(
                "2023-04-13T03:00:00Z",
                "--each",
                "--with",
                "risk_aversion_per_usd=1e-5",
                "--with",
                "price_move_bp=20",
                "--with",
                "cost_per_order_usd=1",
                "--with",
                "network=../config/networks/btc-band.toml");

        assertThat(report.get("skipped")).isEmpty();
        assertThat(report.get("bootstrap").get("buckets").asInt()).isBetween(23, 25);
        for (final JsonNode outcome : report.get("variants")) {
            final JsonNode ratio = outcome.get("difference").get("trackingErrorRatio");
            assertThat(ratio.get("value").asDouble()).as("%s", outcome).isPositive();
            assertThat(ratio.get("standardError").isNumber()).isTrue();
        }
    }

    private JsonNode compared(final String to, final String... more) throws IOException {
        final Path desk = Path.of(DESK);
        final Path other = Files.writeString(
                folder.resolve("other.toml"),
                Files.readString(desk).replace("[hedging]", "[hedging]\npolicy = \"fixed-band-edge\""));
        final JsonNode own = backtest(desk, "own", to);
        final JsonNode edge = backtest(other, "edge", to);

        final List<String> args = new ArrayList<>(List.of(
                "whatif",
                folder.resolve("own").toString(),
                "--policy",
                "fixed-band-edge:half_width_coins=2.5",
                "--json"));
        args.addAll(List.of(more));
        final JsonNode report = run(args.toArray(new String[0]));

        assertThat(report.get("baseline").get("identical").asBoolean()).isTrue();
        assertThat(report.get("baseline").get("outcome").get("outputHash")).isEqualTo(own.get("outputHash"));
        final JsonNode first = report.get("variants").get(0);
        assertThat(first.get("outputHash")).isEqualTo(edge.get("outputHash"));
        assertThat(first.get("stateHash")).isEqualTo(edge.get("stateHash"));
        assertThat(first.get("orders").asLong()).isPositive();
        return report;
    }
}
