package io.gimbal.journal;

import org.agrona.MutableDirectBuffer;

/**
 * Writes one queue of the journal. Owned by one thread; allocates nothing once open, but where {@link #mappings()} moves.
 */
public interface JournalAppender extends AutoCloseable {
    /** The free-space guard refused: less than the reserve is left on the file system. */
    long NO_SPACE = -1;

    /** The appender is closed. */
    long CLOSED = -2;

    /**
     * Appends one record in place: the payload already stands at {@code offset + Frame.HEADER_LENGTH}; header and
     * trailer are written around it by this call, so {@code buffer} needs {@code Frame.length(payloadLength)} bytes
     * from {@code offset}. When the call returns a positive number the record survives the death of the process.
     *
     * @param buffer        any buffer that holds the payload
     * @param offset        where the record begins
     * @param payloadLength bytes of payload, SBE header included
     * @param wallNs        receive time (inputs) or write time (outputs), epoch nanoseconds
     * @param monotonicNs   monotonic time of the same moment
     * @return the record's sequence, from 1 and contiguous over generations, or {@link #NO_SPACE} or {@link #CLOSED}
     */
    long append(MutableDirectBuffer buffer, int offset, int payloadLength, long wallNs, long monotonicNs);

    /** {@return the sequence of the last record, 0 before the first} */
    long lastSequence();

    /** {@return the hash chain after the last record} */
    long chain();

    /**
     * {@return how often the file system was asked so far: a block mapped, or free space looked up, which happens at most
     * every 16 MiB; an append that leaves it unmoved allocates nothing}
     */
    long mappings();

    /** Closes the file; the generation's end is recorded by the journal that owns it. */
    @Override
    void close();
}
