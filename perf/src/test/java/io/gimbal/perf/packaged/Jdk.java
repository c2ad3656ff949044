package io.gimbal.perf.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A JDK to run the jar on.
 *
 * @param home    its folder
 * @param feature its feature version, such as 17
 */
record Jdk(Path home, int feature) {
    private static final Path SYSTEM_FOLDER = Path.of("/usr/lib/jvm");

    /** The JDK that runs this test and, where the system has one, JDK 25. */
    static Iterable<Jdk> here() {
        final Map<Path, Jdk> found = new LinkedHashMap<>();
        add(found, Path.of(System.getProperty("java.home")));
        if (Files.isDirectory(SYSTEM_FOLDER)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(SYSTEM_FOLDER, "*25*")) {
                folders.forEach(folder -> add(found, folder));
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot list the system's JDKs: folder=" + SYSTEM_FOLDER, e);
            }
        }
        return found.values();
    }

    private static void add(final Map<Path, Jdk> found, final Path folder) {
        try {
            if (Files.isExecutable(folder.resolve("bin/java")) && Files.isReadable(folder.resolve("release"))) {
                final Path home = folder.toRealPath();
                found.putIfAbsent(home, new Jdk(home, feature(home)));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read a JDK: folder=" + folder, e);
        }
    }

    private static int feature(final Path home) throws IOException {
        final Properties release = new Properties();
        try (var text = Files.newBufferedReader(home.resolve("release"))) {
            release.load(text);
        }
        final String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[.+-]", -1)[0]);
    }

    Path java() {
        return home.resolve("bin/java");
    }

    /** Whether this JDK warns about the memory access that the journal's library needs, and only a flag would stop it. */
    boolean warnsOfUnsafeMemory() {
        return feature >= 24;
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
