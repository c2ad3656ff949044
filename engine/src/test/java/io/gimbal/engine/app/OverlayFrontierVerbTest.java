package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@code gimbal frontier --overlay}: what a desk is shown of options as hedges. */
class OverlayFrontierVerbTest {
    private static final String[] SMALL = {
        "frontier", "--overlay", "--paths", "20", "--half-spread-vol", "0.67", "--threads", "2"
    };

    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    private int run(final String[] first, final String... others) {
        final String[] all = new String[first.length + others.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(others, 0, all, first.length, others.length);
        return tool.run(all);
    }

    @Test
    void shouldPrintOneRowPerWayToSizeAsOneObject() throws IOException {
        assertThat(run(SMALL, "--json")).as(captured.err()).isEqualTo(ExitCode.OK);

        assertThat(captured.out().lines()).hasSize(1);
        assertThat(captured.out()).doesNotContain("NaN", "Infinity");
        final JsonNode report = new ObjectMapper().readTree(captured.out());
        assertThat(report.get("world").asText()).isEqualTo("btc");
        assertThat(report.get("paths").asInt()).isEqualTo(20);
        assertThat(report.get("results"))
                .extracting(row -> row.get("sizing").asText())
                .containsExactly("OVERLAY", "OVERLAY", "OVERLAY", "OVERLAY", "LINEAR", "GAMMA_NEUTRAL", "VEGA_NEUTRAL");
        for (final JsonNode row : report.get("results")) {
            assertThat(row.get("reduction").asDouble())
                    .isEqualTo(1
                            - row.get("totalStd").asDouble()
                                    / row.get("totalStdBefore").asDouble());
            assertThat(row.get("halfSpreadVolPoints").asDouble()).isEqualTo(0.67);
        }
    }

    @Test
    void shouldPrintATableForPeople() {
        assertThat(run(SMALL)).as(captured.err()).isEqualTo(ExitCode.OK);

        assertThat(captured.out()).contains("gamma-neutral", "linear", "option cost");
        assertThat(captured.out().lines()).hasSize(10);
    }

    @Test
    void shouldSayWhatCannotBeMeant() {
        assertThat(run(SMALL, "--world", "btc")).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("market of its own");
        assertThat(tool.run("frontier", "--overlay", "--paths", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("paths=3");
        assertThat(tool.run("frontier", "--overlay", "--paths", "20", "--half-spread-vol", "-1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("halfSpreadVolPoints=-1.0");
        assertThat(tool.run("frontier")).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("--overlay");
    }
}
