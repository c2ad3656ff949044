package io.gimbal.feeds;

/**
 * A source of input events, polled by the ingest thread. Events are delivered in the order of their receive time. A
 * recorded or simulated feed knows its future and can be stepped by a virtual clock; a live one answers
 * {@link #nextTimeNs()} with {@link #UNKNOWN}.
 */
public interface Feed extends AutoCloseable {
    /** Nothing will come any more. */
    long EXHAUSTED = Long.MAX_VALUE;

    /** The next event's time lies with the world. */
    long UNKNOWN = Long.MAX_VALUE - 1;

    /** {@return receive time of the next event, {@link #EXHAUSTED} or {@link #UNKNOWN}} */
    long nextTimeNs();

    /**
     * Delivers events that are due.
     *
     * @param nowNs   the clock, epoch nanoseconds; events with a later receive time wait
     * @param limit   deliver at most this many
     * @param ingress where they go; an event it does not accept stays next
     * @return how many were delivered
     */
    int poll(long nowNs, int limit, Ingress ingress);

    /** Releases files and sockets. Idempotent. */
    @Override
    void close();
}
