package io.gimbal.feeds;

import org.agrona.DirectBuffer;

/**
 * One connection that carries text frames to and from a venue. Owned and stepped by one thread: nothing happens, and
 * nothing is delivered, outside {@link #poll}. One implementation speaks WebSocket over TLS, another leads straight into a
 * local exchange on a virtual clock.
 *
 * <pre>
 *   CLOSED ─connect→ CONNECTING ─onOpen→ OPEN ─onClosed→ CLOSED
 *                        └────────onClosed──────────────────┘
 * </pre>
 */
public interface Transport extends AutoCloseable {
    /** The frame was handed to the connection in full. */
    int SENT = 0;

    /** The connection is not open; nothing was written. */
    int NOT_OPEN = -1;

    /** The write failed part-way, or the peer reads too slowly to take it whole: what it saw is unknown. */
    int SEND_FAILED = -2;

    /** Called back from {@link #poll}, on the owner's thread. */
    interface Handler {
        /**
         * The connection is open; frames may be sent.
         *
         * @param nowNs the clock, epoch nanoseconds
         */
        void onOpen(long nowNs);

        /**
         * A whole text frame came in.
         *
         * @param buffer        holds it; valid during the call
         * @param offset        where it begins
         * @param length        its bytes, UTF-8
         * @param receiveTimeNs when it reached this process, epoch nanoseconds
         */
        void onFrame(DirectBuffer buffer, int offset, int length, long receiveTimeNs);

        /**
         * The connection is gone, or could not be made. Called once per {@link #connect}.
         *
         * @param reason for people; never holds a secret
         * @param nowNs  the clock, epoch nanoseconds
         */
        void onClosed(String reason, long nowNs);
    }

    /**
     * Begins to connect; the outcome comes through the handler.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @throws IllegalStateException when it is connecting, open or closed for good
     */
    void connect(long nowNs);

    /**
     * Does what is due: connects, reads, writes what waited.
     *
     * @param nowNs   the clock, epoch nanoseconds
     * @param limit   deliver at most this many frames
     * @param handler who is told
     * @return work done, 0 for none
     */
    int poll(long nowNs, int limit, Handler handler);

    /**
     * Sends one text frame. Never blocks.
     *
     * @param buffer holds it; may be reused after the call
     * @param offset where it begins
     * @param length its bytes, UTF-8
     * @return {@link #SENT}, {@link #NOT_OPEN} or {@link #SEND_FAILED}
     */
    int send(DirectBuffer buffer, int offset, int length);

    /** Closes the connection, if there is one; {@link Handler#onClosed} follows from {@link #poll}. */
    void disconnect();

    /** {@return whether frames can be sent} */
    boolean isOpen();

    /** {@return when {@link #poll} has something to do next: epoch nanoseconds, {@link Feed#EXHAUSTED} or {@link Feed#UNKNOWN}} */
    long nextTimeNs();

    /** Closes for good and releases everything. Idempotent. */
    @Override
    void close();
}
