package io.gimbal.engine.hedging;

import org.agrona.DirectBuffer;

/**
 * The way out of the engine. Called on the engine thread for every output, in order; live it is the ring to the sender,
 * in replay a comparison with the journal. Must take the event: a refusal is a fault of the wiring and stops the engine.
 */
public interface Egress {
    /**
     * Takes one output event.
     *
     * @param buffer holds one SBE message, header included; valid during the call
     * @param offset where it begins
     * @param length its bytes
     * @return false when it could not be taken; the engine then stops
     */
    boolean offer(DirectBuffer buffer, int offset, int length);
}
