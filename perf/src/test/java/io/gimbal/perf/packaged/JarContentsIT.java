package io.gimbal.perf.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what is not. */
final class JarContentsIT {
    private static final int CLASS_FILE_OF_JAVA_17 = 61;
    private static final int MAGIC_AND_MINOR_BYTES = 6;
    private static final Pattern UNWANTED = Pattern.compile("net/openhft/(analytics|compiler)/.*"
            + "|(META-INF/versions/\\d+/)?module-info\\.class"
            + "|META-INF/[^/]*\\.(SF|DSA|RSA|EC)"
            + "|META-INF/maven/.*"
            + "|(org/junit|org/assertj|com/tngtech|org/openjdk/jmh)/.*"
            + "|io/gimbal/.*(Test|IT)\\.class");

    private JarFile jar;

    @BeforeEach
    void openJar() throws IOException {
        jar = new JarFile(PackagedJar.path().toFile());
    }

    @AfterEach
    void closeJar() throws IOException {
        jar.close();
    }

    @Test
    void shouldOpenWhatTheLibrariesNeedWhenTheManifestIsRead() throws IOException {
        final Function<String, List<String>> words = name ->
                List.of(Objects.requireNonNullElse(manifestValue(name), "").split(" "));

        assertThat(words.apply("Main-Class")).containsExactly("io.gimbal.engine.app.GimbalMain");
        assertThat(words.apply("Add-Opens"))
                .contains("java.base/java.lang.reflect", "java.base/sun.nio.ch", "java.base/jdk.internal.misc");
        assertThat(words.apply("Add-Exports")).contains("java.base/jdk.internal.misc", "java.base/jdk.internal.ref");
        assertThat(words.apply("Enable-Native-Access")).containsExactly("ALL-UNNAMED");
        assertThat(words.apply("Multi-Release")).containsExactly("true");
    }

    private String manifestValue(final String name) {
        try {
            return jar.getManifest().getMainAttributes().getValue(name);
        } catch (final IOException e) {
            throw new IllegalStateException("cannot read the manifest: jar=" + PackagedJar.path(), e);
        }
    }

    @Test
    void shouldCarryNothingThatCallsHomeCompilesOrTests() {
        assertThat(jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> UNWANTED.matcher(name).matches()))
                .isEmpty();
    }

    @Test
    void shouldCarryEachEntryOnceAndOneIndexOfLoggingPlugins() {
        final var counts = jar.stream()
                .map(JarEntry::getName)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

        assertThat(counts)
                .allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
        assertThat(counts.keySet().stream().filter(name -> name.endsWith("Log4j2Plugins.dat")))
                .containsExactly("META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat");
    }

    @Test
    void shouldHoldNoTimeOfTheBuildSoThatTwoBuildsGiveTheSameBytes() throws IOException {
        final Instant dayBeforeTheBuild =
                Files.getLastModifiedTime(PackagedJar.path()).toInstant().minus(1, ChronoUnit.DAYS);

        assertThat(jar.stream()
                        .filter(entry -> entry.getLastModifiedTime().toInstant().isAfter(dayBeforeTheBuild)))
                .isEmpty();
    }

    @Test
    void shouldHoldOurClassesInTheByteCodeOfJava17() throws IOException {
        final List<JarEntry> ours = jar.stream()
                .filter(entry -> entry.getName().startsWith("io/gimbal/"))
                .filter(entry -> entry.getName().endsWith(".class"))
                .toList();

        assertThat(ours).isNotEmpty();
        for (final JarEntry entry : ours) {
            assertThat(classFileVersion(entry)).as(entry.getName()).isEqualTo(CLASS_FILE_OF_JAVA_17);
        }
    }

    private int classFileVersion(final JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry);
                DataInputStream bytes = new DataInputStream(in)) {
            bytes.skipBytes(MAGIC_AND_MINOR_BYTES);
            return bytes.readUnsignedShort();
        }
    }
}
