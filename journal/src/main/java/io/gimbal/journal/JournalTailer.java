package io.gimbal.journal;

import org.agrona.DirectBuffer;

/**
 * Reads one queue of one generation, in order, checking every record: magic, format, length, checksum, contiguous
 * sequence, chain, epoch. Owned by one thread. The accessors speak of the record that the last {@link #next()} found and
 * are valid until the next call.
 */
public interface JournalTailer extends AutoCloseable {
    /**
     * Moves to the next record.
     *
     * @return false when no further record has been published yet
     * @throws JournalCorruptException when a record is there and is not what was written; names the record
     */
    boolean next();

    /** {@return the buffer that holds the record} */
    DirectBuffer buffer();

    /** {@return where the payload begins, SBE header included} */
    int payloadOffset();

    /** {@return bytes of payload} */
    int payloadLength();

    /** {@return template id of the payload} */
    int type();

    /** {@return sequence of the record} */
    long sequence();

    /** {@return epoch of the writer} */
    int epoch();

    /** {@return receive time (inputs) or write time (outputs), epoch nanoseconds} */
    long wallNs();

    /** {@return monotonic time of the writer} */
    long monotonicNs();

    /** {@return the hash chain after this record} */
    long chain();

    @Override
    void close();
}
