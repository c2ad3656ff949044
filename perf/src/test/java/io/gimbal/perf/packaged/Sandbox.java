package io.gimbal.perf.packaged;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A place to run a process in: an empty home, an empty temporary folder, an empty working folder and a data folder, the
 * only one in which the process may leave anything.
 */
final class Sandbox {
    private static final long TIME_LIMIT_S = 240;

    private final Path root;

    /**
     * What became of a process.
     *
     * @param exit   its exit code
     * @param output its standard output
     * @param errors its standard error
     */
    record Outcome(int exit, String output, String errors) {}

    Sandbox(final Path root) throws IOException {
        this.root = root.toRealPath();
        for (final Path folder : List.of(home(), temporary(), work(), data())) {
            Files.createDirectories(folder);
        }
    }

    Path home() {
        return root.resolve("home");
    }

    Path temporary() {
        return root.resolve("temporary");
    }

    Path work() {
        return root.resolve("work");
    }

    Path data() {
        return root.resolve("data");
    }

    /** A fresh folder beside the others, for what the test itself wants to keep. */
    Path aside(final String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** Runs a command to its end, with nothing of this process's environment but the search path. */
    Outcome run(final List<String> command) throws IOException, InterruptedException {
        final Path output = Files.createTempFile(root, "output", ".txt");
        final Path errors = Files.createTempFile(root, "errors", ".txt");
        final ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        final Process process = builder.start();
        try {
            if (!process.waitFor(TIME_LIMIT_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("did not end: seconds=" + TIME_LIMIT_S + ", command=" + command);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private Map<String, String> environment() {
        final String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Map.of(
                "PATH", path, "HOME", home().toString(), "TMPDIR", temporary().toString(), "LANG", "C.UTF-8");
    }

    /** Everything that lies in the folders that must stay as they were. */
    List<String> strayFiles() throws IOException {
        final List<String> found = new ArrayList<>();
        for (final Path folder : List.of(home(), temporary(), work())) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> !file.equals(folder))
                        .map(file -> root.relativize(file).toString())
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }
}
