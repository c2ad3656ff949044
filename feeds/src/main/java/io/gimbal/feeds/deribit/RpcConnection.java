package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * One JSON-RPC connection that is kept: connects and reconnects with a growing, jittered wait; correlates answers with
 * requests by number; answers the venue's test requests; ends a connection that has gone silent; spends credits; and keeps
 * requests that can wait until there are some. What it all means is its {@link Owner}'s business. Owned and stepped by one
 * thread.
 */
final class RpcConnection implements Transport.Handler {
    private static final long LASTING_NS = 60_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_IN_FLIGHT = 16;
    private static final int TOO_MANY_REQUESTS = 10_028;

    /** Whose connection it is. */
    interface Owner {
        void onOpen(long nowNs);

        void onResult(RpcRequest request, RpcFrame frame, long nowNs);

        void onError(RpcRequest request, RpcFrame frame, long nowNs);

        /** No answer came in time, and the connection lives. */
        void onTimeout(RpcRequest request, long nowNs);

        /** The connection ended before the answer came. */
        void onLost(RpcRequest request, long nowNs);

        /** The owner's own way with frames it knows at first sight; false leaves the frame to the ordinary way. */
        boolean onFrame(DirectBuffer buffer, int offset, int length, long receiveTimeNs);

        void onNotification(RpcFrame frame, DirectBuffer buffer, int offset, int length, long receiveTimeNs);

        void onDown(String reason, long nowNs);

        /** The venue is not the network that was asked for; the frame that said so goes no further. */
        void onWrongNetwork(VenueFault wrong);
    }

    /** A request that waits for credits. */
    private static final class Waiting {
        private final Purpose purpose;
        private final byte[] method;
        private final Consumer<FrameWriter> parameters;
        private final Consumer<RpcRequest> notes;

        Waiting(
                final Purpose purpose,
                final byte[] method,
                final Consumer<FrameWriter> parameters,
                final Consumer<RpcRequest> notes) {
            this.purpose = purpose;
            this.method = method;
            this.parameters = parameters;
            this.notes = notes;
        }
    }

    private final Transport transport;
    private final Credits credits;
    private final VenueCounters counters;
    private final ServerClock clock;
    private final BackOff backOff;
    private final long heartbeatNs;
    private final long responseTimeoutNs;
    private final VenueNetwork network;
    private final FrameWriter writer = new FrameWriter();
    private final RpcFrame frame = new RpcFrame();
    private final RpcRequests requests = new RpcRequests();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Consumer<RpcRequest> onExpired = this::expired;
    private Owner owner = new NoOwner();
    private long nowNs;
    private long nextAttemptNs = Long.MIN_VALUE;
    private long lastAttemptNs = Long.MIN_VALUE;
    private long openedNs;
    private long lastHeardNs;
    private boolean isWanted;
    private String lostBecause = "";
    private boolean isUp;
    private boolean isConnecting;
    private boolean wasUp;

    RpcConnection(
            final Transport transport,
            final DeribitContext context,
            final Credits credits,
            final VenueCounters counters,
            final ServerClock clock,
            final long seed) {
        this.transport = transport;
        this.credits = credits;
        this.counters = counters;
        this.clock = clock;
        this.backOff = new BackOff(context.backOffBaseNs(), context.backOffCapNs(), seed);
        this.heartbeatNs = context.heartbeatNs();
        this.responseTimeoutNs = context.responseTimeoutNs();
        this.network = context.network();
    }

    void owner(final Owner value) {
        owner = value;
    }

    /** Keeps the connection from now on. */
    void want() {
        isWanted = true;
    }

    /** Ends the connection and does not come back. */
    void unwant() {
        isWanted = false;
        transport.disconnect();
    }

    /** Ends the connection; it comes back after a wait. */
    void drop() {
        transport.disconnect();
    }

    boolean isUp() {
        return isUp;
    }

    ServerClock clock() {
        return clock;
    }

    RpcRequests requests() {
        return requests;
    }

    FrameWriter writer() {
        return writer;
    }

    int poll(final long now, final int limit) {
        nowNs = now;
        int work = 0;
        if (isWanted && !isUp && !isConnecting && now >= nextAttemptNs) {
            isConnecting = true;
            lastAttemptNs = now;
            transport.connect(now);
            work++;
        }
        work += transport.poll(now, limit, this);
        if (isUp) {
            requests.expire(now, onExpired);
            if (now - lastHeardNs >= silenceNs()) {
                counters.increment(Count.HEARTBEATS_MISSED);
                lastHeardNs = now;
                transport.disconnect();
            }
            work += pump();
        }
        return work;
    }

    /** When there is something to do without the world's doing, or {@link Feed#EXHAUSTED} or {@link Feed#UNKNOWN}. */
    long nextTimeNs() {
        long next = transport.nextTimeNs();
        if (isWanted && !isUp && !isConnecting) {
            next = Math.min(next, nextAttemptNs);
        }
        if (isUp) {
            next = Math.min(next, Math.min(requests.nextDeadlineNs(), lastHeardNs + silenceNs()));
            final Waiting first = waiting.peek();
            if (first != null && requests.size() < MOST_IN_FLIGHT) {
                next = Math.min(next, credits.of(first.purpose).readyNs(nowNs));
            }
        }
        return next;
    }

    /** Lets a request follow as soon as there are credits; lost with the connection, without a word. */
    void enqueue(final Purpose purpose, final byte[] method, final Consumer<FrameWriter> parameters) {
        enqueue(purpose, method, parameters, request -> {});
    }

    /** As above; the request is given notes that come back with its answer. */
    void enqueue(
            final Purpose purpose,
            final byte[] method,
            final Consumer<FrameWriter> parameters,
            final Consumer<RpcRequest> notes) {
        if (waiting.size() == MOST_WAITING) {
            throw new IllegalStateException("too many requests wait: capacity=" + MOST_WAITING);
        }
        waiting.add(new Waiting(purpose, method, parameters, notes));
    }

    boolean hasWaiting(final Purpose purpose) {
        for (final Waiting request : waiting) {
            if (request.purpose == purpose) {
                return true;
            }
        }
        return requests.has(purpose);
    }

    /** Begins a request that goes now, in the writer; its credit is the caller's business. */
    RpcRequest begin(final Purpose purpose, final byte[] method, final long now) {
        final RpcRequest request = requests.open(purpose, now, now + responseTimeoutNs);
        writer.begin(method, request.id);
        return request;
    }

    /** Sends what stands in the writer; when nothing was written at all the request is closed again. */
    int send(final RpcRequest request) {
        final int result = transport.send(writer.buffer(), 0, writer.end());
        if (result == Transport.NOT_OPEN) {
            requests.close(request.id);
        }
        return result;
    }

    /** Why it was lost last, or could not be made; empty while it never was. */
    String lostBecause() {
        return lostBecause;
    }

    void close() {
        isWanted = false;
        waiting.clear();
        transport.close();
        isUp = false;
    }

    @Override
    public void onOpen(final long now) {
        isConnecting = false;
        isUp = true;
        openedNs = now;
        lastHeardNs = now;
        counters.increment(wasUp ? Count.RECONNECTS : Count.CONNECTS);
        if (wasUp) {
            counters.increment(Count.CONNECTS);
        }
        wasUp = true;
        owner.onOpen(now);
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        lastHeardNs = Math.max(lastHeardNs, receiveTimeNs);
        counters.increment(Count.FRAMES);
        if (owner.onFrame(buffer, offset, length, receiveTimeNs)) {
            return;
        }
        final RpcFrame.Kind kind = frame.read(buffer, offset, length);
        if (isElsewhere()) {
            owner.onWrongNetwork(new VenueFault(
                    VenueFault.Kind.NETWORK,
                    "the venue says that it is " + said(frame.network()) + ", and should be " + said(network)));
            return;
        }
        switch (kind) {
            case RESULT -> answered(receiveTimeNs);
            case ERROR -> failed(receiveTimeNs);
            case SUBSCRIPTION -> owner.onNotification(frame, buffer, offset, length, receiveTimeNs);
            case TEST_REQUEST -> answerTest();
            case HEARTBEAT, OTHER -> {}
            default -> counters.increment(Count.MALFORMED);
        }
    }

    private boolean isElsewhere() {
        return network != VenueNetwork.UNKNOWN && frame.network() != VenueNetwork.UNKNOWN && frame.network() != network;
    }

    private static String said(final VenueNetwork network) {
        return network == VenueNetwork.TEST ? "the test venue" : "the venue of real money";
    }

    @Override
    public void onClosed(final String reason, final long now) {
        if (isUp) {
            if (now - openedNs >= LASTING_NS) {
                backOff.reset();
            }
        } else {
            counters.increment(Count.CONNECT_FAILURES);
        }
        lostBecause = reason;
        isUp = false;
        isConnecting = false;
        waiting.clear();
        nextAttemptNs = Math.max(now + backOff.nextNs(), lastAttemptNs + SECOND_NS);
        requests.abandon(request -> owner.onLost(request, now));
        owner.onDown(reason, now);
    }

    private void answered(final long receiveTimeNs) {
        final RpcRequest request = requests.close(frame.id());
        if (request != null) {
            clock.onAnswer(request.sentNs, receiveTimeNs, frame.usIn(), frame.usOut());
            owner.onResult(request, frame, receiveTimeNs);
        }
    }

    private void failed(final long receiveTimeNs) {
        counters.increment(Count.ERRORS);
        final RpcRequest request = requests.close(frame.id());
        if (request != null) {
            owner.onError(request, frame, receiveTimeNs);
        }
        if (frame.errorCode() == TOO_MANY_REQUESTS) {
            counters.increment(Count.RATE_LIMITED);
            credits.empty(receiveTimeNs);
            transport.disconnect();
        }
    }

    private void expired(final RpcRequest request) {
        counters.increment(Count.TIMEOUTS);
        owner.onTimeout(request, nowNs);
    }

    /** At once, whatever the credits: the venue closes the connection otherwise. */
    private void answerTest() {
        if (requests.hasRoom()) {
            credits.other.force(nowNs);
            send(begin(Purpose.TEST, Methods.TEST, nowNs));
        }
    }

    private int pump() {
        int sent = 0;
        Waiting next = waiting.peek();
        while (next != null
                && requests.size() < MOST_IN_FLIGHT
                && credits.of(next.purpose).tryTake(nowNs)) {
            waiting.poll();
            final RpcRequest request = begin(next.purpose, next.method, nowNs);
            next.parameters.accept(writer);
            next.notes.accept(request);
            send(request);
            sent++;
            next = isUp ? waiting.peek() : null;
        }
        return sent;
    }

    /** Twice the interval: once for the venue's heartbeat to come, once for its being late. */
    private long silenceNs() {
        return 2 * heartbeatNs;
    }

    /** Until the owner is set. */
    private static final class NoOwner implements Owner {
        @Override
        public void onOpen(final long nowNs) {}

        @Override
        public void onResult(final RpcRequest request, final RpcFrame frame, final long nowNs) {}

        @Override
        public void onError(final RpcRequest request, final RpcFrame frame, final long nowNs) {}

        @Override
        public void onTimeout(final RpcRequest request, final long nowNs) {}

        @Override
        public void onLost(final RpcRequest request, final long nowNs) {}

        @Override
        public boolean onFrame(
                final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
            return false;
        }

        @Override
        public void onNotification(
                final RpcFrame frame,
                final DirectBuffer buffer,
                final int offset,
                final int length,
                final long receiveTimeNs) {}

        @Override
        public void onDown(final String reason, final long nowNs) {}

        @Override
        public void onWrongNetwork(final VenueFault wrong) {}
    }
}
