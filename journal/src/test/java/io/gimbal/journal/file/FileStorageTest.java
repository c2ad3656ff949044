package io.gimbal.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.Frame;
import io.gimbal.journal.JournalCorruptException;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.RecordReader;
import io.gimbal.journal.RecordWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FileStorageTest extends LeakCheckedTest {
    private static final int BLOCK_BYTES = 4096;
    private static final int LENGTH = 500;
    private static final int PER_BLOCK = 7;

    private final FileStorage storage = new FileStorage();
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(Frame.MAX_LENGTH));

    private void write(final RecordWriter writer, final int from, final int count) {
        for (int i = from; i < from + count; i++) {
            record.setMemory(0, LENGTH, (byte) i);
            writer.write(record, 0, LENGTH);
        }
    }

    /** The filling byte of every record, then the answer that ended the reading. */
    private List<Integer> read() {
        final List<Integer> found = new ArrayList<>();
        try (RecordReader reader = storage.open(directory)) {
            int answer = reader.next();
            while (answer == RecordReader.RECORD) {
                assertThat(reader.length()).isEqualTo(LENGTH);
                found.add(reader.buffer().getByte(reader.offset()) & 0xFF);
                assertThat(reader.buffer().getByte(reader.offset() + LENGTH - 1))
                        .isEqualTo(reader.buffer().getByte(reader.offset()));
                answer = reader.next();
            }
            found.add(answer);
        }
        return found;
    }

    @Test
    void shouldGoOnInTheNextBlockWhenOneIsFull() throws IOException {
        try (RecordWriter writer = storage.create(directory, BLOCK_BYTES, 1)) {
            write(writer, 1, PER_BLOCK);
            assertThat(writer.mappings()).isEqualTo(1);
            assertThat(writer.reservation(LENGTH)).isEqualTo(BLOCK_BYTES);
            assertThat(writer.reservation(20)).isZero();
            write(writer, PER_BLOCK + 1, 1);
            assertThat(writer.mappings()).isEqualTo(2);
            assertThat(writer.reservation(LENGTH)).isZero();
            assertThat(read()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, RecordReader.END);
            write(writer, PER_BLOCK + 2, 2 * PER_BLOCK);
        }
        assertThat(read()).hasSize(3 * PER_BLOCK + 2).endsWith(22, RecordReader.END);
    }

    @Test
    void shouldFollowTheWriterIntoNewBlocks() throws IOException {
        try (RecordReader reader = storage.open(directory);
                RecordWriter writer = storage.create(directory, BLOCK_BYTES, 1)) {
            assertThat(reader.next()).isEqualTo(RecordReader.END);
            for (int i = 1; i <= 3 * PER_BLOCK; i++) {
                write(writer, i, 1);
                assertThat(reader.next()).isEqualTo(RecordReader.RECORD);
                assertThat(reader.buffer().getByte(reader.offset())).isEqualTo((byte) i);
                assertThat(reader.next()).isEqualTo(RecordReader.END);
            }
        }
    }

    @Test
    void shouldClaimItsSpaceAtOnceAndGiveTheRestBackWhenClosed() throws IOException {
        final Path block = directory.resolve("000000.blk");
        try (RecordWriter writer = storage.create(directory, 1 << 20, 1)) {
            write(writer, 1, 1);
            assertThat(Files.size(block)).isEqualTo(1 << 20);
        }
        assertThat(Files.size(block)).isEqualTo(4096);
        assertThat(read()).containsExactly(1, RecordReader.END);
    }

    @Test
    void shouldReportAMissingBlock() throws IOException {
        try (RecordWriter writer = storage.create(directory, BLOCK_BYTES, 1)) {
            write(writer, 1, 3 * PER_BLOCK);
        }
        Files.delete(directory.resolve("000001.blk"));

        assertThat(read()).hasSize(PER_BLOCK + 1).endsWith(7, RecordReader.BROKEN);
    }

    @Test
    void shouldReportABlockThatBelongsElsewhere() throws IOException {
        try (RecordWriter writer = storage.create(directory, BLOCK_BYTES, 1)) {
            write(writer, 1, 3 * PER_BLOCK);
        }
        Files.delete(directory.resolve("000001.blk"));
        Files.move(directory.resolve("000002.blk"), directory.resolve("000001.blk"));

        try (RecordReader reader = storage.open(directory)) {
            for (int i = 0; i < PER_BLOCK; i++) {
                assertThat(reader.next()).isEqualTo(RecordReader.RECORD);
            }
            assertThat(reader.next()).isEqualTo(RecordReader.BROKEN);
            assertThat(reader.fault()).contains("block header").contains("000001.blk");
        }
    }

    @Test
    void shouldReportImpossibleCommitWords() throws IOException {
        try (RecordWriter writer = storage.create(directory, BLOCK_BYTES, 1)) {
            write(writer, 1, 1);
        }
        for (final int word : new int[] {-2, Integer.MIN_VALUE, Frame.MAX_LENGTH + 1, Integer.MAX_VALUE}) {
            try (FileChannel channel = FileChannel.open(directory.resolve("000000.blk"), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(4).putInt(0, Integer.reverseBytes(word)), 64);
            }
            assertThat(read()).containsExactly(RecordReader.BROKEN);
        }
    }

    @Test
    void shouldBeEmptyWhenAWriterDiedWhileMakingTheFirstBlock() throws IOException {
        assertThat(read()).containsExactly(RecordReader.END);
        final Path block = directory.resolve("000000.blk");
        for (final int length : new int[] {0, 63, 64, 5000}) {
            Files.write(block, new byte[length]);
            assertThat(read()).containsExactly(RecordReader.END);
        }
    }

    @Test
    void shouldRefuseToWriteIntoAQueueThatExists() throws IOException {
        storage.create(directory, BLOCK_BYTES, 1).close();

        assertThatThrownBy(() -> storage.create(directory, BLOCK_BYTES, 1).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseALinkInPlaceOfABlock() throws IOException {
        Files.createSymbolicLink(directory.resolve("000000.blk"), directory.resolve("elsewhere"));

        assertThatThrownBy(() -> storage.open(directory).close())
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("link");
    }
}
