package io.gimbal.journal;

import org.agrona.DirectBuffer;

/**
 * Reads the records of one queue of one generation in order, without judging their content. Owned by one thread; works
 * while a writer in another process appends.
 */
public interface RecordReader extends AutoCloseable {
    /** {@link #next()}: there is a record. */
    int RECORD = 1;

    /** {@link #next()}: nothing further has been published yet. */
    int END = 0;

    /** {@link #next()}: the storage's own structure is damaged here, see {@link #fault()}; reading cannot go on. */
    int BROKEN = -1;

    /**
     * Moves to the next record.
     *
     * @return {@link #RECORD}, {@link #END} or {@link #BROKEN}
     */
    int next();

    /** {@return the buffer that holds the record, backed by a byte buffer; valid until {@link #next()}} */
    DirectBuffer buffer();

    /** {@return where the record begins in the buffer} */
    int offset();

    /** {@return bytes of the record} */
    int length();

    /** {@return what is wrong with the structure; empty when nothing is} */
    String fault();

    /**
     * Looks for whole, valid frames behind the place that the last {@link #next()} answered for: behind the record
     * found, behind the broken spot, or behind one record that may be half written at the end.
     *
     * @return whether there is one: then the place is a hole and not the end
     */
    boolean hasFrameBehind();

    @Override
    void close();
}
