package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchGreeksVerbTest {
    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @Test
    void shouldMeasureEachSizeAndFindEverySumWithinItsCertificate() throws JsonProcessingException {
        assertThat(tool.run("bench", "greeks", "--positions", "5,500", "--json"))
                .isEqualTo(ExitCode.OK);

        final JsonNode report = new ObjectMapper().readTree(captured.out());
        assertThat(report.get("results")).hasSize(2);
        assertThat(report.has("recordedDay")).as("no data were named").isFalse();
        for (final JsonNode result : report.get("results")) {
            assertThat(result.get("directNs").asDouble()).isPositive();
            assertThat(result.get("tickNs").asDouble()).isPositive();
            assertThat(result.get("observedMaxError").asDouble())
                    .isLessThanOrEqualTo(result.get("certifiedMaxError").asDouble());
            assertThat(result.get("certifiedMaxError").asDouble()).isBetween(1e-18, 2e-9);
        }
        final JsonNode large = report.get("results").get(1);
        assertThat(large.get("positions").asInt()).isEqualTo(500);
        assertThat(large.get("tickNs").asDouble())
                .as("a tick of five hundred is not five hundred options' work")
                .isLessThan(large.get("directNs").asDouble() / 5);
        final JsonNode day = report.get("simulatedDay");
        assertThat(day.get("beyondCertificate").asLong()).isZero();
        assertThat(day.get("shadowAlarms").asLong()).isZero();
        assertThat(day.get("fitShare").asDouble()).isGreaterThan(0.5);
        assertThat(day.get("observedMaxError").asDouble()).isLessThan(1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "10,2000000", "many"})
    void shouldRefuseSizesThatMakeNoSense(final String sizes) {
        assertThat(tool.run("bench", "greeks", "--positions", sizes)).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("--positions");
    }

    @Test
    void shouldSayWhereRecordedDataCannotBeRead() {
        assertThat(tool.run("bench", "greeks", "--positions", "5", "--data", "nowhere"))
                .isEqualTo(ExitCode.BAD_DATA);
        assertThat(captured.err()).contains("nowhere");
    }
}
