package io.gimbal.journal.file;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Layout of a block file; all numbers little-endian. */
final class Block {
    static final int HEADER_LENGTH = 64;
    static final int SLOT_HEADER_LENGTH = 8;
    static final int END_OF_BLOCK = -1;

    private static final long MAGIC = 0x4B434F4C42474D47L;
    private static final int FORMAT = 1;
    private static final int FORMAT_OFFSET = 8;
    private static final int INDEX_OFFSET = 12;
    private static final int LENGTH_OFFSET = 16;
    private static final int CRC_OFFSET = 60;

    private Block() {}

    static Path file(final Path directory, final int index) {
        return directory.resolve(String.format(Locale.ROOT, "%06d.blk", index));
    }

    /** The block files that are there from an index on, in order; one between them may be missing. */
    static List<Path> filesFrom(final Path directory, final int index) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        final Path first = file(directory, index);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{6,}\\.blk"))
                    .filter(file -> file.compareTo(first) >= 0)
                    .sorted()
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list a queue: directory=" + directory, e);
        }
    }

    /** Bytes that a frame takes, its commit word and padding included. */
    static int slotLength(final int frameLength) {
        return SLOT_HEADER_LENGTH + ((frameLength + Long.BYTES - 1) & -Long.BYTES);
    }

    /** Writes the header; its magic last, so that a half-made block has none. */
    static void writeHeader(final MutableDirectBuffer block, final int index, final long length) {
        block.putInt(FORMAT_OFFSET, FORMAT, LITTLE_ENDIAN);
        block.putInt(INDEX_OFFSET, index, LITTLE_ENDIAN);
        block.putLong(LENGTH_OFFSET, length, LITTLE_ENDIAN);
        block.putInt(CRC_OFFSET, crc(block), LITTLE_ENDIAN);
        block.putLong(0, MAGIC, LITTLE_ENDIAN);
    }

    /** Whether the header has not been written yet. */
    static boolean isBlank(final DirectBuffer block, final int offset) {
        return block.getLong(offset, LITTLE_ENDIAN) == 0;
    }

    /** What is wrong with the header at {@code offset}; empty when nothing is. */
    static String fault(final DirectBuffer block, final int offset, final int index) {
        if (block.getLong(offset, LITTLE_ENDIAN) != MAGIC) {
            return "block header: magic is wrong";
        }
        final byte[] copy = new byte[HEADER_LENGTH];
        block.getBytes(offset, copy);
        final DirectBuffer header = new UnsafeBuffer(copy);
        if (header.getInt(CRC_OFFSET, LITTLE_ENDIAN) != crc(header)) {
            return "block header: checksum is wrong";
        }
        if (header.getInt(FORMAT_OFFSET, LITTLE_ENDIAN) != FORMAT
                || header.getInt(INDEX_OFFSET, LITTLE_ENDIAN) != index) {
            return "block header: format=" + header.getInt(FORMAT_OFFSET, LITTLE_ENDIAN) + ", index="
                    + header.getInt(INDEX_OFFSET, LITTLE_ENDIAN);
        }
        return "";
    }

    private static int crc(final DirectBuffer header) {
        final byte[] covered = new byte[CRC_OFFSET - FORMAT_OFFSET];
        header.getBytes(FORMAT_OFFSET, covered);
        final CRC32C crc = new CRC32C();
        crc.update(covered);
        return (int) crc.getValue();
    }
}
