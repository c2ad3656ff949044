package io.gimbal.engine.hedging;

import org.agrona.DirectBuffer;

/** Applies input events one by one, in journal order, on the engine thread; the engine's one front door. */
public interface InputHandler {
    /**
     * Applies one event that is in the journal already. Deterministic: outputs and state depend on the bytes, the
     * sequence and the receive times handed in so far, and on nothing else.
     *
     * @param buffer        holds one SBE message, header included; valid during the call
     * @param offset        where it begins
     * @param length        its bytes
     * @param sequence      of the journal record, contiguous
     * @param receiveTimeNs when it reached us, epoch nanoseconds
     */
    void onInput(DirectBuffer buffer, int offset, int length, long sequence, long receiveTimeNs);
}
