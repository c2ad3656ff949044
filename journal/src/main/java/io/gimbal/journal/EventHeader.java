package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/** The header that stands before every SBE message. */
final class EventHeader {
    static final int LENGTH = 8;

    private EventHeader() {}

    static int blockLength(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
    }

    static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + 2, LITTLE_ENDIAN) & 0xFFFF;
    }

    static int schemaId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + 4, LITTLE_ENDIAN) & 0xFFFF;
    }

    static int version(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + 6, LITTLE_ENDIAN) & 0xFFFF;
    }
}
