package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReproduceVerbTest {
    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @Test
    void shouldPrintOneObjectWithEveryFigureBesideThePublishedOnes() throws IOException {
        assertThat(tool.run("reproduce", "hull-weekly-paths", "hull-white-minimum-variance", "--json"))
                .isEqualTo(ExitCode.OK);

        assertThat(captured.out().lines()).hasSize(1);
        final JsonNode report = new ObjectMapper().readTree(captured.out());
        assertThat(report.get("passed").asInt()).isGreaterThanOrEqualTo(42);
        assertThat(report.get("failed")).isEmpty();
        assertThat(report.get("skipped").get(0).get("id").asText()).isEqualTo("hw2017_calls");
        assertThat(report.get("skipped").get(0).get("why").asText()).isNotEmpty();
        assertThat(report.get("seconds").asDouble()).isPositive();
        final JsonNode cost = report.get("rows").get(0);
        assertThat(cost.get("id").asText()).isEqualTo("hull19.2");
        assertThat(cost.get("table").asText()).isEqualTo("hull-weekly-paths");
        assertThat(cost.get("published").asDouble()).isEqualTo(263_300.0);
        assertThat(cost.get("target").asDouble()).isEqualTo(263_300.0);
        assertThat(cost.get("got").asDouble()).isEqualTo(263_300.0);
        assertThat(cost.get("tolerance").asDouble()).isEqualTo(0.5);
        assertThat(cost.get("status").asText()).isEqualTo("passed");
    }

    @Test
    void shouldPrintATableForPeople() {
        assertThat(tool.run("reproduce", "almgren-chriss")).isEqualTo(ExitCode.OK);

        assertThat(captured.out()).contains("published").contains("ac_kappa").contains("0.6100000");
        assertThat(captured.out()).contains("0 failed, 0 skipped");
    }

    @Test
    void shouldListTheTablesAndRunNone() throws IOException {
        assertThat(tool.run("reproduce", "--list", "--json")).isEqualTo(ExitCode.OK);

        final JsonNode tables = new ObjectMapper().readTree(captured.out()).get("tables");
        assertThat(tables).hasSizeGreaterThan(15);
        assertThat(tables.get(0).get("name").asText()).isEqualTo("hull-delta-hedging");
        assertThat(tables.get(0).get("source").asText()).contains("Hull");
    }

    @Test
    void shouldSayWhatToNameWhenNothingIsNamed() {
        assertThat(tool.run("reproduce")).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("--all").contains("--list");
    }

    @Test
    void shouldRefuseNamesBesideAll() {
        assertThat(tool.run("reproduce", "--all", "cppi")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldPointToTheListWhenATableIsUnknown() {
        assertThat(tool.run("reproduce", "hull")).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("no such table: hull").contains("gimbal reproduce --list");
    }

    @Test
    void shouldRefuseTooFewPaths() {
        assertThat(tool.run("reproduce", "cppi", "--paths", "100")).isEqualTo(ExitCode.USAGE);
        assertThat(captured.err()).contains("--paths 100").contains("6400");
    }

    @Test
    void shouldNotRepeatATableThatIsNamedTwice() throws IOException {
        assertThat(tool.run("reproduce", "cppi", "cppi", "--json")).isEqualTo(ExitCode.OK);

        final JsonNode rows = new ObjectMapper().readTree(captured.out()).get("rows");
        assertThat(rows.findValuesAsText("id")).doesNotHaveDuplicates();
    }
}
