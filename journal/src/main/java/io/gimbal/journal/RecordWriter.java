package io.gimbal.journal;

import java.io.IOException;
import org.agrona.DirectBuffer;

/** Writes the records of one queue of one generation. Owned by one thread at a time, but for {@link #force()}. */
public interface RecordWriter extends AutoCloseable {
    /**
     * File space that the next record would claim at once, so that a guard can look before.
     *
     * @param length bytes of the record
     * @return bytes; 0 when the record fits into what is claimed already or space is claimed page by page
     */
    long reservation(int length);

    /**
     * Stores and publishes one record: a reader sees all of it or nothing, also when the process dies. Allocates nothing
     * unless {@link #mappings()} moves.
     *
     * @param buffer holds the record
     * @param offset where it begins
     * @param length its bytes, at most {@link Frame#MAX_LENGTH}
     * @throws IllegalStateException when it could not be stored; the queue must not be written any more
     */
    void write(DirectBuffer buffer, int offset, int length);

    /** {@return how many file blocks have been mapped so far} */
    long mappings();

    /**
     * Brings everything written so far to stable storage. May be called from any thread, also after {@link #close()}.
     *
     * @throws IOException when the system cannot promise that; never try again on the same files
     */
    void force() throws IOException;

    @Override
    void close();
}
