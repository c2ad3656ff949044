package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.frontier.ConstantRoughness.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The invariant cost × error of each rule where the target wanders at a constant rate; the seed is 3. */
class ConstantRoughnessTest {
    private static final int PATHS = 300;
    private static final long SEED = 3L;

    @ParameterizedTest
    @CsvSource({
        "CLOCK, 50, 0.56419",
        "CLOCK, 100, 0.56419",
        "CLOCK, 400, 0.56419",
        "BAND_TO_TARGET, 0.06, 0.40825",
        "BAND_TO_TARGET, 0.1, 0.40825",
        "BAND_TO_TARGET, 0.15, 0.40825",
        "BAND_TO_EDGE, 0.06, 0.28868",
        "BAND_TO_EDGE, 0.1, 0.28868",
        "BAND_TO_EDGE, 0.15, 0.28868"
    })
    void shouldKeepCostTimesErrorWithinThreePercentWhateverTheTuning(
            final Rule rule, final double tuning, final double theory) {
        final FrontierReport.Constant constant = ConstantRoughness.measure(rule, tuning, PATHS, SEED);

        assertThat(constant.theory()).isCloseTo(theory, within(1e-5));
        assertThat(constant.measured()).isCloseTo(theory, within(0.03 * theory));
        assertThat(constant.standardError()).isBetween(0.0, 0.012);
    }

    @Test
    void shouldBeatTheClockByTheQuotientsOfTheory() {
        final var all = ConstantRoughness.all(PATHS, SEED);

        assertThat(all)
                .extracting(FrontierReport.Constant::rule)
                .containsExactly(
                        "fixed-time", "band-target", "band-edge", "band-target / fixed-time", "band-edge / fixed-time");
        assertThat(all.get(3).measured()).isCloseTo(0.724, within(0.02));
        assertThat(all.get(4).measured()).isCloseTo(0.512, within(0.02));
    }
}
