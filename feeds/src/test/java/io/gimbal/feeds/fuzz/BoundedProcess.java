package io.gimbal.feeds.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command that must end within its time. What does not is asked for its threads, which a JVM writes into its log,
 * and ended; so it is, too, when this process ends before it.
 */
final class BoundedProcess {
    /** Instead of an exit code: it did not end by itself. */
    static final int HUNG = -1;

    private static final int SECONDS_FOR_THREADS = 5;

    private BoundedProcess() {}

    /** Runs it with its output in a file; returns its exit code, or {@link #HUNG}. */
    static int run(final List<String> command, final Path log, final long seconds) throws IOException {
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        final Thread end = new Thread(process::destroyForcibly, "end-of-" + process.pid());
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            showThreads(process);
            process.destroyForcibly().waitFor();
            return HUNG;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    private static void showThreads(final Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .start()
                .waitFor();
        process.waitFor(SECONDS_FOR_THREADS, TimeUnit.SECONDS);
    }
}
