package io.gimbal.perf.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.perf.packaged.Sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar as a user has it: {@code java -jar} with no option, in an empty home, watched. */
final class PackagedJarIT {
    private static final int OK = 0;
    private static final int USAGE = 2;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern LOCAL = Pattern.compile("127\\..*|::1|::ffff:127\\..*");
    private static final Pattern OF_THE_JVM = Pattern.compile("/tmp/hsperfdata_[^/]*(/.*)?"
            + "|/dev/(null|tty|zero)|/proc/(self|\\d+)/.*|/memfd:.*|(pipe|socket):\\[\\d+\\]");
    private static final Pattern JVM_WARNING = Pattern.compile("(?m)^WARNING: .*\\R?");

    private Sandbox sandbox;

    /**
     * A user's session: commands that follow one another on the same data folder.
     *
     * @param name     shown in the report
     * @param commands arguments; {@code DATA} stands for the data folder, {@code ROOT} for the project's
     */
    record Session(String name, List<String> commands) {
        List<String> arguments(final String command, final Path data) {
            return Stream.of(command.split(" "))
                    .map(word -> word.replace("DATA", data.toString())
                            .replace("ROOT", PackagedJar.root().toString()))
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A session on one JDK.
     *
     * @param jdk     to run on
     * @param session to run
     */
    record Run(Jdk jdk, Session session) {
        @Override
        public String toString() {
            return session + " on " + jdk;
        }
    }

    static List<Session> sessions() {
        return List.of(
                new Session("version", List.of("version --json")),
                new Session(
                        "configuration",
                        List.of(
                                "config check ROOT/config/gimbal.toml --json",
                                "config show --json",
                                "config schema --json")),
                new Session(
                        "the main job",
                        List.of(
                                "demo --seconds 3 --seed 7 --journal DATA/demo --json",
                                "replay DATA/demo --json",
                                "journal verify DATA/demo --json",
                                "backtest --world gbm --seed 3 --seconds 60 --journal DATA/gbm --json",
                                "replay DATA/gbm --json",
                                "journal ls DATA/gbm --json",
                                "journal tail DATA/gbm --queue out -n 2 --json")));
    }

    static Iterable<Jdk> jdks() {
        return Jdk.here();
    }

    static List<Run> runs() {
        final List<Run> runs = new ArrayList<>();
        jdks().forEach(jdk -> sessions().forEach(session -> runs.add(new Run(jdk, session))));
        return runs;
    }

    @BeforeEach
    void makeSandbox(@TempDir final Path folder) throws IOException {
        sandbox = new Sandbox(folder);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldPrintOneJsonObjectAndNothingElseWhenStartedWithNoOption(final Run run) throws Exception {
        for (final String command : run.session().commands()) {
            final Outcome outcome =
                    sandbox.run(PackagedJar.command(run.jdk(), run.session().arguments(command, sandbox.data())));

            assertThat(outcome.exit()).as("%s: %s", command, outcome.errors()).isEqualTo(OK);
            assertThat(json(outcome.output()).isObject()).isTrue();
            assertThat(complaints(run.jdk(), outcome)).as(command).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void shouldNameTheJdkItRunsOnWhenAskedForItsVersion(final Jdk jdk) throws Exception {
        final Outcome outcome = sandbox.run(PackagedJar.command(jdk, List.of("version", "--json")));

        assertThat(json(outcome.output()).toString())
                .contains("\"0.1.0\"")
                .containsPattern("\"" + jdk.feature() + "\\b");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void shouldExitWithUsageWhenTheVerbIsUnknown(final Jdk jdk) throws Exception {
        final Outcome outcome = sandbox.run(PackagedJar.command(jdk, List.of("hegde")));

        assertThat(outcome.exit()).isEqualTo(USAGE);
        assertThat(outcome.errors()).contains("hegde");
        assertThat(outcome.output()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldLeaveHomeTemporaryAndWorkingFoldersEmptyWhenItRuns(final Run run) throws Exception {
        final List<String> options =
                List.of("-Duser.home=" + sandbox.home(), "-Djava.io.tmpdir=" + sandbox.temporary());
        for (final String command : run.session().commands()) {
            final Outcome outcome = sandbox.run(
                    PackagedJar.command(run.jdk(), options, run.session().arguments(command, sandbox.data())));

            assertThat(outcome.exit()).as("%s: %s", command, outcome.errors()).isEqualTo(OK);
            assertThat(sandbox.strayFiles()).as(command).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldWriteOnlyItsDataAndSpeakOnlyToThisMachineWhenItRuns(final Run run) throws Exception {
        assumeTrue(SystemCalls.canBeWatched(), "strace is not here or may not be used");
        int number = 0;
        for (final String command : run.session().commands()) {
            final Path logs = sandbox.aside("logs" + number++);
            final List<String> java =
                    PackagedJar.command(run.jdk(), run.session().arguments(command, sandbox.data()));

            final Outcome outcome = sandbox.run(SystemCalls.watching(logs, java));

            assertThat(outcome.exit()).as("%s: %s", command, outcome.errors()).isEqualTo(OK);
            final SystemCalls calls = SystemCalls.read(logs, sandbox.work());
            assertThat(calls.addresses().stream()
                            .filter(address -> !LOCAL.matcher(address).matches()))
                    .as(command)
                    .isEmpty();
            assertThat(calls.written().stream().filter(path -> !isAllowed(path)))
                    .as(command)
                    .isEmpty();
        }
    }

    private boolean isAllowed(final Path path) {
        return path.startsWith(sandbox.data())
                || OF_THE_JVM.matcher(path.toString()).matches();
    }

    private static String complaints(final Jdk jdk, final Outcome outcome) {
        return jdk.warnsOfUnsafeMemory() ? JVM_WARNING.matcher(outcome.errors()).replaceAll("") : outcome.errors();
    }

    private static JsonNode json(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new AssertionError("not one JSON object: text=" + text, e);
        }
    }
}
