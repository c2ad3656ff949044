package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.CancelReason;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.VenueError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The venue's protocol over one exchange: its keys, connections, channels and faults. Owned by one thread, which also owns
 * the exchange; {@link #doWork} moves both on. Over sockets it is served by an {@link ExchangeServer}, on a virtual clock by
 * {@link MemoryTransport}s.
 */
public final class ExchangeProtocol {
    /** Sessions that a key may have at once. */
    static final int MAX_SESSIONS = 16;

    private final Exchange exchange;
    private final Faults faults;
    private final Authenticator authenticator;
    private final Credits credits;
    private final MatchingQueue queue;
    private final MatchingEntrance matching;
    private final RpcDispatcher dispatcher;
    private final ChannelHub channels;
    private final SplittableRandom random;
    private final int maxConnections;
    private final int maxWaiting;
    private final Map<Long, Link> links = new LinkedHashMap<>();
    private final Map<Long, ExchangeConnection> connections = new LinkedHashMap<>();
    private final Set<Integer> cancelOnDisconnect = new TreeSet<>();
    private long connectionCount;

    /**
     * Puts the protocol over an exchange.
     *
     * @param context what it needs
     */
    public ExchangeProtocol(final ProtocolContext context) {
        exchange = context.exchange();
        faults = context.faults();
        random = new SplittableRandom(context.seed());
        authenticator = new Authenticator(random.nextLong(), context.tokenLifeSeconds());
        maxConnections = context.maxConnections();
        maxWaiting = context.maxWaitingFrames();
        credits = new Credits(this::account);
        queue = new MatchingQueue(exchange, context.matchingLatencyNs());
        matching = new MatchingEntrance(exchange, queue);
        final MarketHistory history = new MarketHistory(exchange);
        exchange.addListener(history);
        final MarketWriter market = new MarketWriter(exchange, context.valuation(), history);
        channels = new ChannelHub(exchange, market, history);
        exchange.addListener(channels);
        final MethodTable methods = new MethodTable();
        new SessionMethods(this).register(methods);
        new SubscriptionMethods(channels).register(methods);
        new InstrumentMethods(exchange).register(methods);
        new MarketMethods(exchange, market).register(methods);
        new HistoryMethods(exchange, history).register(methods);
        new OrderMethods(this).register(methods);
        new OrderQueries(this).register(methods);
        new TradeQueries(this).register(methods);
        new AccountMethods(this).register(methods);
        new LedgerMethods(this).register(methods);
        dispatcher = new RpcDispatcher(this, methods);
    }

    /**
     * Lets a key in.
     *
     * @param key to one of the exchange's accounts
     */
    public void add(final ApiKey key) {
        authenticator.add(key);
    }

    /**
     * Moves the exchange on, gives it what arrived, closes what died, and sends what is due.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return work done, 0 for none
     */
    public int doWork(final long nowNs) {
        int work = advance(nowNs);
        for (final Link link : new ArrayList<>(links.values())) {
            work += link.stepExchange(nowNs);
        }
        return work + channels.flush(nowNs);
    }

    /** {@return when there is something to do next: epoch nanoseconds or never} */
    public long nextTimeNs() {
        long next = Math.min(Math.min(exchange.nextTimeNs(), channels.nextTimeNs()), queue.nextTimeNs());
        for (final Link link : links.values()) {
            next = Math.min(next, link.nextExchangeTimeNs());
        }
        return Math.min(next, Feed.UNKNOWN);
    }

    /** {@return the exchange's present, epoch nanoseconds} */
    public long nowNs() {
        return exchange.nowNs();
    }

    /** {@return the exchange below} */
    public Exchange exchange() {
        return exchange;
    }

    /** {@return what goes wrong} */
    public Faults faults() {
        return faults;
    }

    /** {@return connections that are open} */
    public int connectionCount() {
        return connections.size();
    }

    /** {@return names of all methods that are answered} */
    public Set<String> methodNames() {
        return dispatcher.methodNames();
    }

    /** Makes a connection and its wire. Null when the address has too many. */
    @Nullable
    Link connect(final String address, final long nowNs) {
        final long held = connections.values().stream()
                .filter(connection -> connection.address().equals(address))
                .count();
        if (held >= maxConnections) {
            return null;
        }
        advance(nowNs);
        final long id = ++connectionCount;
        final long skewNs = faults.strikes(FaultKind.CLOCK_SKEW) ? faults.skewNs() : 0;
        final Link link = new Link(faults, maxWaiting);
        final ExchangeConnection connection = new ExchangeConnection(id, address, this, link, skewNs);
        link.attach(connection);
        links.put(id, link);
        connections.put(id, connection);
        return link;
    }

    /**
     * Somebody has authenticated on a connection: where the key has a session too many, its oldest one ends as if it had
     * been cut.
     */
    void authenticated(final ExchangeConnection newest, final Grant grant, final long nowNs) {
        newest.authenticated(grant);
        final List<ExchangeConnection> sessions = connections.values().stream()
                .filter(connection -> connection != newest && isSessionOf(connection, grant.key()))
                .toList();
        if (sessions.size() >= MAX_SESSIONS) {
            sessions.get(0).dropped("too many sessions of this key", nowNs);
        }
    }

    private static boolean isSessionOf(final ExchangeConnection connection, final ApiKey key) {
        final Grant grant = connection.grant();
        return grant != null && grant.key().clientId().equals(key.clientId());
    }

    /** Moves the exchange on, with what waits for its matching engine. */
    int advance(final long nowNs) {
        final int ended = queue.run(nowNs);
        return ended + exchange.advance(nowNs);
    }

    MatchingEntrance matching() {
        return matching;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Credits credits() {
        return credits;
    }

    RpcDispatcher dispatcher() {
        return dispatcher;
    }

    Account account(final int accountId) {
        return exchange.accounts().get(accountId - 1);
    }

    Account account(final RpcCall call) throws RpcError {
        return account(call.accountId());
    }

    /** Decides whether the response to an order overtakes the events it caused; the venue promises neither. */
    boolean answersBeforeEvents() {
        return random.nextBoolean();
    }

    /** A response went out: subscriptions it made now begin. */
    void responded(final ExchangeConnection connection, final long nowNs) {
        channels.begin(connection, nowNs);
    }

    /** Tells whether an account's new connections cancel on disconnect. */
    boolean isCancelOnDisconnectDefault(final int accountId) {
        return cancelOnDisconnect.contains(accountId);
    }

    /** Switches cancel-on-disconnect for all connections of an account, present and future. */
    void cancelsOnDisconnect(final int accountId, final boolean isOn) {
        if (isOn) {
            cancelOnDisconnect.add(accountId);
        } else {
            cancelOnDisconnect.remove(accountId);
        }
        for (final ExchangeConnection connection : connections.values()) {
            final Grant grant = connection.grant();
            if (grant != null && grant.key().accountId() == accountId) {
                connection.cancelsOnDisconnect(isOn);
            }
        }
    }

    /**
     * Cancels the orders of a connection that is gone, when that was asked for: those it asked for and that wait do not
     * come to be, and what is worked on just now is done before.
     */
    void cancelOnDisconnect(final ExchangeConnection connection, final long nowNs) {
        final Grant grant = connection.grant();
        if (grant == null || !connection.cancelsOnDisconnect()) {
            return;
        }
        advance(nowNs);
        final int accountId = grant.key().accountId();
        queue.refuse(
                accountId,
                MatchingQueue.EVERY,
                waiting -> waiting.isOf(connection),
                VenueError.REQUEST_CANCELLED_BY_USER,
                nowNs);
        queue.addFirst(accountId, new Disconnection(accountId, connection.id()), nowNs);
    }

    void closed(final ExchangeConnection connection) {
        final long id = connection.id();
        connections.remove(id);
        links.remove(id);
        channels.closed(connection);
        authenticator.connectionClosed(id);
    }

    /** {@return names of the accounts' currencies} */
    List<String> currencies() {
        return new ArrayList<>(exchange.currencies());
    }

    /** Takes out the orders of a connection that is gone. */
    private final class Disconnection implements MatchingQueue.Request {
        private final int accountId;
        private final long connectionId;

        Disconnection(final int accountId, final long connectionId) {
            this.accountId = accountId;
            this.connectionId = connectionId;
        }

        @Override
        public boolean isOf(final ExchangeConnection connection) {
            return false;
        }

        @Override
        public void execute(final long nowNs) {
            exchange.cancelAll(
                    account(accountId),
                    CancelReason.CANCEL_ON_DISCONNECT,
                    order -> order.connectionId() == connectionId);
        }

        @Override
        public void refuse(final VenueError reason, final long nowNs) {
            throw new IllegalStateException("nothing goes before the end of a connection: reason=" + reason);
        }
    }
}
