package io.gimbal.feeds;

import org.agrona.DirectBuffer;

/** The way into the engine. Called by the ingest thread only; never blocks, never allocates. */
public interface Ingress {
    /** The ring is full; market data may conflate, private events must be offered again. */
    long BACK_PRESSURED = -1;

    /** The engine has stopped; nothing will be accepted any more. */
    long CLOSED = -2;

    /**
     * Offers one input event.
     *
     * @param buffer        holds one SBE message, header included
     * @param offset        where it begins
     * @param length        its bytes, at most {@code Frame.MAX_PAYLOAD_LENGTH}
     * @param receiveTimeNs when it reached us, epoch nanoseconds; drives the engine's clock
     * @return a position of 0 or more, or {@link #BACK_PRESSURED} or {@link #CLOSED}
     */
    long offer(DirectBuffer buffer, int offset, int length, long receiveTimeNs);
}
