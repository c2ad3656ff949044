package io.gimbal.journal;

import static io.gimbal.journal.JournalFixture.CHRONICLE;
import static io.gimbal.journal.JournalFixture.FILE;
import static io.gimbal.journal.JournalFixture.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalTest extends LeakCheckedTest {
    private final JournalFixture fixture = new JournalFixture();

    static Stream<JournalStorage> storages() {
        return Stream.of(FILE, CHRONICLE);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldReadBackWhatWasAppendedWhenClosedInOrder(final JournalStorage storage) {
        JournalFixture.writeGeneration(directory, storage, 500);

        final JournalReader reader = JournalFixture.reader(directory);

        assertThat(reader.generations()).hasSize(1);
        assertThat(reader.generations().get(0).state()).isEqualTo(Generation.State.CLOSED);
        assertThat(JournalFixture.lines(reader.in(1), "in", 1)).hasSize(500);
        assertThat(JournalFixture.lines(reader.out(1), "out", 1)).hasSize(500);
        assertThat(reader.lastInSequence()).isEqualTo(500);
        final VerifyReport report = reader.verify();
        assertThat(report.ok()).isTrue();
        assertThat(report.records()).isEqualTo(1000);
        assertThat(report.lastSequence()).isEqualTo(500);
        assertThat(report.generations()).isEqualTo(1);
        assertThat(report.uncleanGenerations()).isZero();
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldKeepSequencesContiguousAndChainedWhenGenerationsFollow(final JournalStorage storage) {
        JournalFixture.writeGeneration(directory, storage, 10);
        final JournalStorage other = storage == FILE ? CHRONICLE : FILE;
        JournalFixture.writeGeneration(directory, other, 20);

        try (Journal third = JournalFixture.open(directory, storage)) {
            assertThat(third.generation()).isEqualTo(3);
            assertThat(third.epoch()).isEqualTo(3);
            assertThat(third.predecessor().lastInSequence()).isEqualTo(30);
            assertThat(third.predecessor().lastOutSequence()).isEqualTo(30);
            assertThat(third.recovery().isClean()).isTrue();
            assertThat(fixture.genesis(third)).isEqualTo(31);
            assertThat(fixture.append(third.out(), 1, 101)).isEqualTo(31);
        }

        final JournalReader reader = JournalFixture.reader(directory);
        assertThat(reader.verify().ok()).isTrue();
        assertThat(reader.verify().records()).isEqualTo(62);
        final List<String> second = JournalFixture.lines(reader.in(2), "in", 2);
        assertThat(second.get(0))
                .startsWith(
                        "{\"seq\":11,\"queue\":\"in\",\"time\":\"2023-04-13T00:00:00.000000000Z\",\"event\":\"Genesis\"")
                .containsOnlyOnce("\"generation\":2")
                .containsOnlyOnce("\"epoch\":2");
        assertThat(second.get(1))
                .startsWith("{\"seq\":12,\"queue\":\"in\",\"generation\":2,\"epoch\":2,"
                        + "\"time\":\"2023-04-13T00:00:00.000000012Z\",\"event\":\"Quote\",");
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldShowGrowingEndWhenReadWhileWritten(final JournalStorage storage) {
        try (Journal journal = JournalFixture.open(directory, storage);
                JournalTailer before = JournalFixture.reader(directory).in(1)) {
            assertThat(before.next()).isFalse();
            fixture.genesis(journal);
            assertThat(before.next()).isTrue();
            assertThat(before.next()).isFalse();
            fixture.append(journal.in(), 5000, 7);
            for (int sequence = 2; sequence <= 5001; sequence++) {
                assertThat(before.next()).isTrue();
                assertThat(before.sequence()).isEqualTo(sequence);
                assertThat(before.wallNs()).isEqualTo(START_NS + sequence);
            }
            assertThat(before.next()).isFalse();
            assertThat(JournalFixture.reader(directory).lastInSequence()).isEqualTo(5001);
            final VerifyReport report = JournalFixture.reader(directory).verify();
            assertThat(report.ok()).isTrue();
            assertThat(report.uncleanGenerations()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseSecondWriterWhenFirstIsOpen(final JournalStorage storage) {
        try (Journal first = JournalFixture.open(directory, storage)) {
            fixture.genesis(first);
            assertThatThrownBy(() -> JournalFixture.open(directory, storage))
                    .isInstanceOf(JournalBusyException.class)
                    .hasMessageContaining(directory.toString());
            assertThat(fixture.append(first.in(), 1, 7)).isEqualTo(2);
        }
        try (Journal next = JournalFixture.open(directory, storage)) {
            assertThat(next.generation()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldStopAppendingWhenReserveIsReached(final JournalStorage storage) {
        final AtomicLong usable = new AtomicLong(1L << 40);
        final JournalContext context = JournalFixture.context(directory, storage)
                .blockBytes(1 << 20)
                .minFreeBytes(1 << 20)
                .usableBytes(usable::get);
        try (Journal journal = Journal.open(context)) {
            fixture.genesis(journal);
            usable.set(1);
            long sequence = 1;
            long appended = 0;
            while (sequence > 0 && appended < 20L << 20) {
                sequence = fixture.append(journal.in(), 1, 104);
                appended += 250;
            }
            assertThat(sequence).isEqualTo(JournalAppender.NO_SPACE);
            final long last = journal.in().lastSequence();
            assertThat(fixture.append(journal.in(), 1, 104)).isEqualTo(JournalAppender.NO_SPACE);
            usable.set(1L << 40);
            assertThat(fixture.append(journal.in(), 1, 104)).isEqualTo(last + 1);
        }
        assertThat(JournalFixture.reader(directory).verify().ok()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseToOpenWhenLessThanTheReserveIsFree(final JournalStorage storage) {
        final JournalContext context =
                JournalFixture.context(directory, storage).minFreeBytes(1000).usableBytes(() -> 999);

        assertThatThrownBy(() -> Journal.open(context))
                .isInstanceOf(JournalSpaceException.class)
                .hasMessageContaining("usableBytes=999")
                .hasMessageContaining("minFreeBytes=1000");
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldAnswerClosedWhenAppendedToAfterClose(final JournalStorage storage) {
        final Journal journal = JournalFixture.open(directory, storage);
        fixture.genesis(journal);
        journal.close();
        journal.close();

        assertThat(fixture.append(journal.in(), 1, 7)).isEqualTo(JournalAppender.CLOSED);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldLetOnlyTheOwnerInWhenDirectoriesAreMade(final JournalStorage storage) throws Exception {
        JournalFixture.writeGeneration(directory.resolve("desk"), storage, 2);

        final Path generation = directory.resolve("desk/20230413/in/000001");
        assertThat(generation).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("desk"))))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldKeepAdvancingDurableSequencesWhenForced(final JournalStorage storage) {
        try (Journal journal = JournalFixture.open(directory, storage)) {
            fixture.genesis(journal);
            fixture.append(journal.out(), 3, 101);
            assertThat(journal.durableInSequence()).isZero();
            journal.force();
            assertThat(journal.durableInSequence()).isEqualTo(1);
            assertThat(journal.durableOutSequence()).isEqualTo(3);
            fixture.append(journal.in(), 2000, 8);
            assertThat(journal.durableInSequence()).isEqualTo(1);
            journal.force();
            assertThat(journal.durableInSequence()).isEqualTo(2001);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldSayWhichStorageIsMissingWhenItIsNotAtHand(final JournalStorage storage) {
        JournalFixture.writeGeneration(directory, storage, 2);
        final JournalStorage other = storage == FILE ? CHRONICLE : FILE;

        assertThatThrownBy(() -> JournalReader.open(directory, other).in(1).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("generation=1, storage=" + storage.name());
        assertThatThrownBy(() -> JournalFixture.reader(directory).out(2).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("generation=2");
    }

    @Test
    void shouldSayThatThereIsNoJournalWhenTheDirectoryIsEmpty() {
        assertThatThrownBy(() -> JournalFixture.reader(directory))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("no journal here");
    }

    @Test
    void shouldNameDaysByUtcWhenTheClockStandsAtTheirEdges() {
        assertThat(InstanceLayout.day(1_681_344_000_000_000_000L)).isEqualTo("20230413");
        assertThat(InstanceLayout.day(1_681_343_999_999_999_999L)).isEqualTo("20230412");
        assertThat(InstanceLayout.day(1)).isEqualTo("19700101");
    }
}
