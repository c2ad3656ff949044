package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a project of empty files, with a JDK and a Maven that only say how they were called. */
@Timeout(60)
class LauncherTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Path project = Path.of("");
    private Path jdk = Path.of("");
    private Path tools = Path.of("");

    @BeforeEach
    void layOutAProject() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher needs bash");
        project = folder.toRealPath().resolve("a project");
        for (final String module : List.of("journal", "feeds", "engine")) {
            Files.createDirectories(project.resolve(module + "/src/main/java"));
            Files.writeString(project.resolve(module + "/pom.xml"), "");
            Files.writeString(project.resolve(module + "/src/main/java/A.java"), "");
        }
        Files.writeString(project.resolve("pom.xml"), "");
        Files.copy(Path.of("..", "gimbal"), project.resolve("gimbal"));
        executable(project.resolve("gimbal"));
        jdk = fakeJdk("17.0.15");
        tools = Files.createDirectories(folder.resolve("tools"));
        script(tools.resolve("mvn"), """
                #!/bin/bash
                echo "mvn in $PWD: $*" >&2
                echo "$*" >>"$PWD/builds"
                [ ! -e "$PWD/broken" ] || exit 1
                mkdir -p engine/target
                echo jar >engine/target/gimbal.jar
                """);
        ageSources();
    }

    @Test
    void shouldBuildFirstWhenThereIsNoJar() throws IOException, InterruptedException {
        final Outcome outcome = launch(project.resolve("gimbal"), Map.of(), "version", "--json");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("gimbal: building " + jar())
                .endsWith("log: " + project.resolve("engine/target/build.log"));
        assertThat(builds()).singleElement().asString().contains("-DskipTests package -pl engine -am");
        assertThat(outcome.out().strip()).isEqualTo("[-jar][" + jar() + "][version][--json]");
    }

    @Test
    void shouldSayNothingOfItsOwnWhenTheJarIsFresh() throws IOException, InterruptedException {
        layOutJar();

        final Outcome outcome = launch(project.resolve("gimbal"), Map.of(), "config", "check", "a b.toml", "");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().strip()).isEqualTo("[-jar][" + jar() + "][config][check][a b.toml][]");
        assertThat(builds()).isEmpty();
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewer() throws IOException, InterruptedException {
        layOutJar();
        final Path source = project.resolve("feeds/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(-1)));
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().plusSeconds(-60)));

        launch(project.resolve("gimbal"), Map.of(), "version");
        final Outcome again = launch(project.resolve("gimbal"), Map.of(), "version");

        assertThat(builds()).hasSize(1);
        assertThat(again.err()).isEmpty();
    }

    @Test
    void shouldBuildOnceWhenStartedTwiceAtOnce() throws IOException, InterruptedException {
        final List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(start(project.resolve("gimbal"), Map.of(), "version"));
        }

        for (final Process start : starts) {
            assertThat(outcome(start).exitCode()).isZero();
        }
        assertThat(builds()).hasSize(1);
    }

    @Test
    void shouldStopWhenTheBuildFails() throws IOException, InterruptedException {
        Files.writeString(project.resolve("broken"), "");

        final Outcome outcome = launch(project.resolve("gimbal"), Map.of(), "version");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("mvn in " + project, "the build failed; run mvn verify");
    }

    @Test
    void shouldFindItsFolderThroughLinksAndKeepTheUsersFolder() throws IOException, InterruptedException {
        layOutJar();
        final Path first = Files.createSymbolicLink(folder.resolve("first"), project.resolve("gimbal"));
        final Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));

        final Outcome outcome = launch(second, Map.of("SHOW_FOLDER", "1"), "version");

        assertThat(first).exists();
        assertThat(outcome.out()).contains("[" + jar() + "]").contains("in " + folder.toRealPath());
    }

    @Test
    void shouldPassOwnOptionsBeforeTheJar() throws IOException, InterruptedException {
        layOutJar();

        final Outcome outcome =
                launch(project.resolve("gimbal"), Map.of("GIMBAL_JAVA_OPTS", " -Xint  -Da=b "), "version");

        assertThat(outcome.out().strip()).isEqualTo("[-Xint][-Da=b][-jar][" + jar() + "][version]");
    }

    @Test
    void shouldReadTheOptionsOfTheProject() throws IOException, InterruptedException {
        layOutJar();
        final Path options = Files.createDirectories(project.resolve("config")).resolve("jvm.options");
        Files.writeString(options, "-XX:+ExitOnOutOfMemoryError\n");

        final Outcome outcome = launch(project.resolve("gimbal"), Map.of(), "version");

        assertThat(outcome.out()).startsWith("[@" + options + "][-jar]");
    }

    @Test
    void shouldSilenceNewerJdks() throws IOException, InterruptedException {
        layOutJar();
        jdk = fakeJdk("25");

        final Outcome outcome = launch(project.resolve("gimbal"), Map.of(), "version");

        assertThat(outcome.out())
                .startsWith("[--enable-native-access=ALL-UNNAMED][--sun-misc-unsafe-memory-access=allow][-jar]");
    }

    @Test
    void shouldAddTheVectorModuleForMeasurementsAlone() throws IOException, InterruptedException {
        layOutJar();

        final Outcome bench = launch(project.resolve("gimbal"), Map.of(), "bench", "greeks");
        final Outcome greeks = launch(project.resolve("gimbal"), Map.of(), "greeks", "bench");

        assertThat(bench.out().strip())
                .isEqualTo("[--add-modules=jdk.incubator.vector][-jar][" + jar() + "][bench][greeks]");
        assertThat(greeks.out().strip()).isEqualTo("[-jar][" + jar() + "][greeks][bench]");
    }

    @Test
    void shouldMeasureWithoutTheVectorModuleWhenTheJdkHasNone() throws IOException, InterruptedException {
        layOutJar();

        final Outcome outcome =
                launch(project.resolve("gimbal"), Map.of("MODULES", "java.base@17.0.15"), "bench", "greeks");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().strip()).isEqualTo("[-jar][" + jar() + "][bench][greeks]");
    }

    @Test
    void shouldRefuseAnOldJdk() throws IOException, InterruptedException {
        layOutJar();
        for (final String version : List.of("11.0.22", "1.8.0_402")) {
            jdk = fakeJdk(version);

            final Outcome outcome = launch(project.resolve("gimbal"), Map.of(), "version");

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("JDK 17 or later is needed");
        }
    }

    @Test
    void shouldRefuseAJavaHomeWithoutJava() throws IOException, InterruptedException {
        layOutJar();
        jdk = folder.resolve("nowhere");

        final Outcome outcome = launch(project.resolve("gimbal"), Map.of(), "version");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("JAVA_HOME=" + jdk);
    }

    private record Outcome(int exitCode, String out, String err) {}

    private Outcome launch(final Path launcher, final Map<String, String> environment, final String... args)
            throws IOException, InterruptedException {
        return outcome(start(launcher, environment, args));
    }

    private Process start(final Path launcher, final Map<String, String> environment, final String... args)
            throws IOException {
        final List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        final ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("GIMBAL_JAVA_OPTS");
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ':' + path);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome outcome(final Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        final String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, err);
    }

    private Path fakeJdk(final String version) throws IOException {
        final Path home = folder.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), """
                #!/bin/bash
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; exit; fi
                if [ "$1" = --list-modules ]; then printf '%%s\n' ${MODULES-java.base@17 jdk.incubator.vector@17}; exit; fi
                printf '[%%s]' "$@"
                echo
                if [ -n "$SHOW_FOLDER" ]; then echo "in $PWD"; fi
                """.formatted(version));
        return home;
    }

    private void layOutJar() throws IOException {
        Files.createDirectories(jar().getParent());
        Files.writeString(jar(), "jar");
    }

    private Path jar() {
        return project.resolve("engine/target/gimbal.jar");
    }

    private List<String> builds() throws IOException {
        final Path log = project.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private void ageSources() throws IOException {
        try (var files = Files.walk(project)) {
            for (final Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    private static void script(final Path file, final String text) throws IOException {
        Files.writeString(file, text);
        executable(file);
    }

    private static void executable(final Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
