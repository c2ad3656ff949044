package io.gimbal.journal;

import static io.gimbal.journal.JournalFixture.CHRONICLE;
import static io.gimbal.journal.JournalFixture.FILE;
import static io.gimbal.journal.JournalFixture.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppenderTest extends LeakCheckedTest {
    private static final int WINDOW = 1000;
    private static final int SETTLED_WINDOWS = 100;
    private static final int MAX_WARM_UP_WINDOWS = 1500;
    private static final int MEASURED_WINDOWS = 220;

    private final JournalFixture fixture = new JournalFixture();

    static Stream<JournalStorage> storages() {
        return Stream.of(FILE, CHRONICLE);
    }

    @Tag("allocation")
    @ParameterizedTest
    @MethodSource("storages")
    void shouldAllocateNothingWhenNoBlockIsMapped(final JournalStorage storage) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final JournalContext context =
                JournalFixture.context(directory, storage).blockBytes(8 << 20).minFreeBytes(1);
        try (Journal journal = Journal.open(context)) {
            fixture.genesis(journal);
            final UnsafeBuffer slots = new UnsafeBuffer(ByteBuffer.allocateDirect(16 * 1024));
            final int length = new SampleEvents(7).encode(8, slots, Frame.HEADER_LENGTH);
            for (int slot = 1; slot < 16; slot++) {
                slots.putBytes(slot * 1024 + Frame.HEADER_LENGTH, slots, Frame.HEADER_LENGTH, length);
            }
            final int warmUp = warmUp(threads, journal.in(), slots, length);
            int quiet = 0;
            for (int window = 0; window < MEASURED_WINDOWS; window++) {
                final long mappings = journal.in().mappings();
                final long allocated = allocatedByWindow(threads, journal.in(), slots, length);
                if (journal.in().mappings() == mappings) {
                    assertThat(allocated)
                            .as("window %d after %d of warm-up", window, warmUp)
                            .isZero();
                    quiet++;
                }
            }
            assertThat(quiet).isGreaterThan(MEASURED_WINDOWS * 8 / 10);
        }
        assertThat(JournalFixture.reader(directory).verify().ok()).isTrue();
    }

    /** Runs until the compiler has settled: its own work shows as allocation of the thread that it serves. */
    private static int warmUp(
            final ThreadMXBean threads, final JournalAppender appender, final UnsafeBuffer slots, final int length) {
        int windows = 0;
        int quiet = 0;
        while (quiet < SETTLED_WINDOWS && windows < MAX_WARM_UP_WINDOWS) {
            final long mappings = appender.mappings();
            final long allocated = allocatedByWindow(threads, appender, slots, length);
            quiet = allocated == 0 ? quiet + 1 : appender.mappings() == mappings ? 0 : quiet;
            windows++;
        }
        return windows;
    }

    private static long allocatedByWindow(
            final ThreadMXBean threads, final JournalAppender appender, final UnsafeBuffer slots, final int length) {
        final long self = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(self);
        appendWindow(appender, slots, length);
        return threads.getThreadAllocatedBytes(self) - before;
    }

    private static void appendWindow(final JournalAppender appender, final UnsafeBuffer slots, final int length) {
        for (int i = 0; i < WINDOW; i++) {
            if (appender.append(slots, (i & 15) * 1024, length, START_NS + i, i) <= 0) {
                throw new IllegalStateException("refused");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldCompleteTheFrameAroundThePayloadWhenAppended(final JournalStorage storage) {
        final UnsafeBuffer buffer = SampleEvents.buffer();
        try (Journal journal = JournalFixture.open(directory, storage)) {
            fixture.genesis(journal);
            final int length = new SampleEvents(3).encode(7, buffer, 100 + Frame.HEADER_LENGTH);
            assertThat(journal.in().append(buffer, 100, length, 123, 456)).isEqualTo(2);

            final ByteBuffer frame = buffer.byteBuffer().duplicate().order(ByteOrder.LITTLE_ENDIAN);
            assertThat(frame.getShort(100)).isEqualTo((short) 0x6D47);
            assertThat(frame.get(102)).isEqualTo((byte) 1);
            assertThat(frame.get(103)).isEqualTo((byte) 7);
            assertThat(frame.getInt(104)).isEqualTo(length);
            assertThat(frame.getInt(108)).isEqualTo(journal.epoch());
            assertThat(frame.getLong(116)).isEqualTo(2);
            assertThat(frame.getLong(124)).isEqualTo(123);
            assertThat(frame.getLong(132)).isEqualTo(456);
            assertThat(frame.getLong(140 + length)).isEqualTo(journal.in().chain());
            final CRC32C crc = new CRC32C();
            crc.update(frame.limit(148 + length).position(100));
            assertThat(buffer.getInt(148 + length, ByteOrder.LITTLE_ENDIAN)).isEqualTo((int) crc.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldStoreTheSameFramesWhenBuffersDiffer(final JournalStorage storage) {
        final MutableDirectBuffer onHeap = new ExpandableArrayBuffer(Frame.MAX_LENGTH);
        try (Journal journal = JournalFixture.open(directory, storage)) {
            fixture.genesis(journal);
            for (int id : new int[] {7, 8, 9}) {
                final int length = new SampleEvents(id).encode(id, onHeap, Frame.HEADER_LENGTH);
                journal.in().append(onHeap, 0, length, START_NS, id);
            }
        }
        final java.nio.file.Path other = directory.resolve("direct");
        try (Journal journal = JournalFixture.open(other, storage)) {
            fixture.genesis(journal);
            final UnsafeBuffer direct = SampleEvents.buffer();
            for (int id : new int[] {7, 8, 9}) {
                final int length = new SampleEvents(id).encode(id, direct, Frame.HEADER_LENGTH);
                journal.in().append(direct, 0, length, START_NS, id);
            }
        }
        assertThat(JournalFixture.lines(JournalFixture.reader(directory).in(1), "in", 1))
                .isEqualTo(JournalFixture.lines(JournalFixture.reader(other).in(1), "in", 1));
    }

    @Test
    void shouldHoldTheSameRecordsInBothStorages() {
        JournalFixture.writeGeneration(directory.resolve("file"), FILE, 3000);
        JournalFixture.writeGeneration(directory.resolve("chronicle"), CHRONICLE, 3000);
        final JournalReader file = JournalFixture.reader(directory.resolve("file"));
        final JournalReader chronicle = JournalFixture.reader(directory.resolve("chronicle"));

        assertThat(JournalFixture.lines(file.in(1), "in", 1))
                .hasSize(3000)
                .isEqualTo(JournalFixture.lines(chronicle.in(1), "in", 1));
        assertThat(JournalFixture.lines(file.out(1), "out", 1))
                .isEqualTo(JournalFixture.lines(chronicle.out(1), "out", 1));
        assertThat(file.generations().get(0).end())
                .isEqualTo(chronicle.generations().get(0).end());
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseFirstInputThatIsNoFittingGenesis(final JournalStorage storage) {
        try (Journal journal = JournalFixture.open(directory, storage)) {
            assertThatThrownBy(() -> fixture.append(journal.in(), 1, 7))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("expected=Genesis, found template=7");
            final int length = SampleEvents.genesis(journal, fixture.buffer(), Frame.HEADER_LENGTH);
            final int generationOffset = Frame.HEADER_LENGTH + 8 + 8;
            fixture.buffer().putInt(generationOffset, 9, ByteOrder.LITTLE_ENDIAN);
            assertThatThrownBy(() -> journal.in().append(fixture.buffer(), 0, length, START_NS, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("generation expected=1, found=9");
            assertThat(fixture.genesis(journal)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldTakeLongestPayloadAndRefuseLonger(final JournalStorage storage) {
        try (Journal journal = JournalFixture.open(directory, storage)) {
            fixture.genesis(journal);
            final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * Frame.MAX_LENGTH));
            buffer.putByte(Frame.HEADER_LENGTH + 2, (byte) 7);
            assertThat(journal.in().append(buffer, 0, Frame.MAX_PAYLOAD_LENGTH, START_NS, 0))
                    .isEqualTo(2);
            assertThat(journal.in().append(buffer, 0, 8, START_NS, 0)).isEqualTo(3);
            assertThatThrownBy(() -> journal.in().append(buffer, 0, Frame.MAX_PAYLOAD_LENGTH + 1, START_NS, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> journal.in().append(buffer, 0, 7, START_NS, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            buffer.putByte(Frame.HEADER_LENGTH + 3, (byte) 1);
            assertThatThrownBy(() -> journal.in().append(buffer, 0, 8, START_NS, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("template id");
        }
        assertThat(JournalFixture.reader(directory).verify().records()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldStopForGoodWhenStoringFails(final JournalStorage storage) {
        final FailingStorage failing = new FailingStorage(storage, 4);
        try (Journal journal = JournalFixture.open(directory, failing)) {
            fixture.genesis(journal);
            fixture.append(journal.in(), 2, 7);
            assertThatThrownBy(() -> fixture.append(journal.in(), 1, 7)).isInstanceOf(InternalError.class);
            assertThatThrownBy(() -> fixture.append(journal.in(), 1, 7))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("an earlier append failed");
        }
        assertThat(JournalFixture.reader(directory).generations().get(0).state())
                .isEqualTo(Generation.State.OPEN);
        try (Journal next = JournalFixture.open(directory, storage)) {
            assertThat(next.recovery().sealed()).hasSize(1);
            assertThat(next.predecessor().lastInSequence()).isEqualTo(3);
        }
    }

    @Test
    void shouldKeepTheLockFreeWhenOpeningFails() {
        final FailingStorage failing = new FailingStorage(FILE, 0);

        assertThatThrownBy(() -> JournalFixture.open(directory, failing)).isInstanceOf(InternalError.class);

        try (Journal journal = JournalFixture.open(directory, FILE)) {
            assertThat(journal.generation()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldGoOnWhenTheThreadIsInterrupted(final JournalStorage storage) {
        try (Journal journal = JournalFixture.open(directory, storage)) {
            fixture.genesis(journal);
            Thread.currentThread().interrupt();
            fixture.append(journal.in(), 5000, 104);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.in().lastSequence()).isEqualTo(5001);
        }
        assertThat(JournalFixture.reader(directory).verify().ok()).isTrue();
    }
}
