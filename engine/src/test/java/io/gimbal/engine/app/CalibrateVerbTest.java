package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrateVerbTest {
    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    private JsonNode calibrated(final String... budgetAndBook) throws JsonProcessingException {
        final List<String> args = new ArrayList<>(List.of("calibrate", "--json"));
        args.addAll(List.of("--vol", "0.6", "--price", "30000", "--days", "7"));
        args.addAll(List.of(budgetAndBook));
        captured.reset();
        assertThat(tool.run(args.toArray(new String[0]))).as(captured.err()).isEqualTo(ExitCode.OK);
        return new ObjectMapper().readTree(captured.out());
    }

    @Test
    void shouldMeetABudgetOfErrorAndFindTheSameFromItsCost() throws JsonProcessingException {
        final JsonNode byError = calibrated("--te", "500", "--straddles", "10").get("result");
        final String cost = byError.get("costUsd").asText();
        final JsonNode byCost = calibrated("--cost", cost, "--straddles", "10").get("result");

        assertThat(byError.get("trackingErrorUsd").asDouble()).isCloseTo(500, within(1e-9));
        assertThat(byCost.get("riskAversionPerUsd").asDouble())
                .isCloseTo(byError.get("riskAversionPerUsd").asDouble(), within(1e-12));
    }

    @Test
    void shouldShowTheFrontierAroundTheBudget() throws JsonProcessingException {
        final JsonNode found = calibrated("--cost", "40", "--gamma", "-0.0003", "--cost-bp", "3");

        assertThat(found.get("frontier")).hasSize(7);
        assertThat(found.get("result").get("costUsd").asDouble()).isCloseTo(40, within(1e-9));
        for (final JsonNode point : found.get("frontier")) {
            assertThat(point.get("trackingErrorUsd").asDouble()
                            / point.get("clockTrackingErrorUsd").asDouble())
                    .as("a constant gamma's band over its clock, the root of pi over 12")
                    .isCloseTo(Math.sqrt(Math.PI / 12), within(1e-9));
        }
    }

    @Test
    void shouldEndTheFrontierWherePoliciesEndAndSaySo() throws JsonProcessingException {
        final JsonNode found = calibrated("--cost", "200", "--gamma", "0.0003", "--cost-bp", "3");

        final JsonNode points = found.get("frontier");
        final JsonNode last = points.get(points.size() - 1);
        assertThat(found.get("result").get("riskAversionPerUsd").asDouble()).isBetween(0.1, 1.0);
        assertThat(found.get("result").get("atLimit").asBoolean()).isFalse();
        assertThat(points.size())
                .as("three shares of the budget lie beyond, shown once")
                .isEqualTo(5);
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i).get("riskAversionPerUsd").asDouble()).isBetween(1e-12, 1.0);
            assertThat(points.get(i).get("atLimit").asBoolean()).isEqualTo(i == points.size() - 1);
        }
        assertThat(last.get("riskAversionPerUsd").asDouble()).isEqualTo(1.0);
        assertThat(last.get("costUsd").asDouble()).as("what the limit costs").isBetween(200.0, 300.0);

        captured.reset();
        assertThat(tool.run(
                        "calibrate",
                        "--cost",
                        "200",
                        "--gamma",
                        "0.0003",
                        "--cost-bp",
                        "3",
                        "--vol",
                        "0.6",
                        "--price",
                        "30000",
                        "--days",
                        "7"))
                .isEqualTo(ExitCode.OK);
        assertThat(captured.out())
                .contains("  limit\n", "limit: policies take a risk aversion of 0.000000000001 to 1 per USD");
    }

    @Test
    void shouldPrintWhatAConfigurationTakes() {
        assertThat(tool.run(
                        "calibrate",
                        "--te",
                        "500",
                        "--straddles",
                        "10",
                        "--vol",
                        "0.6",
                        "--price",
                        "30000",
                        "--days",
                        "7"))
                .isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .contains("policy = \"whalley-wilmott-edge\"\nrisk_aversion_per_usd = 0.00")
                .contains("cost_bp = 6\n")
                .contains("500.00")
                .contains("  <\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'--gamma,0.1', 'say one budget, --te or --cost'",
        "'--te,5,--cost,5,--gamma,0.1', 'say one budget'",
        "'--te,5', 'say one book, --gamma or --straddles'",
        "'--te,5,--gamma,1,--straddles,2', 'say one book'",
        "'--te,-5,--gamma,1', '--te must be a number above 0, found -5.0'",
        "'--te,NaN,--gamma,1', '--te must be a number above 0'",
        "'--te,5,--gamma,0', '--gamma must be a number above 0'",
        "'--te,5,--gamma,1,--cost-bp,0', '--cost-bp must be a number above 0'",
        "'--te,0.000001,--gamma,1', 'the budget asks for a risk aversion of'"
    })
    void shouldSayWhatIsWrongWithTheQuestion(final String args, final String message) {
        final List<String> all =
                new ArrayList<>(List.of("calibrate", "--vol", "0.6", "--price", "30000", "--days", "7"));
        all.addAll(List.of(args.split(",")));

        assertThat(tool.run(all.toArray(new String[0]))).isEqualTo(ExitCode.USAGE);

        assertThat(captured.err()).contains(message, "see gimbal calibrate --help");
    }
}
