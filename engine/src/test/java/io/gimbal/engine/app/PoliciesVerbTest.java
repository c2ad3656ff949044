package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.engine.hedging.policy.PolicyCatalogue;
import org.junit.jupiter.api.Test;

class PoliciesVerbTest {
    private final CapturedStreams captured = new CapturedStreams();
    private final CommandLineTool tool = new CommandLineTool(captured.streams());

    @Test
    void shouldListEveryPolicyWithItsParametersForPrograms() throws JsonProcessingException {
        assertThat(tool.run("policies", "--json")).isEqualTo(ExitCode.OK);

        final JsonNode listed = new ObjectMapper().readTree(captured.out()).get("policies");
        assertThat(listed.findValuesAsText("name")).isEqualTo(PolicyCatalogue.names());
        for (final JsonNode policy : listed) {
            assertThat(policy.get("source").asText()).isNotBlank();
            for (final JsonNode parameter : policy.get("parameters")) {
                assertThat(parameter.get("unit").asText()).isNotBlank();
                assertThat(parameter.get("least").asDouble())
                        .isLessThan(parameter.get("most").asDouble());
            }
        }
    }

    @Test
    void shouldExplainOnePolicyToPeople() {
        assertThat(tool.run("policies", "whalley-wilmott-edge")).isEqualTo(ExitCode.OK);

        assertThat(captured.out())
                .startsWith("whalley-wilmott-edge: ")
                .contains("Mathematical Finance 7 (1997)")
                .contains("risk_aversion_per_usd [per USD], 0.000000000001 to 1, required")
                .contains("cost_bp [basis points of the notional], 0 to 1000, default 6")
                .doesNotContain("zakamouline");
    }

    @Test
    void shouldNameWhatThereIsWhenAskedForWhatThereIsNot() {
        assertThat(tool.run("policies", "guess")).isEqualTo(ExitCode.USAGE);

        assertThat(captured.err()).contains("no such policy: guess; known: fixed-band-target, ", "two-band");
    }
}
