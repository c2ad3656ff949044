package io.gimbal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base of tests that touch files or threads: gives a directory, and fails the test when it ends with a file below that
 * directory still open or mapped, or with a thread that would keep the process alive.
 */
public abstract class LeakCheckedTest {
    /** Where the process's open and mapped files can be seen; elsewhere threads alone are looked for. */
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final Path MAPS = Path.of("/proc/self/maps");

    /** A directory of the test's own. */
    @TempDir
    protected Path directory;

    private Set<Thread> threadsBefore = Set.of();

    /** Makes a test. */
    protected LeakCheckedTest() {}

    /** Notes the threads that were there before. */
    @BeforeEach
    final void noteThreads() {
        threadsBefore = liveThreads();
    }

    /** Looks for what the test left behind. */
    @AfterEach
    final void checkLeaks() throws IOException {
        BackgroundResourceReleaser.releasePendingResources();
        assertThat(openFiles(directory)).as("files left open").isEmpty();
        assertThat(mappedFiles(directory)).as("files left mapped").isEmpty();
        final List<Thread> left = new ArrayList<>(liveThreads());
        left.removeAll(threadsBefore);
        assertThat(left).as("threads left running").isEmpty();
    }

    /** {@return files below a directory that this process has open} */
    static List<String> openFiles(final Path below) throws IOException {
        final List<String> found = new ArrayList<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return found;
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            descriptors.forEach(link -> {
                final String target = targetOf(link);
                if (target.startsWith(below + "/")) {
                    found.add(target);
                }
            });
        }
        return found;
    }

    private static String targetOf(final Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (final IOException e) {
            return "";
        }
    }

    /** {@return files below a directory that this process has mapped} */
    static List<String> mappedFiles(final Path below) throws IOException {
        if (!Files.isReadable(MAPS)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(MAPS)) {
            return lines.filter(line -> line.contains(below + "/")).toList();
        }
    }

    private static Set<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon())
                .filter(thread -> !thread.getName().startsWith("junit-"))
                .collect(Collectors.toSet());
    }
}
