package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session with Deribit, or with anything that speaks its protocol: market data on one connection, the account and its
 * orders on another, both kept, logged in, watched and reconciled.
 *
 * <pre>
 *   venue = DeribitVenue.open(context);  venue.connect(now);
 *   while (!venue.isListed())  venue.poll(now);          logged in, account read, instruments listed
 *   choose from venue.instruments();  venue.select(selection);
 *   pipeline: replies = venue.replies(), feeds = [venue.market()], gateway = venue.gateway()
 *   while (!venue.isReady())   venue.poll(now);          optional: the feeds step the sessions too
 * </pre>
 *
 * Events come through the two feeds: definitions are the caller's to make from its selection; positions, balances, orders
 * and fills come from {@link #replies()}, everything public from {@link #market()}, and {@code ConnectionState} from both
 * (0 is the market's connection, 1 the account's). On a loss the session says DOWN, comes back by itself, finds out what
 * became of every order, states positions anew, and says READY.
 *
 * <p>Owned by one thread: it connects, polls the feeds, calls the gateway and closes; with sockets the thread that polls
 * first is the owner for good. Time is passed in. Nothing is sent twice.
 */
public final class DeribitVenue implements AutoCloseable {
    private final DeribitContext context;
    private final VenueCounters counters = new VenueCounters();
    private final ServerClock clock = new ServerClock();
    private final Credits credits;
    private final MarketSession market;
    private final @Nullable PrivateSession account;
    private boolean isClosed;

    private DeribitVenue(final DeribitContext context) {
        this.context = context;
        credits = new Credits(context.creditShare());
        market = new MarketSession(context, credits, counters, clock);
        account = context.hasCredentials() ? new PrivateSession(context, credits, counters, clock) : null;
    }

    /**
     * Prepares a session; nothing is connected yet.
     *
     * @param context its settings, frozen by this call
     * @return the session
     * @throws IllegalArgumentException when a setting is missing or out of range; names it
     */
    public static DeribitVenue open(final DeribitContext context) {
        context.conclude();
        return new DeribitVenue(context);
    }

    /**
     * Wants the connections from now on; {@link #poll} and the feeds make and keep them.
     *
     * @param nowNs the clock, epoch nanoseconds
     */
    public void connect(final long nowNs) {
        market.want();
        if (account != null) {
            account.want();
        }
        poll(nowNs);
    }

    /**
     * Steps both sessions; what they have to tell waits in the feeds.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return work done, 0 for none
     */
    public int poll(final long nowNs) {
        if (isClosed) {
            return 0;
        }
        return market.step(nowNs) + (account == null ? 0 : account.step(nowNs));
    }

    /** {@return when {@link #poll} has something to do next: epoch nanoseconds, or {@link Feed#UNKNOWN} or {@link Feed#EXHAUSTED}} */
    public long nextTimeNs() {
        return Math.min(market.nextTimeNs(), account == null ? Feed.EXHAUSTED : account.nextTimeNs());
    }

    /** {@return whether instruments are listed and the account is read, so that the caller may choose} */
    public boolean isListed() {
        return market.isListed() && (account == null || account.isListed());
    }

    /** {@return every instrument the venue lists in the configured currencies, by name; complete once listed} */
    public List<InstrumentListing> instruments() {
        return market.catalogue().listings();
    }

    /**
     * Chooses what to follow; subscriptions and reconciliation begin.
     *
     * @param selection frozen by this call
     * @throws IllegalStateException when something was chosen before
     */
    public void select(final MarketSelection selection) {
        selection.conclude();
        market.select(selection, new PublicReader(selection, counters));
        if (account != null) {
            account.select(selection);
        }
    }

    /** {@return whether everything stands: orders may follow} */
    public boolean isReady() {
        return market.phase() == VenuePhase.READY && (account == null || account.phase() == VenuePhase.READY);
    }

    /** {@return why the market's connection was lost last or could not be made, in words; empty while it never was} */
    public String marketLostBecause() {
        return market.connection().lostBecause();
    }

    /** {@return how far the market's connection has come} */
    public VenuePhase marketPhase() {
        return market.phase();
    }

    /** {@return how far the account's connection has come; {@code DOWN} without credentials} */
    public VenuePhase accountPhase() {
        return account == null ? VenuePhase.DOWN : account.phase();
    }

    /** {@return why the session has stopped for good, or null while it has not} */
    public @Nullable VenueFault fault() {
        final VenueFault fault = account == null ? null : account.fault();
        return fault == null ? market.fault() : fault;
    }

    /** {@return public events as they come; conflated while the engine is busy} */
    public Feed market() {
        return market;
    }

    /** {@return the account's events, none ever dropped; empty without credentials} */
    public Feed replies() {
        return account == null ? new NoReplies() : account;
    }

    /**
     * The way orders go. Commands are refused as not connected while the session is not ready, when it is read-only, when
     * the credits are needed for something more urgent, and when the venue would have to refuse them.
     *
     * @return the gateway
     * @throws IllegalStateException without credentials
     */
    public OrderGateway gateway() {
        return privateSession().gateway();
    }

    /** {@return what the account held when it was last read, one entry a currency; empty without credentials} */
    public List<AccountFacts> accounts() {
        return account == null ? List.of() : account.facts();
    }

    /** {@return what happened so far} */
    public VenueCounters counters() {
        return counters;
    }

    /**
     * Matching-engine requests that the account has left by our model, cancellations' share included.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return whole requests
     */
    public long creditsLeft(final long nowNs) {
        return credits.matching.left(nowNs);
    }

    /** {@return the venue's clock less ours, nanoseconds, by the quickest round trip of the last minutes} */
    public long clockOffsetNs() {
        return clock.offsetNs();
    }

    /** {@return orders of ours that may still trade, as far as we know} */
    public int openOrders() {
        return account == null ? 0 : account.openOrders();
    }

    /** {@return orders whose outcome nobody knows yet} */
    public int doubtfulOrders() {
        return account == null ? 0 : account.doubtfulOrders();
    }

    /** {@return channels that were asked for and not granted on the present connection} */
    public List<String> missingChannels() {
        return market.missingChannels();
    }

    /**
     * Cancels every order of the account at once, whoever sent it; the ends come as events.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return {@link OrderGateway#SENT} or a negative code
     * @throws IllegalStateException without credentials
     */
    public int cancelAll(final long nowNs) {
        return privateSession().commands().cancelAll(nowNs);
    }

    /** Ends both connections for good, and overwrites the secrets. The venue then cancels what is open. Idempotent. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        market.close();
        if (account != null) {
            account.close();
            context.clientId().close();
            context.clientSecret().close();
        }
    }

    private PrivateSession privateSession() {
        if (account == null) {
            throw new IllegalStateException("a session without credentials has no account");
        }
        return account;
    }

    /** Nothing, for ever. */
    private static final class NoReplies implements Feed {
        @Override
        public long nextTimeNs() {
            return EXHAUSTED;
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            return 0;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
