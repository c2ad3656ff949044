package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.InstrumentState;
import java.util.ArrayDeque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The market-data connection: heartbeat, login where raw channels need it, the list of instruments once, the chosen
 * channels on each connection, and their notifications as events. Owned and stepped by one thread.
 *
 * <pre>
 *   open → (login) → heartbeat → instruments, once → LISTED → chosen → subscribed and compared → READY
 * </pre>
 */
final class MarketSession implements Feed, RpcConnection.Owner {
    /** Number of this connection in {@code ConnectionState} events. */
    static final int CONNECTION_ID = 0;

    private static final int REPAIR = -2;
    private static final int FRAMES_AT_ONCE = 64;
    private static final long SECOND_NS = 1_000_000_000L;

    private final DeribitContext context;
    private final RpcConnection connection;
    private final VenueCounters counters;
    private final Login login;
    private final Subscriptions subscriptions;
    private final InstrumentCatalogue catalogue = new InstrumentCatalogue();
    private final ArrayDeque<String> newcomers = new ArrayDeque<>();
    private final MarketQueue queue;
    private final EventPublisher publisher = new EventPublisher();
    private @Nullable MarketSelection selection;
    private @Nullable PublicFrames frames;
    private @Nullable VenueFault fault;
    private VenuePhase phase = VenuePhase.DOWN;
    private int listsMissing;
    private boolean isListed;
    private long nowNs;

    MarketSession(
            final DeribitContext context,
            final Credits credits,
            final VenueCounters counters,
            final ServerClock clock) {
        this.context = context;
        this.counters = counters;
        connection = new RpcConnection(context.marketTransport(), context, credits, counters, clock, context.seed());
        login = new Login(context, connection, counters, context.seed() + 2);
        subscriptions = new Subscriptions(connection, counters, Purpose.SUBSCRIBE, Methods.SUBSCRIBE);
        queue = new MarketQueue(counters);
        listsMissing = context.currencies().size();
        connection.owner(this);
    }

    VenuePhase phase() {
        return phase;
    }

    boolean isListed() {
        return isListed;
    }

    InstrumentCatalogue catalogue() {
        return catalogue;
    }

    @Nullable
    VenueFault fault() {
        return fault;
    }

    RpcConnection connection() {
        return connection;
    }

    List<String> missingChannels() {
        return List.copyOf(subscriptions.missing());
    }

    void want() {
        connection.want();
    }

    void select(final MarketSelection chosen, final PublicFrames adapters) {
        selection = chosen;
        frames = adapters;
        if (phase == VenuePhase.LISTED) {
            proceed(nowNs);
        }
    }

    /** Steps the connection; events wait in the queue. */
    int step(final long now) {
        nowNs = now;
        final int work = connection.poll(now, FRAMES_AT_ONCE);
        if (login.refreshDueNs() <= now && connection.isUp()) {
            login.refresh(now);
        }
        repair();
        follow();
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
        return Math.min(queue.nextTimeNs(), Math.min(connection.nextTimeNs(), login.refreshDueNs()));
    }

    @Override
    public void close() {
        login.forget();
        connection.close();
        phase = VenuePhase.DOWN;
    }

    @Override
    public void onOpen(final long now) {
        final MarketSelection chosen = selection;
        final boolean needsLogin = context.hasCredentials() && chosen != null && chosen.isRaw();
        if (needsLogin) {
            phase = VenuePhase.AUTHENTICATING;
            login.request(now);
        } else {
            begin(now);
        }
    }

    @Override
    public void onResult(final RpcRequest request, final RpcFrame frame, final long now) {
        switch (request.purpose) {
            case AUTH -> onGranted(frame, now, true);
            case REFRESH -> onGranted(frame, now, false);
            case INSTRUMENTS -> onInstruments(frame.result(), now);
            case INSTRUMENT -> catalogue.addOne(frame.result());
            case SUBSCRIBE -> onSubscribed(request.index, frame, now);
            default -> {}
        }
    }

    @Override
    public void onError(final RpcRequest request, final RpcFrame frame, final long now) {
        switch (request.purpose) {
            case SUBSCRIBE -> {
                if (request.index >= 0) {
                    subscriptions.onRefused(request.index);
                    settle(now);
                }
            }
            case AUTH -> onLoginRefused(frame);
            case REFRESH, INSTRUMENTS, HEARTBEAT -> connection.drop();
            default -> {}
        }
    }

    @Override
    public void onTimeout(final RpcRequest request, final long now) {
        if (request.purpose != Purpose.TEST) {
            connection.drop();
        }
    }

    @Override
    public void onLost(final RpcRequest request, final long now) {
        // Everything is asked for again when the connection is back.
    }

    @Override
    public boolean onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        final PublicFrames reader = frames;
        return reader != null && reader.onFrame(buffer, offset, length, receiveTimeNs, queue);
    }

    @Override
    public void onNotification(
            final RpcFrame frame,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long receiveTimeNs) {
        counters.increment(Count.MALFORMED);
    }

    @Override
    public void onDown(final String reason, final long now) {
        login.forget();
        subscriptions.onDown();
        if (phase != VenuePhase.FAULTED) {
            if (phase == VenuePhase.READY) {
                state(ConnectionPhase.DOWN, now);
            }
            phase = VenuePhase.DOWN;
        }
    }

    @Override
    public void onWrongNetwork(final VenueFault wrong) {
        fault = wrong;
        phase = VenuePhase.FAULTED;
        connection.unwant();
    }

    private void begin(final long now) {
        connection.enqueue(
                Purpose.HEARTBEAT,
                Methods.SET_HEARTBEAT,
                writer -> writer.number(Methods.INTERVAL, context.heartbeatNs() / SECOND_NS));
        if (isListed) {
            proceed(now);
            return;
        }
        phase = VenuePhase.LOADING;
        listsMissing = context.currencies().size();
        for (final String currency : context.currencies()) {
            connection.enqueue(
                    Purpose.INSTRUMENTS,
                    Methods.GET_INSTRUMENTS,
                    writer -> writer.text(Methods.CURRENCY, FrameWriter.ascii(currency))
                            .flag(Methods.EXPIRED, false));
        }
    }

    private void onGranted(final RpcFrame frame, final long now, final boolean isFirst) {
        fault = login.onGranted(frame.result(), now);
        if (fault != null) {
            phase = VenuePhase.FAULTED;
            connection.unwant();
        } else if (isFirst) {
            begin(now);
        }
    }

    private void onLoginRefused(final RpcFrame frame) {
        if (DeribitError.of(frame.errorCode()) == DeribitError.INVALID_CREDENTIALS) {
            fault = new VenueFault(VenueFault.Kind.AUTHENTICATION, "the venue refuses the credentials");
            phase = VenuePhase.FAULTED;
            connection.unwant();
        } else {
            connection.drop();
        }
    }

    private void onInstruments(final JsonNode list, final long now) {
        catalogue.add(list);
        listsMissing--;
        if (listsMissing == 0) {
            isListed = true;
            proceed(now);
        }
    }

    /** Everything is listed: subscribe what is chosen, or wait for the choice. */
    private void proceed(final long now) {
        final MarketSelection chosen = selection;
        if (chosen == null) {
            phase = VenuePhase.LISTED;
            return;
        }
        if (chosen.isRaw() && context.hasCredentials() && !login.isLoggedIn()) {
            phase = VenuePhase.AUTHENTICATING;
            login.request(now);
            return;
        }
        phase = VenuePhase.SUBSCRIBING;
        if (frames != null) {
            frames.restart();
        }
        state(ConnectionPhase.CONNECTED, now);
        subscriptions.request(chosen.channels());
    }

    private void onSubscribed(final int batch, final RpcFrame frame, final long now) {
        if (batch >= 0) {
            subscriptions.onResult(batch, frame.result());
            settle(now);
        }
    }

    private void settle(final long now) {
        if (phase == VenuePhase.SUBSCRIBING && subscriptions.isSettled()) {
            phase = VenuePhase.READY;
            state(ConnectionPhase.READY, now);
        }
    }

    /** Channels whose chain broke are left and joined again, so that they begin with a picture. */
    private void repair() {
        final PublicFrames reader = frames;
        if (reader == null || phase != VenuePhase.READY) {
            return;
        }
        final List<String> broken = reader.broken();
        if (broken.isEmpty()) {
            return;
        }
        final List<String> channels = List.copyOf(broken);
        broken.clear();
        counters.add(Count.GAPS, channels.size());
        connection.enqueue(
                Purpose.UNSUBSCRIBE, Methods.UNSUBSCRIBE, writer -> writer.texts(Methods.CHANNELS, channels));
        connection.enqueue(
                Purpose.SUBSCRIBE,
                Methods.SUBSCRIBE,
                writer -> writer.texts(Methods.CHANNELS, channels),
                request -> request.index = REPAIR);
    }

    /** Keeps the list of all instruments: states of those it has, and the terms of those it has not, one by one. */
    private void follow() {
        final PublicFrames reader = frames;
        if (reader == null) {
            return;
        }
        if (!reader.others().isEmpty()) {
            learn(reader.others());
        }
        if (phase != VenuePhase.READY || newcomers.isEmpty() || connection.hasWaiting(Purpose.INSTRUMENT)) {
            return;
        }
        final byte[] name = FrameWriter.ascii(newcomers.removeFirst());
        connection.enqueue(
                Purpose.INSTRUMENT, Methods.GET_INSTRUMENT, writer -> writer.text(Methods.INSTRUMENT_NAME, name));
    }

    private void learn(final List<PublicFrames.StateOfOther> others) {
        for (final PublicFrames.StateOfOther told : others) {
            if (catalogue.find(told.name()) != null) {
                catalogue.state(told.name(), told.state());
            } else if (told.state() == InstrumentState.OPEN) {
                newcomers.add(told.name());
            }
        }
        others.clear();
    }

    private void state(final ConnectionPhase connectionPhase, final long now) {
        publisher
                .connectionState()
                .venueTimeNs(connection.clock().venueNs(now))
                .connectionId(CONNECTION_ID)
                .phase(connectionPhase);
        publisher.offer(queue, now);
    }
}
