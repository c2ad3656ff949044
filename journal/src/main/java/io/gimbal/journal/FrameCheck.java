package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Judges the records of one queue of one generation in order: layout, checksum, epoch, type, contiguous sequence, chain,
 * and that the first input is a fitting Genesis. Owned by one thread; allocates only to describe a fault.
 */
final class FrameCheck {
    static final int GOOD = 0;
    static final int LENGTH = 1;
    static final int MAGIC = 2;
    static final int FORMAT = 3;
    static final int CHECKSUM = 4;
    static final int EPOCH = 5;
    static final int TYPE = 6;
    static final int SEQUENCE = 7;
    static final int CHAIN = 8;
    static final int GENESIS = 9;

    private static final int SBE_HEADER_LENGTH = 8;
    private static final int TEMPLATE_OFFSET = 2;

    private final Checksum checksum = new Checksum();
    private final QueueStart start;

    private long sequence;
    private long chain;
    private boolean isChainKnown = true;
    private String expectation = "";

    FrameCheck(final QueueStart start) {
        this.start = start;
        this.sequence = start.sequence();
        this.chain = start.chain();
    }

    /** Sequence of the last record that passed, or the one before the first. */
    long sequence() {
        return sequence;
    }

    /** The chain after it. */
    long chain() {
        return chain;
    }

    /** Judges the next record; {@link #GOOD} moves on, anything else leaves the state as it was. */
    int check(final DirectBuffer buffer, final int offset, final int length) {
        final int layout = layout(buffer, offset, length, checksum);
        if (layout != GOOD) {
            return layout;
        }
        final int end = offset + length - Frame.TRAILER_LENGTH;
        if (buffer.getInt(offset + Frame.EPOCH_OFFSET, LITTLE_ENDIAN) != start.epoch()) {
            return EPOCH;
        }
        if (buffer.getLong(offset + Frame.SEQUENCE_OFFSET, LITTLE_ENDIAN) != sequence + 1) {
            return SEQUENCE;
        }
        final long next = buffer.getLong(end, LITTLE_ENDIAN);
        if (isChainKnown && next != Chain.extend(chain, buffer, offset, end - offset)) {
            return CHAIN;
        }
        if (start.isGenesisDue() && sequence == start.sequence()) {
            final String mismatch = GenesisCheck.mismatch(buffer, offset + Frame.HEADER_LENGTH, start);
            if (mismatch != null) {
                expectation = mismatch;
                return GENESIS;
            }
        }
        sequence++;
        chain = next;
        isChainKnown = true;
        return GOOD;
    }

    /** Whether the bytes are a whole frame that is right in itself, whatever its place. */
    static int layout(final DirectBuffer buffer, final int offset, final int length, final Checksum checksum) {
        if (length < Frame.length(SBE_HEADER_LENGTH) || length > Frame.MAX_LENGTH) {
            return LENGTH;
        }
        if (buffer.getShort(offset, LITTLE_ENDIAN) != (short) Frame.MAGIC) {
            return MAGIC;
        }
        if (buffer.getByte(offset + Frame.FORMAT_OFFSET) != Frame.FORMAT) {
            return FORMAT;
        }
        if (Frame.length(buffer.getInt(offset + Frame.LENGTH_OFFSET, LITTLE_ENDIAN)) != length) {
            return LENGTH;
        }
        final int crcOffset = length - Integer.BYTES;
        if (buffer.getInt(offset + crcOffset, LITTLE_ENDIAN) != checksum.of(buffer, offset, crcOffset)) {
            return CHECKSUM;
        }
        final int template = template(buffer, offset + Frame.HEADER_LENGTH);
        return (buffer.getByte(offset + Frame.TYPE_OFFSET) & 0xFF) == template ? GOOD : TYPE;
    }

    /** Template id of the SBE message at {@code offset}. */
    static int template(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + TEMPLATE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Goes on behind a record that failed with {@code fault}: takes its word where its checksum is good. */
    void skip(final int fault, final DirectBuffer buffer, final int offset, final int length) {
        if (fault == EPOCH || fault == SEQUENCE || fault == CHAIN || fault == GENESIS) {
            sequence = buffer.getLong(offset + Frame.SEQUENCE_OFFSET, LITTLE_ENDIAN);
            chain = buffer.getLong(offset + length - Frame.TRAILER_LENGTH, LITTLE_ENDIAN);
            isChainKnown = true;
            return;
        }
        sequence++;
        isChainKnown = false;
    }

    /** Says what {@link #check} found wrong, with both values. */
    String describe(final int fault, final DirectBuffer buffer, final int offset, final int length) {
        return switch (fault) {
            case LENGTH -> "length: record=" + length + ", longest=" + Frame.MAX_LENGTH;
            case MAGIC -> differ("magic", hex(Frame.MAGIC), hex(buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF));
            case FORMAT -> differ("format", Frame.FORMAT, buffer.getByte(offset + Frame.FORMAT_OFFSET) & 0xFF);
            case CHECKSUM ->
                differ(
                        "checksum",
                        hex(checksum.of(buffer, offset, length - Integer.BYTES)),
                        hex(buffer.getInt(offset + length - Integer.BYTES, LITTLE_ENDIAN)));
            case EPOCH -> differ("epoch", start.epoch(), buffer.getInt(offset + Frame.EPOCH_OFFSET, LITTLE_ENDIAN));
            case TYPE ->
                differ(
                        "type",
                        template(buffer, offset + Frame.HEADER_LENGTH),
                        buffer.getByte(offset + Frame.TYPE_OFFSET) & 0xFF);
            case SEQUENCE ->
                differ("sequence", sequence + 1, buffer.getLong(offset + Frame.SEQUENCE_OFFSET, LITTLE_ENDIAN));
            case CHAIN -> "chain: it does not follow from the record before";
            case GENESIS -> expectation;
            default -> "fault=" + fault;
        };
    }

    private static String differ(final String what, final Object expected, final Object found) {
        return what + ": expected=" + expected + ", found=" + found;
    }

    private static String hex(final int value) {
        return String.format(java.util.Locale.ROOT, "0x%08x", value);
    }
}
