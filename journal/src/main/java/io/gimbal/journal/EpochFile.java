package io.gimbal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The file {@code EPOCH}: how often this instance has started, so that labels of orders are never reused even when the
 * tail of the journal is lost. Layout, little-endian: magic u32, epoch u32, start time i64, CRC32C u32.
 */
final class EpochFile {
    /** {@link #read}: there is no such file. */
    static final long ABSENT = 0;

    /** {@link #read}: the file is there and is not what was written. */
    static final long DAMAGED = -1;

    private static final int MAGIC = 0x50454D47;
    private static final int LENGTH = 20;
    private static final int CRC_OFFSET = 16;

    private EpochFile() {}

    /** The epoch, 1 to 2^32 - 1, or {@link #ABSENT} or {@link #DAMAGED}. */
    static long read(final Path file) throws IOException {
        if (!Files.exists(file)) {
            return ABSENT;
        }
        final byte[] content = Files.readAllBytes(file);
        final ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length != LENGTH || bytes.getInt(0) != MAGIC || bytes.getInt(CRC_OFFSET) != crc(content)) {
            return DAMAGED;
        }
        final long epoch = Integer.toUnsignedLong(bytes.getInt(4));
        return epoch == 0 ? DAMAGED : epoch;
    }

    /** Replaces the file durably. */
    static void write(final Path file, final long epoch, final long startTimeNs) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt((int) epoch).putLong(startTimeNs);
        bytes.putInt(crc(bytes.array()));
        AtomicFile.replace(file, bytes.array());
    }

    private static int crc(final byte[] content) {
        final CRC32C crc = new CRC32C();
        crc.update(content, 0, CRC_OFFSET);
        return (int) crc.getValue();
    }
}
