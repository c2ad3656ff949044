package io.gimbal.engine.app.session;

import io.gimbal.engine.pipeline.Gate;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.OrderGateway;
import java.util.List;

/**
 * A session's way to its venue. Owned by the thread that opened it until the pipeline runs, then by the ingest and sender
 * threads; {@link #beginStop()}, {@link #isStopped()} and {@link #counts()} are for any thread.
 */
public interface VenueLink extends AutoCloseable {
    /**
     * Cash at the start.
     *
     * @param book   its place in the configuration
     * @param coins  of the underlying, times 1e8
     * @param dollars times 1e8
     */
    record Balance(int book, long coins, long dollars) {}

    /**
     * What went wrong on the wire so far.
     *
     * @param reconnects connections made again after one was lost
     * @param gaps       breaks in a stream of changes that had to be read anew
     * @param malformed  frames that could not be read, and were dropped
     */
    record Counts(long reconnects, long gaps, long malformed) {
        /** Nothing went wrong. */
        static final Counts NONE = new Counts(0, 0, 0);
    }

    /** {@return when it was joined, epoch nanoseconds: from then on the session's time counts} */
    long joinedNs();

    /** {@return connections that state how far they have come, numbered from 0; nothing is decided before all are ready} */
    int connections();

    /** {@return what is held, traded and looked at} */
    SessionInstruments instruments();

    /** {@return cash of each book, in the order of the configuration; a venue that states it as events says nothing here} */
    List<Balance> balances();

    /** {@return where orders go} */
    OrderGateway gateway();

    /** {@return the switch before the gateway: open, or closed for good where orders are decided and never sent; asked once} */
    Gate gate();

    /** {@return what the venue answers: private events, which are never dropped} */
    Feed replies();

    /** {@return market data and the state of the connections; the order decides between events of equal time} */
    List<Feed> feeds();

    /**
     * Begins to leave: own orders are cancelled, nothing new is sent. Returns at once; replies must still be polled until
     * {@link #isStopped()}.
     */
    void beginStop();

    /** {@return whether the venue has confirmed that nothing of ours rests there} */
    boolean isStopped();

    /** {@return what went wrong on the wire} */
    Counts counts();

    /** Closes connections and files. Idempotent. */
    @Override
    void close();
}
