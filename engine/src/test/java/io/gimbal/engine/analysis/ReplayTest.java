package io.gimbal.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.engine.analysis.ReplayResult.Difference;
import io.gimbal.journal.JournalCorruptException;
import io.gimbal.journal.JournalStorage;
import io.gimbal.journal.LeakCheckedTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
final class ReplayTest extends LeakCheckedTest {
    static List<JournalStorage> storages() {
        return List.of(JournaledRun.FILE, JournaledRun.CHRONICLE);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldMakeTheSameOutputsAgainWhateverDroveTheRun(final JournalStorage storage) {
        final SummingEngine live = new SummingEngine();
        new JournaledRun(directory).storage(storage).prices(20_000).onThreads().run(live);
        final SummingEngine again = new SummingEngine();
        final List<Long> progress = new ArrayList<>();

        final ReplayResult result = replay(directory, again, progress);

        assertThat(result.identical()).isTrue();
        assertThat(result.inputs()).isEqualTo(20_001);
        assertThat(result.outputs()).isEqualTo(20_000);
        assertThat(result.generations()).isEqualTo(1);
        assertThat(result.neverSent()).isZero();
        assertThat(result.difference()).isNull();
        assertThat(result.eventsPerSecond()).isPositive();
        assertThat(again.sum()).isEqualTo(live.sum());
        assertThat(progress).isSorted().contains(4096L).endsWith(20_001L);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldGoOnLiveWhereTheGenerationBeforeEndedWhenRecovered(final JournalStorage storage) {
        new JournaledRun(directory).storage(storage).prices(50).run(new SummingEngine());
        final SummingEngine recovered = new SummingEngine();

        final ReplayResult recovery = replay(directory, recovered, new ArrayList<>());
        new JournaledRun(directory).storage(storage).prices(70).run(recovered);
        final SummingEngine again = new SummingEngine();
        final ReplayResult result = replay(directory, again, new ArrayList<>());

        assertThat(recovery.identical()).isTrue();
        assertThat(result.identical()).isTrue();
        assertThat(result.generations()).isEqualTo(2);
        assertThat(result.outputs()).isEqualTo(120);
        assertThat(again.sum()).isEqualTo(recovered.sum());
    }

    @Test
    void shouldLeaveTheGenerationsThatWereNotAskedFor() {
        new JournaledRun(directory).prices(50).run(new SummingEngine());
        new JournaledRun(directory).prices(70).run(new SummingEngine());
        final SummingEngine engine = new SummingEngine();
        final Replay replay = new Replay(JournaledRun.reader(directory), done -> {});
        engine.relay().direct(replay.egress());

        final ReplayResult result = replay.run(engine, 1);

        assertThat(result.identical()).isTrue();
        assertThat(result.inputs()).isEqualTo(51);
        assertThat(result.generations()).isEqualTo(1);
    }

    @Test
    void shouldNameTheFirstFieldThatDiffersAndStopThereWhenTheEngineIsAnother() {
        new JournaledRun(directory).prices(50).run(new SummingEngine());
        final SummingEngine other = new SummingEngine(2e-8);

        final ReplayResult result = replay(directory, other, new ArrayList<>());

        assertThat(result.identical()).isFalse();
        assertThat(result.inputs()).isEqualTo(2);
        assertThat(result.generations()).isZero();
        final Difference difference = Objects.requireNonNull(result.difference());
        assertThat(difference.generation()).isEqualTo(1);
        assertThat(difference.outSequence()).isEqualTo(1);
        assertThat(difference.causeSequence()).isEqualTo(2);
        assertThat(difference.what()).isEqualTo("HedgeDecision.totalDelta: expected=20000, actual=40000");
    }

    @Test
    void shouldFindTheGenerationInWhichAnUnrecoveredEngineWentOn() {
        new JournaledRun(directory).prices(50).run(new SummingEngine());
        new JournaledRun(directory).prices(50).run(new SummingEngine());

        final Difference difference = Objects.requireNonNull(
                replay(directory, new SummingEngine(), new ArrayList<>()).difference());

        assertThat(difference.generation()).isEqualTo(2);
        assertThat(difference.outSequence()).isEqualTo(51);
        assertThat(difference.causeSequence()).isEqualTo(53);
    }

    @Test
    void shouldCallOutputsNeverSentWhenTheWriterDiedBeforeItTookThem() throws IOException {
        final Path killed = directory.resolve("killed");
        new JournaledRun(directory.resolve("live"))
                .prices(50)
                .losingOutputsAfter(30)
                .beforeClose(() -> copy(directory.resolve("live"), killed))
                .run(new SummingEngine());

        final ReplayResult open = replay(killed, new SummingEngine(), new ArrayList<>());

        assertThat(open.identical()).isTrue();
        assertThat(open.outputs()).isEqualTo(30);
        assertThat(open.neverSent()).isEqualTo(20);

        final SummingEngine recovered = new SummingEngine();
        replay(killed, recovered, new ArrayList<>());
        new JournaledRun(killed).prices(10).run(recovered);
        final ReplayResult sealed = replay(killed, new SummingEngine(), new ArrayList<>());

        assertThat(sealed.identical()).isTrue();
        assertThat(sealed.neverSent()).isEqualTo(20);
        assertThat(sealed.outputs()).isEqualTo(40);
        assertThat(sealed.generations()).isEqualTo(2);
    }

    @Test
    void shouldCallAMissingOutputADifferenceWhenTheGenerationEndedInOrder() {
        new JournaledRun(directory).prices(50).losingOutputsAfter(30).run(new SummingEngine());

        final Difference difference = Objects.requireNonNull(
                replay(directory, new SummingEngine(), new ArrayList<>()).difference());

        assertThat(difference.outSequence()).isZero();
        assertThat(difference.causeSequence()).isEqualTo(32);
        assertThat(difference.what()).startsWith("not in the journal").contains("HedgeDecision");
    }

    @Test
    void shouldCallAnOutputThatNoInputExplainsADifference() {
        new JournaledRun(directory).prices(50).losingInputsAfter(41).run(new SummingEngine());

        final ReplayResult result = replay(directory, new SummingEngine(), new ArrayList<>());

        final Difference difference = Objects.requireNonNull(result.difference());
        assertThat(result.identical()).isFalse();
        assertThat(result.outputs()).isEqualTo(40);
        assertThat(difference.outSequence()).isEqualTo(41);
        assertThat(difference.causeSequence()).isEqualTo(42);
        assertThat(difference.what()).startsWith("not made again");
    }

    @Test
    void shouldRefuseAJournalWithAFlippedBit() throws IOException {
        new JournaledRun(directory).prices(50).run(new SummingEngine());
        flipBit(largestFileBelow(directory, "out"));

        assertThatThrownBy(() -> replay(directory, new SummingEngine(), new ArrayList<>()))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("out");
    }

    private static ReplayResult replay(final Path journal, final SummingEngine engine, final List<Long> progress) {
        final Replay replay = new Replay(JournaledRun.reader(journal), progress::add);
        engine.relay().direct(replay.egress());
        return replay.run(engine);
    }

    private static void copy(final Path from, final Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (final Path path : paths.toList()) {
                final Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path largestFileBelow(final Path directory, final String queue) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains("/" + queue + "/"))
                    .max((left, right) ->
                            Long.compare(left.toFile().length(), right.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void flipBit(final Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.seek(400);
            final int value = content.read();
            content.seek(400);
            content.write(value ^ 4);
        }
    }
}
