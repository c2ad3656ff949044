package io.gimbal.journal;

/**
 * Layout of a journal record, little-endian.
 *
 * <pre>
 *   0 magic u16 | 2 format u8 | 3 type u8 | 4 payloadLength u32 | 8 epoch u32 | 12 flags u32
 *  16 sequence u64 | 24 wallNs i64 | 32 monotonicNs i64 | 40 payload … | chain u64 | crc32c u32
 * </pre>
 *
 * {@code type} is the template id of the SBE message that the payload holds, header included. {@code wallNs} is the
 * receive time of an input (the engine's clock runs on it) and the write time of an output. {@code chain} is a running
 * hash over all frames before and this one; {@code crc32c} covers everything before it.
 */
public final class Frame {
    /** First two bytes of every record. */
    public static final int MAGIC = 0x6D47;

    /** Version of this layout. */
    public static final int FORMAT = 1;

    /** Offset of the magic number. */
    public static final int MAGIC_OFFSET = 0;

    /** Offset of the format version. */
    public static final int FORMAT_OFFSET = 2;

    /** Offset of the type. */
    public static final int TYPE_OFFSET = 3;

    /** Offset of the payload's length in bytes. */
    public static final int LENGTH_OFFSET = 4;

    /** Offset of the epoch. */
    public static final int EPOCH_OFFSET = 8;

    /** Offset of the flags. */
    public static final int FLAGS_OFFSET = 12;

    /** Offset of the sequence. */
    public static final int SEQUENCE_OFFSET = 16;

    /** Offset of the wall-clock time. */
    public static final int WALL_OFFSET = 24;

    /** Offset of the monotonic time. */
    public static final int MONOTONIC_OFFSET = 32;

    /** Bytes before the payload. */
    public static final int HEADER_LENGTH = 40;

    /** Bytes after the payload: chain and checksum. */
    public static final int TRAILER_LENGTH = 12;

    /** Longest payload that a record may hold. */
    public static final int MAX_PAYLOAD_LENGTH = 972;

    /** Longest record; a ring slot is this long, so a slot can become a record in place. */
    public static final int MAX_LENGTH = HEADER_LENGTH + MAX_PAYLOAD_LENGTH + TRAILER_LENGTH;

    private Frame() {}

    /**
     * Length of the whole record around a payload.
     *
     * @param payloadLength bytes of payload
     * @return bytes of the record
     */
    public static int length(final int payloadLength) {
        return HEADER_LENGTH + payloadLength + TRAILER_LENGTH;
    }
}
