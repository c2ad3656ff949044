package io.gimbal.engine.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    private static final long FIRST_SEED = 101;
    private static final long LAST_SEED = 106;

    @TempDir
    private Path folder;

    private SimulationResult lived(final long seed, final double hours, final boolean hasFaults, final String name) {
        return new Simulation(
                        seed,
                        new SimulationSettings(seed, seed, hours, hasFaults, 1),
                        ConfigurationReader.builtIn("simulation.toml"),
                        folder.resolve(name))
                .run();
    }

    @Test
    void shouldEndWellWhateverGoesWrong() {
        final long[] fills = {0};
        final long[] troubles = {0};
        LongStream.rangeClosed(FIRST_SEED, LAST_SEED).forEach(seed -> {
            final SimulationResult result = lived(seed, 0.5, true, "seed-" + seed);
            assertThat(result.violations()).as("seed=%s", seed).isEmpty();
            fills[0] += result.fills();
            troubles[0] +=
                    result.faults().values().stream().mapToLong(Long::longValue).sum();
        });

        assertThat(fills[0]).isGreaterThan(20 * (LAST_SEED - FIRST_SEED + 1));
        assertThat(troubles[0]).isGreaterThan(100);
    }

    @Test
    void shouldBeTheSameAgainForTheSameSeed() {
        final SimulationResult once = lived(7, 0.5, true, "once");
        final SimulationResult again = lived(7, 0.5, true, "again");
        final SimulationResult other = lived(8, 0.5, true, "other");

        assertThat(again).isEqualTo(once);
        assertThat(other.outputHash()).isNotEqualTo(once.outputHash());
    }

    @Test
    void shouldHaveNothingGoWrongWhereNothingIsToGoWrong() {
        final SimulationResult result = lived(3, 0.5, false, "calm");

        assertThat(result.violations()).isEmpty();
        assertThat(result.faults()).allSatisfy((kind, count) -> {
            if (!kind.equals("restart")) {
                assertThat(count).as(kind).isZero();
            }
        });
        assertThat(result.fills()).isPositive();
    }
}
