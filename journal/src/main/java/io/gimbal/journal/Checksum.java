package io.gimbal.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * CRC32C of a region of a buffer. Owned by one thread; keeps one view of the byte buffer it saw last, so that it
 * allocates only when handed another one and never disturbs the position of a buffer that others share.
 */
final class Checksum {
    private final CRC32C crc = new CRC32C();

    private @Nullable ByteBuffer source;
    private @Nullable ByteBuffer view;

    /** The checksum of {@code length} bytes from {@code offset}. */
    int of(final DirectBuffer buffer, final int offset, final int length) {
        crc.reset();
        final byte[] array = buffer.byteArray();
        if (array != null) {
            crc.update(array, buffer.wrapAdjustment() + offset, length);
            return (int) crc.getValue();
        }
        final ByteBuffer bytes = viewOf(buffer.byteBuffer());
        final int from = buffer.wrapAdjustment() + offset;
        bytes.limit(from + length).position(from);
        crc.update(bytes);
        return (int) crc.getValue();
    }

    // The very buffer is meant: another one with equal bytes has another address.
    @SuppressWarnings("ReferenceEquality")
    private ByteBuffer viewOf(final @Nullable ByteBuffer bytes) {
        final ByteBuffer known = view;
        if (bytes != null && bytes == source && known != null) {
            return known;
        }
        if (bytes == null) {
            throw new IllegalArgumentException("a buffer backed by memory that has no byte buffer");
        }
        final ByteBuffer fresh = bytes.duplicate();
        source = bytes;
        view = fresh;
        return fresh;
    }
}
