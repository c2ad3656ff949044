package io.gimbal.engine.app.session;

import io.gimbal.engine.pipeline.Pace;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Where a session's market, account and orders live: a simulated market with simulated fills, or an exchange behind a
 * connection. Made before the journal is opened, so that what cannot be traded at all leaves no trace of an attempt.
 */
public interface SessionVenue {
    /** {@return when the session plays, trades and ends} */
    SessionSpan span();

    /**
     * The clock of a threaded session.
     *
     * @param pace how fast market time runs; a real market knows only one
     * @return epoch nanoseconds; any thread may read it
     */
    EpochNanoClock clock(Pace pace);

    /**
     * Joins the venue: when this returns, what is held and listed is known and orders could be sent. Called once, after
     * the journal was opened and recovered, by the thread that composes the session.
     *
     * @param epoch of the writer; makes the labels of its orders unique
     * @param clock of the session
     * @return the way to the venue
     * @throws VenueException when it cannot be reached, refuses us, or is not what the configuration says
     */
    VenueLink open(int epoch, EpochNanoClock clock);
}
