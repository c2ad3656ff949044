package io.gimbal.journal;

import static io.gimbal.journal.JournalFixture.CHRONICLE;
import static io.gimbal.journal.JournalFixture.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One damaged byte anywhere in a journal that was closed in order. */
class CorruptionTest extends LeakCheckedTest {
    private static final int RECORDS = 5;
    private static final int SPARSE_STEP = 89;

    static Stream<JournalStorage> storages() {
        return Stream.of(FILE, CHRONICLE);
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldNameTheRecordWhenAnyByteOfItIsDamaged(final JournalStorage storage) throws IOException {
        JournalFixture.writeGeneration(directory, storage, RECORDS);

        for (final String queue : List.of("in", "out")) {
            final Path data = DamagedFiles.dataFile(directory, queue);
            final byte[] whole = Files.readAllBytes(data);
            for (int record = 1; record <= RECORDS; record++) {
                final int offset = DamagedFiles.frameOffset(whole, record);
                for (int i = offset; i < offset + DamagedFiles.frameLength(whole, offset); i++) {
                    DamagedFiles.put(data, i, (byte) (whole[i] ^ (1 << (i % 8))));
                    final VerifyReport report = JournalFixture.reader(directory).verify();
                    assertThat(report.ok()).as("byte %d", i).isFalse();
                    assertThat(JournalFixture.firstBad(report).toString())
                            .startsWith("queue=" + queue + ", generation=1, sequence=" + record + ",");
                    assertThat(report.badCrc()).isEqualTo(1);
                    assertThat(report.records()).isEqualTo(2 * RECORDS - 1);
                    DamagedFiles.put(data, i, whole[i]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldReadTheSameOrReportWhenAnyOtherByteIsDamaged(final JournalStorage storage) throws IOException {
        JournalFixture.writeGeneration(directory, storage, RECORDS);
        final List<String> expected =
                JournalFixture.lines(JournalFixture.reader(directory).in(1), "in", 1);
        final Path data = DamagedFiles.dataFile(directory, "in");
        final byte[] whole = Files.readAllBytes(data);
        final int end = DamagedFiles.frameOffset(whole, RECORDS) + Frame.MAX_LENGTH;

        final int head = DamagedFiles.frameOffset(whole, 1);
        int reported = 0;
        for (int i = 0; i < Math.min(end, whole.length); i += i > 300 && i < head - 16 ? SPARSE_STEP : 1) {
            for (final int mask : new int[] {0x80, whole[i] & 0xFF}) {
                DamagedFiles.put(data, i, (byte) (whole[i] ^ mask));
                if (JournalFixture.reader(directory).verify().ok()) {
                    assertThat(JournalFixture.lines(
                                    JournalFixture.reader(directory).in(1), "in", 1))
                            .as("byte %d mask %x", i, mask)
                            .isEqualTo(expected);
                } else {
                    reported++;
                }
            }
            DamagedFiles.put(data, i, whole[i]);
        }
        assertThat(reported).isGreaterThan(end - head - Frame.MAX_LENGTH);
        assertThat(JournalFixture.reader(directory).verify().ok()).isTrue();
    }

    @Test
    void shouldRefuseWhenAnyByteOfTheManifestIsDamaged() throws IOException {
        JournalFixture.writeGeneration(directory, FILE, RECORDS);
        JournalFixture.writeGeneration(directory, FILE, RECORDS);
        final Path manifest = directory.resolve("MANIFEST");
        final byte[] whole = Files.readAllBytes(manifest);

        for (int i = 0; i < whole.length; i++) {
            DamagedFiles.put(manifest, i, (byte) (whole[i] ^ 1));
            assertThatThrownBy(() -> JournalFixture.reader(directory))
                    .as("byte %d", i)
                    .isInstanceOf(JournalCorruptException.class)
                    .hasMessageContaining("MANIFEST is damaged");
            DamagedFiles.put(manifest, i, whole[i]);
        }
        for (int length = 0; length < whole.length; length++) {
            DamagedFiles.cut(manifest, length);
            assertThatThrownBy(() -> JournalFixture.reader(directory)).isInstanceOf(JournalCorruptException.class);
            Files.write(manifest, whole);
        }
        assertThat(JournalFixture.reader(directory).generations()).hasSize(2);
    }

    @Test
    void shouldRefuseGenerationsThatTheManifestDoesNotKnow() throws IOException {
        JournalFixture.writeGeneration(directory, FILE, RECORDS);
        final byte[] older = Files.readAllBytes(directory.resolve("MANIFEST"));
        JournalFixture.writeGeneration(directory, FILE, RECORDS);
        Files.write(directory.resolve("MANIFEST"), older);

        assertThatThrownBy(() -> JournalFixture.open(directory, FILE))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("000002");
        Files.delete(directory.resolve("MANIFEST"));
        assertThatThrownBy(() -> JournalFixture.open(directory, FILE))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("000001");
    }

    @Test
    void shouldTakeEpochFromManifestWhenAnyByteOfItsFileIsDamaged() throws IOException {
        JournalFixture.writeGeneration(directory, FILE, RECORDS);
        JournalFixture.writeGeneration(directory, FILE, RECORDS);
        final Path epoch = directory.resolve("EPOCH");
        final byte[] whole = Files.readAllBytes(epoch);

        assertThat(EpochFile.read(epoch)).isEqualTo(2);
        for (int i = 0; i < whole.length; i++) {
            DamagedFiles.put(epoch, i, (byte) ~whole[i]);
            assertThat(EpochFile.read(epoch)).as("byte %d", i).isEqualTo(EpochFile.DAMAGED);
            DamagedFiles.put(epoch, i, whole[i]);
        }
        DamagedFiles.cut(epoch, 7);
        try (Journal journal = JournalFixture.open(directory, FILE)) {
            assertThat(journal.epoch()).isEqualTo(3);
            assertThat(journal.recovery().suspicions())
                    .singleElement()
                    .asString()
                    .contains("EPOCH is damaged");
        }
        assertThat(EpochFile.read(epoch)).isEqualTo(3);
    }

    @Test
    void shouldTakeTheHigherEpochWhenFileAndManifestDiffer() throws IOException {
        JournalFixture.writeGeneration(directory, FILE, RECORDS);
        EpochFile.write(directory.resolve("EPOCH"), 41, 1);
        try (Journal journal = JournalFixture.open(directory, FILE)) {
            assertThat(journal.epoch()).isEqualTo(42);
        }
        EpochFile.write(directory.resolve("EPOCH"), 5, 1);
        try (Journal journal = JournalFixture.open(directory, FILE)) {
            assertThat(journal.epoch()).isEqualTo(43);
            assertThat(journal.recovery().suspicions())
                    .singleElement()
                    .asString()
                    .contains("behind the MANIFEST");
        }
        try (Journal journal =
                Journal.open(JournalFixture.context(directory, FILE).epochFloor(100))) {
            assertThat(journal.epoch()).isEqualTo(100);
        }
    }

    @Test
    void shouldRefuseWhenEpochIsDamagedAndNothingElseTellsIt() throws IOException {
        Files.write(directory.resolve("EPOCH"), "rubbish".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> JournalFixture.open(directory, FILE))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("EPOCH is damaged");
    }

    @Test
    void shouldRefuseWhenNoEpochIsLeft() throws IOException {
        EpochFile.write(directory.resolve("EPOCH"), 0xFFFF_FFFFL, 1);

        assertThatThrownBy(() -> JournalFixture.open(directory, FILE))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("no epoch is left");
    }

    @ParameterizedTest
    @MethodSource("storages")
    void shouldRefuseEditThatRepairedItsChecksum(final JournalStorage storage) throws IOException {
        JournalFixture.writeGeneration(directory, storage, RECORDS);
        final Path data = DamagedFiles.dataFile(directory, "out");
        final byte[] whole = Files.readAllBytes(data);
        final int offset = DamagedFiles.frameOffset(whole, 3);
        final int length = DamagedFiles.frameLength(whole, offset);
        final byte[] edited = java.util.Arrays.copyOfRange(whole, offset, offset + length);
        edited[60] ^= 4;
        final java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(edited, 0, length - 4);
        java.nio.ByteBuffer.wrap(edited).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(length - 4, (int)
                crc.getValue());
        DamagedFiles.put(data, offset, edited);

        final VerifyReport report = JournalFixture.reader(directory).verify();

        assertThat(report.ok()).isFalse();
        assertThat(report.badChain()).isEqualTo(1);
        assertThat(JournalFixture.firstBad(report).toString())
                .contains("queue=out")
                .contains("sequence=3, chain");
    }
}
