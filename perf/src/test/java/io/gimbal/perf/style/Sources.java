package io.gimbal.perf.style;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sources of the four modules as they lie on disk; generated ones stay out, since they lie below target. */
final class Sources {
    private static final List<String> MODULES = List.of("journal", "feeds", "engine", "perf");

    private final Path root;

    Sources(final Path root) {
        this.root = root;
    }

    /** Text of every file below {@code <module>/src/<part>} with this ending, by path from the root. */
    Map<String, String> below(final String part, final String ending) {
        final Map<String, String> texts = new TreeMap<>();
        for (final String module : MODULES) {
            final Path folder = root.resolve(module).resolve("src").resolve(part);
            if (Files.isDirectory(folder)) {
                read(folder, ending, texts);
            }
        }
        return texts;
    }

    private void read(final Path folder, final String ending, final Map<String, String> texts) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (file.toString().endsWith(ending)) {
                    texts.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the sources: folder=" + folder, e);
        }
    }
}
