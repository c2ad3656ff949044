package io.gimbal.engine.app.simulation;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Runs many seeds, several at a time; what comes out does not hang on how many. */
public final class Simulations {
    private static final String DESK = "simulation.toml";

    private Simulations() {}

    /**
     * Runs the seeds of the settings.
     *
     * @param settings which, how long, under what
     * @param done     told how many seeds are through; from this thread
     * @return all together
     */
    public static SimulationReport run(final SimulationSettings settings, final LongConsumer done) {
        final long startedNs = System.nanoTime();
        final Configuration configuration = ConfigurationReader.builtIn(DESK);
        final Path root = temporary();
        final ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        try {
            final List<Future<SimulationResult>> futures = new ArrayList<>();
            for (long seed = settings.firstSeed(); seed <= settings.lastSeed(); seed++) {
                final long each = seed;
                futures.add(threads.submit(
                        () -> new Simulation(each, settings, configuration, root.resolve("seed-" + each)).run()));
            }
            final List<SimulationResult> results = new ArrayList<>();
            for (final Future<SimulationResult> future : futures) {
                results.add(result(future));
                done.accept(results.size());
            }
            delete(root);
            return SimulationReport.of(settings, results, System.nanoTime() - startedNs);
        } finally {
            threads.shutdownNow();
        }
    }

    private static SimulationResult result(final Future<SimulationResult> future) {
        try {
            return future.get();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (final ExecutionException e) {
            throw new IllegalStateException("a simulation failed beside what it simulates", e.getCause());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("gimbal-simulate");
        } catch (final IOException e) {
            throw new UncheckedIOException("no temporary folder for the journals' small files", e);
        }
    }

    private static void delete(final Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            for (final Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }
}
