package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.app.simulation.SimulationReport;
import io.gimbal.engine.app.simulation.SimulationSettings;
import io.gimbal.engine.app.simulation.Simulations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateVerbTest {
    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    private JsonNode simulated(final String... args) throws JsonProcessingException {
        captured.reset();
        assertThat(tool.run(args)).as(captured.err() + captured.out()).isEqualTo(ExitCode.OK);
        return new ObjectMapper().readTree(captured.out());
    }

    @Test
    void shouldPrintWhatBecameOfAllSeeds() throws JsonProcessingException {
        final JsonNode report = simulated("simulate", "--seeds", "1..3", "--hours", "0.25", "--json");

        assertThat(report.get("hours").asDouble()).isEqualTo(0.75);
        assertThat(report.get("violations")).isEmpty();
        assertThat(report.get("orders").asLong()).isPositive();
        assertThat(report.get("fills").asLong()).isPositive();
        assertThat(report.get("events").asLong()).isGreaterThan(5_000);
        assertThat(report.get("faults")).hasSizeGreaterThanOrEqualTo(15).allMatch(JsonNode::isIntegralNumber);
        assertThat(report.get("outputHash").asText()).matches("[0-9a-f]{16}");
    }

    @Test
    void shouldNotHangOnHowManySeedsRunAtATime() {
        final SimulationReport together = Simulations.run(new SimulationSettings(4, 5, 0.25, true, 2), done -> {});
        final SimulationReport inTurn = Simulations.run(new SimulationSettings(4, 5, 0.25, true, 1), done -> {});
        final SimulationReport alone = Simulations.run(new SimulationSettings(4, 4, 0.25, true, 1), done -> {});

        assertThat(inTurn.outputHash()).isEqualTo(together.outputHash());
        assertThat(inTurn.faults()).isEqualTo(together.faults());
        assertThat(alone.outputHash()).isNotEqualTo(together.outputHash());
    }

    @Test
    void shouldPrintForPeople() {
        assertThat(tool.run("simulate", "--seeds", "9", "--hours", "0.25", "--faults", "none"))
                .isEqualTo(ExitCode.OK);
        assertThat(captured.out()).contains("restart", "0 violations, outputHash=");
    }

    @ParameterizedTest
    @CsvSource({
        "--seeds, 5..4, ends before it begins",
        "--seeds, 1..1000001, at most 1000000 at a time",
        "--seeds, five, one number or two",
        "--seeds, -1, one number or two",
        "--hours, 0.1, 0.25 to 240",
        "--hours, NaN, 0.25 to 240",
        "--hours, 241, 0.25 to 240",
        "--faults, some, all or none"
    })
    void shouldRefuseWhatItCannotTake(final String option, final String value, final String message) {
        assertThat(tool.run("simulate", option + "=" + value)).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains(message);
    }
}
