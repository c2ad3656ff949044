package io.gimbal.engine.analysis.whatif;

import java.util.List;
import org.agrona.DirectBuffer;

/** What another way of hedging makes of the settings that a session was told. Asked for each book before a run. */
@FunctionalInterface
public interface OpeningChange {
    /**
     * Changes a book's settings.
     *
     * @param recorded what the session was told
     * @return the events that a session with the other settings would have been told, in the order of
     *     {@link BookOpening#events}; each may be one of the recorded ones
     */
    List<DirectBuffer> of(BookOpening recorded);
}
