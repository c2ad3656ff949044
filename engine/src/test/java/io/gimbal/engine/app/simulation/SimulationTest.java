package io.gimbal.engine.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.app.configuration.ConfigurationReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    @TempDir
    Path folder;

    @Test
    void shouldLiveThroughAnHour() {
        for (long seed = Long.getLong("first", 1); seed <= Long.getLong("seeds", 2); seed++) {
            final long t0 = System.nanoTime();
            final SimulationResult result = new Simulation(
                        seed, new SimulationSettings(1, 1, Double.parseDouble(System.getProperty("hours", "1")), true, 1), ConfigurationReader.builtIn("simulation.toml"), folder.resolve("s" + seed))
                .run();
            System.out.println("seed " + seed + ": " + result + " " + (System.nanoTime() - t0) / 1_000_000 + " ms");
            result.violations().forEach(v -> System.out.println("VIOLATION " + v));
        }
    }
}
