package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import java.util.List;

/** How a session reaches an exchange that speaks the venue's protocol: over sockets, or within this process. */
interface VenueAccess {
    /**
     * Connections and credentials for a new client; called once for each.
     *
     * @param isAccountWanted whether the account is to be logged in to
     * @return a context with connections and, if wanted, credentials set; the rest is the caller's
     * @throws VenueException when there are no credentials
     */
    DeribitContext context(boolean isAccountWanted);

    /**
     * Lets time pass until something may have happened. For the thread that joins a venue, before the pipeline runs.
     *
     * @param client whose turn is next
     * @return the clock, epoch nanoseconds
     */
    long awaitTurn(DeribitVenue client);

    /**
     * The clock that a start's patience is measured with. A session's clock may run at a multiple of the wall's; how long
     * a venue takes to answer has nothing to do with that.
     *
     * @return nanoseconds, of any origin: the machine's monotonic clock where the exchange runs by itself, the virtual
     *     clock where this thread steps it
     */
    long patienceNs();

    /** {@return what must be stepped beside the client: an exchange in this thread, or nothing} */
    default List<Feed> beside() {
        return List.of();
    }
}
