package io.gimbal.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.Frame;
import io.gimbal.journal.JournalCorruptException;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.RecordReader;
import io.gimbal.journal.RecordWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ChronicleStorageTest extends LeakCheckedTest {
    private static final long START_NS = 1_681_344_000_000_000_000L;
    private static final int BLOCK_BYTES = 1 << 16;

    private final ChronicleStorage storage = new ChronicleStorage();

    private List<String> write(final Path queue, final int count) throws IOException {
        Files.createDirectories(queue);
        final SplittableRandom random = new SplittableRandom(7);
        final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.MAX_LENGTH));
        final List<String> written = new ArrayList<>();
        try (RecordWriter writer = storage.create(queue, BLOCK_BYTES, START_NS)) {
            for (int i = 0; i < count; i++) {
                final byte[] bytes = new byte[60 + random.nextInt(Frame.MAX_LENGTH - 60)];
                random.nextBytes(bytes);
                record.putBytes(0, bytes);
                writer.write(record, 0, bytes.length);
                written.add(HexFormat.of().formatHex(bytes));
            }
        }
        return written;
    }

    private List<String> read(final Path queue) {
        final List<String> found = new ArrayList<>();
        try (RecordReader reader = storage.open(queue)) {
            while (reader.next() == RecordReader.RECORD) {
                final byte[] bytes = new byte[reader.length()];
                reader.buffer().getBytes(reader.offset(), bytes);
                found.add(HexFormat.of().formatHex(bytes));
            }
            assertThat(reader.fault()).isEmpty();
        }
        return found;
    }

    private static List<String> readWithTheLibrary(final Path queue) {
        final List<String> found = new ArrayList<>();
        final Bytes<?> bytes = Bytes.allocateElasticOnHeap(Frame.MAX_LENGTH);
        try (SingleChronicleQueue library = SingleChronicleQueueBuilder.binary(queue)
                        .rollCycle(RollCycles.FAST_DAILY)
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = library.createTailer()) {
            while (tailer.readBytes(bytes)) {
                found.add(HexFormat.of().formatHex(bytes.toByteArray()));
                bytes.clear();
            }
        } finally {
            bytes.releaseLast();
            BackgroundResourceReleaser.releasePendingResources();
        }
        return found;
    }

    @Test
    void shouldReadWhatTheLibraryReadsWhenFileHoldsManyRecordsAndIndexes() throws IOException {
        final Path queue = directory.resolve("queue");
        final List<String> written = write(queue, 3000);

        assertThat(read(queue)).isEqualTo(written);
        assertThat(readWithTheLibrary(queue)).isEqualTo(written);
    }

    @Test
    void shouldStayInOneFileOfTheStartDay() throws IOException {
        final Path queue = directory.resolve("queue");
        write(queue, 10);

        try (var files = Files.list(queue)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("20230413F.cq4", "metadata.cq4t");
        }
    }

    @Test
    void shouldRefuseToLoadTheClassThatAHeaderNames() throws IOException {
        final Path queue = directory.resolve("queue");
        write(queue, 10);
        nameType(queue.resolve("20230413F.cq4"), LoadedType.class.getName());

        try (RecordReader reader = storage.open(queue)) {
            assertThat(reader.next()).isEqualTo(RecordReader.BROKEN);
            assertThat(reader.fault()).contains("LoadedType");
        }
        assertThat(System.getProperty(LoadedType.class.getSimpleName())).isNull();

        assertThatThrownBy(() -> readWithTheLibrary(queue)).isNotNull();
        assertThat(System.getProperty("LoadedType"))
                .as("the library itself does load it")
                .isEqualTo("true");
    }

    /** Writes another type into the header where the library's own stands. */
    private static void nameType(final Path file, final String type) throws IOException {
        final byte[] whole = Files.readAllBytes(file);
        final ByteBuffer old = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        final int length = old.getInt(0) & 0x3FFF_FFFF;
        final int nameOffset = 4 + 8 + 1;
        final int oldName = whole[nameOffset];
        final byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        final ByteBuffer bent = ByteBuffer.allocate(whole.length).order(ByteOrder.LITTLE_ENDIAN);
        bent.putInt(0x4000_0000 | (length + name.length - oldName));
        bent.put(whole, 4, nameOffset - 4).put((byte) name.length).put(name);
        bent.put(whole, nameOffset + 1 + oldName, length + 4 - nameOffset - 1 - oldName);
        Files.write(file, bent.array());
    }

    @Test
    void shouldBeEmptyWhenAWriterDiedWhileMakingTheFile() throws IOException {
        final Path queue = directory.resolve("queue");
        write(queue, 3);
        final Path file = queue.resolve("20230413F.cq4");
        final byte[] whole = Files.readAllBytes(file);

        for (final int length : new int[] {0, 1, 3}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(read(queue)).isEmpty();
        }
        Files.write(file, new byte[100_000]);
        assertThat(read(queue)).isEmpty();
        final byte[] unfinished = Arrays.copyOf(whole, 4096);
        unfinished[3] |= (byte) 0x80;
        Files.write(file, unfinished);
        assertThat(read(queue)).isEmpty();
        Files.delete(file);
        assertThat(read(queue)).isEmpty();
        assertThat(read(directory.resolve("nowhere"))).isEmpty();
    }

    @Test
    void shouldRefuseTwoFilesInOneQueue() throws IOException {
        final Path queue = directory.resolve("queue");
        write(queue, 3);
        Files.copy(queue.resolve("20230413F.cq4"), queue.resolve("20230414F.cq4"));

        assertThatThrownBy(() -> storage.open(queue).close())
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("20230414F.cq4");
    }

    @Test
    void shouldRefuseAFileThatIsNotTheLibrarys() throws IOException {
        final Path queue = Files.createDirectory(directory.resolve("queue"));
        final byte[] text = "not a queue at all, but long enough to be looked at".getBytes(StandardCharsets.US_ASCII);
        Files.write(queue.resolve("20230413F.cq4"), text);

        try (RecordReader reader = storage.open(queue)) {
            assertThat(reader.next()).isEqualTo(RecordReader.BROKEN);
            assertThat(reader.fault()).contains("header");
            assertThat(reader.hasFrameBehind()).isFalse();
        }
    }

    @Test
    void shouldReportAFileThatIsCutInsideARecord() throws IOException {
        final Path queue = directory.resolve("queue");
        final List<String> written = write(queue, 2);
        final Path file = queue.resolve("20230413F.cq4");
        final byte[] whole = Files.readAllBytes(file);
        final byte[] last = HexFormat.of().parseHex(written.get(1));
        final int offset = indexOf(whole, last);

        Files.write(file, Arrays.copyOf(whole, offset + last.length - 1));

        try (RecordReader reader = storage.open(queue)) {
            assertThat(reader.next()).isEqualTo(RecordReader.RECORD);
            assertThat(reader.next()).isEqualTo(RecordReader.BROKEN);
            assertThat(reader.fault()).contains("cut inside a record");
        }
    }

    private static int indexOf(final byte[] whole, final byte[] part) {
        for (int i = 0; i + part.length <= whole.length; i++) {
            if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalStateException("not found: " + Objects.toString(part));
    }

    @Test
    void shouldLogNothingOfASlowMappingOnTheThreadThatAppends() throws IOException {
        final List<String> said = new ArrayList<>();
        Jvm.setPerfExceptionHandler((logger, message, thrown) -> said.add(message));

        write(directory.resolve("in"), 1);
        Jvm.perf().on(MappedFile.class, "Took 7 ms to add mapping for a file");

        assertThat(said).isEmpty();
    }
}
