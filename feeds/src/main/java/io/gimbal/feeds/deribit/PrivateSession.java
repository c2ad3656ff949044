package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.ConnectionPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The account's connection. Owned and stepped by one thread.
 *
 * <pre>
 *   open → login, scope read back → heartbeat, cancel-on-disconnect set and read back, account and limits → LISTED
 *        → chosen → user channels, answer compared → reconciled → READY
 * </pre>
 */
final class PrivateSession implements Feed, RpcConnection.Owner {
    /** Number of this connection in {@code ConnectionState} events. */
    static final int CONNECTION_ID = 1;

    private static final String CHANGES_CHANNEL = "user.changes.any.any.raw";
    private static final byte[] CHANGES = FrameWriter.ascii("user.changes.");
    private static final byte[] PORTFOLIO = FrameWriter.ascii("user.portfolio.");
    private static final byte[] CONNECTION = FrameWriter.ascii("connection");
    private static final int EVENTS = 1 << 13;
    private static final int EVENTS_KEPT_FREE = 1 << 12;
    private static final int FRAMES_AT_ONCE = 16;
    private static final long SECOND_NS = 1_000_000_000L;

    private final DeribitContext context;
    private final Credits credits;
    private final VenueCounters counters;
    private final RpcConnection connection;
    private final Login login;
    private final Subscriptions subscriptions;
    private final EventQueue queue = new EventQueue(EVENTS);
    private final VenueEvents events = new VenueEvents(queue);
    private final AccountDesk desk;
    private final DeribitGateway gateway;
    private final DoubtResolver resolver;
    private final PrivateFrames frames;
    private final Reconciler reconciler;
    private final OrderAnswers answers;
    private final Balances balances;
    private @Nullable MarketSelection selection;
    private @Nullable VenueFault fault;
    private VenuePhase phase = VenuePhase.DOWN;
    private boolean isListed;
    private boolean isCodOn;
    private boolean isAnnounced;
    private long codRetryNs = Long.MAX_VALUE;
    private int accountsMissing;

    PrivateSession(
            final DeribitContext context,
            final Credits credits,
            final VenueCounters counters,
            final ServerClock clock) {
        this.context = context;
        this.credits = credits;
        this.counters = counters;
        connection =
                new RpcConnection(context.privateTransport(), context, credits, counters, clock, context.seed() + 1);
        login = new Login(context, connection, counters, context.seed() + 3);
        subscriptions = new Subscriptions(connection, counters, Purpose.PRIVATE_SUBSCRIBE, Methods.PRIVATE_SUBSCRIBE);
        balances = new Balances(context.currencies(), events);
        desk = new AccountDesk(context, events, counters, clock, new Strangers());
        gateway = new DeribitGateway(context, connection, credits, desk, counters);
        resolver = new DoubtResolver(context, connection, desk);
        final PositionDesk positions = new PositionDesk(List.of(), events, counters, clock);
        frames = new PrivateFrames(desk, positions, counters);
        reconciler = new Reconciler(context, connection, desk, resolver, frames, positions, this::askAccounts);
        answers = new OrderAnswers(desk, frames);
        connection.owner(this);
    }

    VenuePhase phase() {
        return phase;
    }

    boolean isListed() {
        return isListed;
    }

    @Nullable
    VenueFault fault() {
        return fault;
    }

    List<AccountFacts> facts() {
        return balances.facts();
    }

    OrderGateway gateway() {
        return gateway;
    }

    DeribitGateway commands() {
        return gateway;
    }

    int openOrders() {
        int open = 0;
        for (final OwnOrder order : desk.open()) {
            open += order.isClosed ? 0 : 1;
        }
        return open;
    }

    int doubtfulOrders() {
        return resolver.doubts();
    }

    void want() {
        connection.want();
    }

    void select(final MarketSelection chosen) {
        if (selection != null) {
            throw new IllegalStateException("something was chosen before");
        }
        selection = chosen;
        final InstrumentIds ids = new InstrumentIds(chosen.specs(), chosen.followed());
        final PositionDesk positions = new PositionDesk(chosen.specs(), events, counters, connection.clock());
        desk.positions(positions);
        reconciler.positions(positions);
        frames.instruments(ids, positions);
        gateway.instruments(chosen.specs(), ids);
        resolver.instruments(chosen.specs());
        balances.select(chosen);
        if (phase == VenuePhase.LISTED) {
            subscribe();
        }
    }

    /** Steps the connection; events wait in the queue. */
    int step(final long now) {
        if (queue.free() < EVENTS_KEPT_FREE) {
            return 0;
        }
        int work = connection.poll(now, FRAMES_AT_ONCE);
        if (connection.isUp()) {
            if (login.refreshDueNs() <= now) {
                login.refresh(now);
                work++;
            }
            if (codRetryNs <= now) {
                codRetryNs = Long.MAX_VALUE;
                armCancelOnDisconnect();
                work++;
            }
            work += reconciler.step(now);
        }
        becomeReady(now);
        return work;
    }

    @Override
    public int poll(final long now, final int limit, final Ingress ingress) {
        int delivered = queue.deliver(limit, ingress);
        boolean isMore = delivered < limit;
        while (isMore) {
            final int work = step(now);
            delivered += queue.deliver(limit - delivered, ingress);
            isMore = work > 0 && delivered < limit && queue.isEmpty();
        }
        return delivered;
    }

    @Override
    public long nextTimeNs() {
        final long next = Math.min(queue.nextTimeNs(), connection.nextTimeNs());
        if (!connection.isUp()) {
            return next;
        }
        return Math.min(next, Math.min(reconciler.nextTimeNs(), Math.min(codRetryNs, login.refreshDueNs())));
    }

    @Override
    public void close() {
        login.forget();
        gateway.admit(false, false);
        connection.close();
        phase = VenuePhase.DOWN;
    }

    @Override
    public void onOpen(final long now) {
        phase = VenuePhase.AUTHENTICATING;
        login.request(now);
    }

    @Override
    public void onResult(final RpcRequest request, final RpcFrame frame, final long now) {
        switch (request.purpose) {
            case AUTH -> onGranted(frame, now, true);
            case REFRESH -> onGranted(frame, now, false);
            case ACCOUNT -> onAccount(frame, now);
            case ENABLE_COD -> {}
            case READ_COD -> onCod(frame, now);
            case PRIVATE_SUBSCRIBE -> onSubscribed(request.index, frame, now);
            case TRADES -> reconciler.onTradesPage(request, frame, now);
            case ORDER_TRADES -> {
                frames.trades(frame.content(), now);
                resolver.onFillsAnswer(request, reconciler.isDone(), now);
            }
            case OPEN_ORDERS -> reconciler.onOpenOrders(request, frame, now);
            case POSITIONS -> reconciler.onPositions(frame, now);
            case LABEL -> {
                frames.orders(frame.content(), now);
                resolver.onLabelAnswer(request, now);
            }
            default -> answers.onResult(request, frame, now);
        }
    }

    @Override
    public void onError(final RpcRequest request, final RpcFrame frame, final long now) {
        final DeribitError error = DeribitError.of(frame.errorCode());
        switch (request.purpose) {
            case AUTH -> onLoginRefused(error);
            case REFRESH -> login.request(now);
            case LABEL -> resolver.onLabelFailed(request, now);
            case TRADES -> onTradesFailed(request, now);
            case ORDER_TRADES -> resolver.onFillsAnswer(request, reconciler.isDone(), now);
            case ENABLE_COD, TEST -> {}
            case READ_COD -> codRetryNs = now + 5 * SECOND_NS;
            case NEW_ORDER, EDIT_ORDER, CANCEL_ORDER, CANCEL_LABEL, CANCEL_ALL -> {
                answers.onError(request, frame, now);
                follow(error, now);
            }
            default -> connection.drop();
        }
    }

    @Override
    public void onTimeout(final RpcRequest request, final long now) {
        switch (request.purpose) {
            case NEW_ORDER, EDIT_ORDER, CANCEL_ORDER, CANCEL_LABEL -> answers.onUnanswered(request, now);
            case LABEL -> resolver.onLabelFailed(request, now);
            case TRADES -> onTradesFailed(request, now);
            case ORDER_TRADES -> resolver.onFillsAnswer(request, reconciler.isDone(), now);
            case TEST, CANCEL_ALL -> {}
            default -> connection.drop();
        }
    }

    @Override
    public void onLost(final RpcRequest request, final long now) {
        // Orders under way are doubted as a whole when the connection is reported down.
    }

    @Override
    public boolean onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        return false;
    }

    @Override
    public void onNotification(
            final RpcFrame frame,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long receiveTimeNs) {
        if (frame.textStartsWith(CHANGES)) {
            frames.changes(frame.content(), receiveTimeNs);
        } else if (frame.textStartsWith(PORTFOLIO)) {
            final PortfolioRow row = frames.portfolio(frame.content());
            if (row != null) {
                balances.afterTrades(desk.trades());
                balances.onPortfolio(row, connection.clock().venueNs(receiveTimeNs), receiveTimeNs);
            }
        }
    }

    @Override
    public void onDown(final String reason, final long now) {
        gateway.admit(false, false);
        login.forget();
        subscriptions.onDown();
        reconciler.onDown();
        balances.forget();
        isCodOn = false;
        codRetryNs = Long.MAX_VALUE;
        if (isAnnounced) {
            isAnnounced = false;
            state(ConnectionPhase.DOWN, now);
        }
        phase = fault == null ? VenuePhase.DOWN : VenuePhase.FAULTED;
    }

    @Override
    public void onWrongNetwork(final VenueFault wrong) {
        stop(wrong);
    }

    private void onGranted(final RpcFrame frame, final long now, final boolean isFirst) {
        final VenueFault wrong = login.onGranted(frame.result(), now);
        if (wrong != null) {
            stop(wrong);
        } else if (isFirst && phase == VenuePhase.AUTHENTICATING) {
            begin();
        }
    }

    private void begin() {
        phase = VenuePhase.LOADING;
        connection.enqueue(
                Purpose.HEARTBEAT,
                Methods.SET_HEARTBEAT,
                writer -> writer.number(Methods.INTERVAL, context.heartbeatNs() / SECOND_NS));
        armCancelOnDisconnect();
        askAccounts();
    }

    private void askAccounts() {
        accountsMissing = context.currencies().size();
        for (final String currency : context.currencies()) {
            connection.enqueue(
                    Purpose.ACCOUNT,
                    Methods.ACCOUNT_SUMMARY,
                    writer -> writer.text(Methods.CURRENCY, FrameWriter.ascii(currency))
                            .flag(Methods.EXTENDED, true));
        }
    }

    private void armCancelOnDisconnect() {
        if (context.isReadOnly()) {
            return;
        }
        connection.enqueue(Purpose.ENABLE_COD, Methods.ENABLE_COD, writer -> writer.text(Methods.SCOPE, CONNECTION));
        connection.enqueue(Purpose.READ_COD, Methods.READ_COD, writer -> writer.text(Methods.SCOPE, CONNECTION));
    }

    private void onAccount(final RpcFrame frame, final long now) {
        credits.configure(balances.onSummary(frame.result()));
        final PortfolioRow row = frames.portfolio(frame.content());
        if (row != null) {
            balances.onPortfolio(row, connection.clock().venueNs(now), now);
        }
        accountsMissing--;
        if (accountsMissing == 0 && phase == VenuePhase.LOADING) {
            isListed = true;
            phase = VenuePhase.LISTED;
            if (selection != null) {
                subscribe();
            }
        }
    }

    private void onCod(final RpcFrame frame, final long now) {
        isCodOn = frame.result().path("enabled").asBoolean(false);
        if (!isCodOn) {
            counters.increment(Count.COD_MISSING);
            codRetryNs = now + 5 * SECOND_NS;
        }
    }

    private void subscribe() {
        phase = VenuePhase.SUBSCRIBING;
        final List<String> channels = new ArrayList<>();
        channels.add(CHANGES_CHANNEL);
        for (final String currency : context.currencies()) {
            channels.add("user.portfolio." + currency.toLowerCase(Locale.ROOT));
        }
        subscriptions.request(channels);
    }

    private void onSubscribed(final int batch, final RpcFrame frame, final long now) {
        subscriptions.onResult(batch, frame.result());
        if (phase != VenuePhase.SUBSCRIBING || !subscriptions.isSettled()) {
            return;
        }
        if (subscriptions.missing().contains(CHANGES_CHANNEL)) {
            connection.drop();
            return;
        }
        phase = VenuePhase.RECONCILING;
        gateway.admit(false, true);
        isAnnounced = true;
        state(ConnectionPhase.CONNECTED, now);
        askAccounts();
        reconciler.begin(now);
    }

    private void becomeReady(final long now) {
        final boolean isSafe = isCodOn || context.isReadOnly();
        if (phase == VenuePhase.RECONCILING && reconciler.isDone() && isSafe) {
            phase = VenuePhase.READY;
            gateway.admit(true, true);
            state(ConnectionPhase.READY, now);
        }
    }

    /** What an order's refusal means for the session. */
    private void follow(final DeribitError error, final long now) {
        switch (error.action()) {
            case REAUTHENTICATE -> login.request(now);
            case STOP -> stop(new VenueFault(VenueFault.Kind.ACCOUNT, "the venue stopped us: code=" + error.code()));
            case WAIT -> gateway.hold(now + 2 * SECOND_NS);
            case PACE -> gateway.hold(now + SECOND_NS);
            case COD_OFF -> {
                isCodOn = false;
                phase = VenuePhase.RECONCILING;
                gateway.admit(false, true);
                state(ConnectionPhase.CONNECTED, now);
                armCancelOnDisconnect();
            }
            default -> {}
        }
    }

    private void onTradesFailed(final RpcRequest request, final long now) {
        if (request.orderKey == 0) {
            connection.drop();
        } else {
            resolver.onLabelFailed(request, now);
        }
    }

    private void onLoginRefused(final DeribitError error) {
        if (error.action() == ErrorAction.STOP) {
            stop(new VenueFault(
                    VenueFault.Kind.AUTHENTICATION,
                    "the venue refuses the login, see venue.client_id and venue.client_secret: code=" + error.code()));
        } else {
            connection.drop();
        }
    }

    private void stop(final VenueFault wrong) {
        if (fault == null) {
            fault = wrong;
        }
        phase = VenuePhase.FAULTED;
        gateway.admit(false, false);
        connection.unwant();
    }

    private void state(final ConnectionPhase connectionPhase, final long now) {
        events.connection(CONNECTION_ID, connectionPhase, connection.clock().venueNs(now), now);
    }

    /** Orders under our name that are not ours to know. */
    private final class Strangers implements AccountDesk.Strangers {
        @Override
        public void onOrphan(final OrderRow row, final long nowNs) {
            if (gateway.cancelOrphan(row, nowNs)) {
                counters.increment(Count.ORPHANS_CANCELLED);
            }
        }

        @Override
        public void onIntruder(final String reason) {
            stop(new VenueFault(VenueFault.Kind.FOREIGN_EPOCH, reason));
        }
    }
}
