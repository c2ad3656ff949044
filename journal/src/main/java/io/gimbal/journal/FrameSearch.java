package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/** Finds frames by their own marks in raw bytes, whatever structure a storage put around them. */
final class FrameSearch {
    private final DirectBuffer buffer;
    private final Checksum checksum = new Checksum();

    FrameSearch(final DirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** Whether a valid frame begins before {@code beginLimit} and ends by {@code end}, offsets in the buffer. */
    boolean finds(final int beginLimit, final int end) {
        final int limit = Math.min(beginLimit, end - Frame.HEADER_LENGTH - Frame.TRAILER_LENGTH + 1);
        int i = 0;
        while (i < limit) {
            if (i + Long.BYTES <= end && buffer.getLong(i) == 0) {
                i += Long.BYTES;
            } else if (isFrame(i, end)) {
                return true;
            } else {
                i++;
            }
        }
        return false;
    }

    private boolean isFrame(final int offset, final int end) {
        if (buffer.getShort(offset, LITTLE_ENDIAN) != (short) Frame.MAGIC) {
            return false;
        }
        final int payload = buffer.getInt(offset + Frame.LENGTH_OFFSET, LITTLE_ENDIAN);
        if (payload < 0 || payload > Frame.MAX_PAYLOAD_LENGTH || offset + Frame.length(payload) > end) {
            return false;
        }
        return FrameCheck.layout(buffer, offset, Frame.length(payload), checksum) == FrameCheck.GOOD;
    }
}
