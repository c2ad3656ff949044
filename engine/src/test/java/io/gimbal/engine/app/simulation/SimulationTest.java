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
        for (long seed = 1; seed <= Long.getLong("seeds", 2); seed++) {
        final SimulationResult result = new Simulation(
                        seed, Double.parseDouble(System.getProperty("hours", "1")), ConfigurationReader.builtIn("simulation.toml"), folder.resolve("s" + seed))
                .run();
        System.out.println("seed " + seed + ": " + result.events() + " events " + result.orders() + " orders " + result.fills() + " fills "
                + result.wallNs() / 1_000_000 + " ms " + result.outputHash() + " " + result.faults());
        result.violations().forEach(v -> System.out.println("VIOLATION " + v));
        }
    }
}
