package io.gimbal.engine.app.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.app.configuration.HedgeCandidateSettings;
import io.gimbal.engine.pipeline.Gate;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.OrderGateway;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session's way to its venue. Owned by the thread that opened it until the pipeline runs, then by the ingest and sender
 * threads; {@link #beginStop()} and {@link #isStopped()} are for any thread, and so are the counts of {@link #venues()};
 * whether a venue is ready is told once the pipeline has stopped.
 */
public interface VenueLink extends AutoCloseable {
    /** The connection of an instrument where there is one venue. */
    int ONLY_VENUE = -1;

    /**
     * Cash at the start.
     *
     * @param book   its place in the configuration
     * @param coins  of the underlying, times 1e8
     * @param dollars times 1e8
     */
    record Balance(int book, long coins, long dollars) {}

    /**
     * How it went with one venue so far.
     *
     * @param name       of the {@code [[venue]]}, or absent where there is one {@code [venue]}
     * @param connection number of its market's connection
     * @param ready      whether every connection of it stands now
     * @param openOrders own orders that may still trade there, as far as we know
     * @param reconnects connections made again after one was lost
     * @param gaps       breaks in a stream of changes that had to be read anew
     * @param rejects    orders that it refused
     * @param malformed  frames that could not be read, and were dropped
     * @param fault      why its session has stopped for good, in words; absent while it has not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Account(
            @Nullable String name,
            int connection,
            boolean ready,
            long openOrders,
            long reconnects,
            long gaps,
            long rejects,
            long malformed,
            @Nullable String fault) {}

    /** {@return when it was joined, epoch nanoseconds: from then on the session's time counts} */
    long joinedNs();

    /** {@return numbers of the connections that state how far they have come; what needs one waits until it is ready} */
    List<Integer> connections();

    /**
     * The connections of a candidate in this session.
     *
     * @param candidate of the configuration
     * @return the candidate as the engine is to hear of it
     */
    default HedgeCandidateSettings reached(final HedgeCandidateSettings candidate) {
        return candidate;
    }

    /**
     * Which of several venues an instrument is traded at.
     *
     * @param instrumentId dense, from 0
     * @return number of the first connection of that venue, or {@link #ONLY_VENUE} where no other bears a name
     */
    default int connectionOf(final int instrumentId) {
        return ONLY_VENUE;
    }

    /**
     * Tells where an order of an earlier session went, before it is asked for.
     *
     * @param orderId    of the command
     * @param epoch      in which it was sent
     * @param connection number of the first connection of the venue that it went to, 0 where there was one
     */
    default void tell(final long orderId, final int epoch, final int connection) {
        // Who has one venue asks that.
    }

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

    /** {@return how it went, venue by venue; empty where no wire leads to one} */
    List<Account> venues();

    /** Closes connections and files. Idempotent. */
    @Override
    void close();
}
