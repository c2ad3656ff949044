package io.gimbal.journal;

import static io.gimbal.journal.JournalFixture.CHRONICLE;
import static io.gimbal.journal.JournalFixture.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A journal whose writer died, and what the next start makes of it. */
class RecoveryTest extends LeakCheckedTest {
    private static final int RECORDS = 6;

    private final JournalFixture fixture = new JournalFixture();

    static Stream<JournalStorage> storages() {
        return Stream.of(FILE, CHRONICLE);
    }

    /** The files of a writer that died with {@link #RECORDS} inputs and two outputs appended. */
    private Path killed(final JournalStorage storage) throws IOException {
        final Path living = directory.resolve("living");
        try (Journal journal = JournalFixture.open(living, storage)) {
            fixture.genesis(journal);
            fixture.append(journal.in(), RECORDS - 1, 7, 19);
            fixture.append(journal.out(), 2, 101);
            return DamagedFiles.image(living, directory.resolve("killed"));
        }
    }

    private static Generation recover(final Path journal) throws IOException {
        return recover(journal, false).generations().get(0);
    }

    private static Manifest recover(final Path journal, final boolean isDamageSealed) throws IOException {
        final InstanceLayout layout = new InstanceLayout(journal);
        return new Recovery(layout, JournalContext.byName(List.of(FILE, CHRONICLE)), isDamageSealed)
                .run(Manifest.read(layout.manifest()));
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldSealAtLastRecordAndGoOnWhenWriterWasKilled(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);

        try (Journal next = JournalFixture.open(journal, storage)) {
            assertThat(next.recovery().sealed()).hasSize(1);
            assertThat(next.recovery().records()).isEqualTo(RECORDS + 2);
            assertThat(next.recovery().suspicions()).isEmpty();
            assertThat(next.epoch()).isEqualTo(2);
            assertThat(next.predecessor().generation()).isEqualTo(1);
            assertThat(next.predecessor().lastInSequence()).isEqualTo(RECORDS);
            assertThat(next.predecessor().lastOutSequence()).isEqualTo(2);
            assertThat(fixture.genesis(next)).isEqualTo(RECORDS + 1);
        }

        final JournalReader reader = JournalFixture.reader(journal);
        assertThat(reader.generations())
                .extracting(Generation::state)
                .containsExactly(Generation.State.SEALED, Generation.State.CLOSED);
        final VerifyReport report = reader.verify();
        assertThat(report.ok()).isTrue();
        assertThat(report.uncleanGenerations()).isEqualTo(1);
        assertThat(report.lastSequence()).isEqualTo(RECORDS + 1);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldNotTouchOldFilesWhenSealing(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);
        final Path data = DamagedFiles.dataFile(journal, "in");
        final byte[] before = Files.readAllBytes(data);

        JournalFixture.open(journal, storage).close();

        assertThat(Files.readAllBytes(data)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldKeepWholeRecordsWhenFileEndsAtAnyByte(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);
        final Path data = DamagedFiles.dataFile(journal, "in");
        final byte[] whole = Files.readAllBytes(data);
        final int[] ends = frameEnds(whole);

        for (int length = ends[RECORDS] + 64; length >= 0; length -= step(length, ends[0])) {
            final int expected = wholeRecords(ends, length);
            DamagedFiles.cut(data, length);
            assertThat(recover(journal).end().lastInSequence())
                    .as("cut at %d", length)
                    .isEqualTo(expected);
            DamagedFiles.put(data, length, new byte[Math.max(0, ends[RECORDS] - length) + 2048]);
            assertThat(recover(journal).end().lastInSequence())
                    .as("zeros from %d", length)
                    .isEqualTo(expected);
        }
    }

    /** Every byte where records stand; fewer where only the storage's own head does. */
    private static int step(final int length, final int firstFrame) {
        return length > firstFrame || length < 300 ? 1 : 101;
    }

    /** Where the first frame begins, then where each ends. */
    private static int[] frameEnds(final byte[] content) {
        final int[] ends = new int[RECORDS + 1];
        for (int i = 1; i <= RECORDS; i++) {
            final int offset = DamagedFiles.frameOffset(content, i);
            ends[0] = i == 1 ? offset : ends[0];
            ends[i] = offset + DamagedFiles.frameLength(content, offset);
        }
        return ends;
    }

    private static int wholeRecords(final int[] ends, final int length) {
        int count = 0;
        while (count < RECORDS && ends[count + 1] <= length) {
            count++;
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldSealBeforeDamagedRecordAndSaySoWhenNothingLiesBehind(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);
        final Path data = DamagedFiles.dataFile(journal, "in");
        final byte[] whole = Files.readAllBytes(data);
        final int last = DamagedFiles.frameOffset(whole, RECORDS);
        DamagedFiles.put(data, last + 45, (byte) ~whole[last + 45]);

        try (Journal next = JournalFixture.open(journal, storage)) {
            assertThat(next.predecessor().lastInSequence()).isEqualTo(RECORDS - 1);
            assertThat(next.recovery().suspicions())
                    .singleElement()
                    .asString()
                    .contains("damaged record at the tail")
                    .contains("queue=in, generation=1, sequence=" + RECORDS)
                    .contains("checksum");
            fixture.genesis(next);
        }
        assertThat(JournalFixture.reader(journal).verify().ok()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseWhenValidRecordsLieBehindDamage(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);
        final Path data = DamagedFiles.dataFile(journal, "in");
        final byte[] whole = Files.readAllBytes(data);
        final int third = DamagedFiles.frameOffset(whole, 3);

        for (int i = 0; i < DamagedFiles.frameLength(whole, third); i++) {
            DamagedFiles.put(data, third + i, (byte) (whole[third + i] ^ 0x10));
            assertThatThrownBy(() -> JournalFixture.open(journal, storage))
                    .isInstanceOf(JournalCorruptException.class)
                    .hasMessageContaining("queue=in, generation=1, sequence=3")
                    .hasMessageContaining("valid records lie behind");
            DamagedFiles.put(data, third + i, whole[third + i]);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseHoleOfZerosUntilOperatorGivesUpTheRest(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);
        final Path data = DamagedFiles.dataFile(journal, "in");
        final byte[] whole = Files.readAllBytes(data);
        final int second = DamagedFiles.frameOffset(whole, 2);
        final int fourth = DamagedFiles.frameOffset(whole, 4);
        final int commitLength = storage == FILE ? 8 : 4;
        DamagedFiles.put(data, second - commitLength, new byte[fourth - second]);

        assertThatThrownBy(() -> JournalFixture.open(journal, storage))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("hole in an unclean generation")
                .hasMessageContaining("sequence=2");
        assertThat(JournalFixture.reader(journal).verify().ok()).isFalse();
        final JournalContext given = JournalFixture.context(journal, storage).sealDamage(true);
        try (Journal next = Journal.open(given)) {
            assertThat(next.predecessor().lastInSequence()).isEqualTo(1);
            assertThat(next.recovery().suspicions()).singleElement().asString().contains("given up");
        }
        assertThat(JournalFixture.reader(journal).verify().ok()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldSealEmptyGenerationWhenWriterDiedBeforeFirstRecord(final JournalStorage storage) throws IOException {
        final Path living = directory.resolve("living");
        try (Journal journal = JournalFixture.open(living, storage)) {
            assertThat(journal.generation()).isEqualTo(1);
            DamagedFiles.image(living, directory.resolve("killed"));
        }
        final Path killed = directory.resolve("killed");

        for (int start = 2; start <= 4; start++) {
            try (Journal next = JournalFixture.open(killed, storage)) {
                assertThat(next.generation()).isEqualTo(start);
                assertThat(next.epoch()).isEqualTo(start);
                assertThat(next.predecessor().lastInSequence()).isZero();
            }
        }
        assertThat(JournalFixture.reader(killed).verify().ok()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldComeToTheSameWhenRecoveryItselfIsRepeated(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);

        final Generation first = recover(journal);
        final Generation again = recover(journal);

        assertThat(again).isEqualTo(first);
        assertThat(first.state()).isEqualTo(Generation.State.SEALED);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseQuicklyWhenDataFileOfClosedGenerationIsEmpty(final JournalStorage storage) throws IOException {
        JournalFixture.writeGeneration(directory.resolve("closed"), storage, 5);
        final Path journal = directory.resolve("closed");
        DamagedFiles.cut(DamagedFiles.dataFile(journal, "in"), 0);

        final VerifyReport report = JournalFixture.reader(journal).verify();

        assertThat(report.ok()).isFalse();
        assertThat(JournalFixture.firstBad(report).toString())
                .contains("queue=in, generation=1, sequence=1")
                .contains("records are missing");
        try (JournalTailer tailer = JournalFixture.reader(journal).in(1)) {
            assertThatThrownBy(tailer::next).isInstanceOf(JournalCorruptException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseSymbolicLinksInAJournal(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);
        final Path data = DamagedFiles.dataFile(journal, "in");
        final Path elsewhere = directory.resolve("elsewhere");
        Files.move(data, elsewhere);
        Files.createSymbolicLink(data, elsewhere);

        assertThatThrownBy(() -> JournalFixture.open(journal, storage))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("link");
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldLoseNothingPublishedWhenCopiedAtAnyMoment(final JournalStorage storage) throws IOException {
        final Path living = directory.resolve("living");
        try (Journal journal = JournalFixture.open(living, storage)) {
            fixture.genesis(journal);
            for (int round = 1; round <= 12; round++) {
                fixture.append(journal.in(), 97, 8, 5);
                final Path image = DamagedFiles.image(living, directory.resolve("image" + round));
                assertThat(recover(image).end().lastInSequence())
                        .isEqualTo(journal.in().lastSequence());
                assertThat(recover(image).end().inChain())
                        .isEqualTo(journal.in().chain());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseWhenRecordWasExchangedWithAnEarlierOne(final JournalStorage storage) throws IOException {
        final Path journal = killed(storage);
        final Path data = DamagedFiles.dataFile(journal, "in");
        final byte[] whole = Files.readAllBytes(data);
        final int second = DamagedFiles.frameOffset(whole, 2);
        final int fourth = DamagedFiles.frameOffset(whole, 4);
        final int length = DamagedFiles.frameLength(whole, second);
        assertThat(DamagedFiles.frameLength(whole, fourth)).isEqualTo(length);
        DamagedFiles.put(data, fourth, Arrays.copyOfRange(whole, second, second + length));

        final VerifyReport report = JournalFixture.reader(journal).verify();

        assertThat(report.ok()).isFalse();
        assertThat(report.gaps()).isPositive();
        assertThat(JournalFixture.firstBad(report).what()).isEqualTo("sequence: expected=4, found=2");
        assertThatThrownBy(() -> recover(journal)).isInstanceOf(JournalCorruptException.class);
    }
}
