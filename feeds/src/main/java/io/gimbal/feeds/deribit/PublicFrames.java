package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.InstrumentState;
import java.util.List;
import org.agrona.DirectBuffer;

/** Turns notifications of public channels into input events. Owned by the thread that steps the venue. */
interface PublicFrames {
    /** Reads a frame and offers what it says; false when it is no notification and must be read by somebody else. */
    boolean onFrame(DirectBuffer buffer, int offset, int length, long receiveTimeNs, Ingress out);

    /** Channels whose chain broke: they must be subscribed again, and are cleared by who does. */
    List<String> broken();

    /** States told of instruments that were not chosen; read and cleared by who keeps the list of all. */
    List<StateOfOther> others();

    /** The state of an instrument that was not chosen: known to the list of all, or new. */
    record StateOfOther(String name, InstrumentState state) {}

    /** The connection is new: no chain continues. */
    void restart();
}
