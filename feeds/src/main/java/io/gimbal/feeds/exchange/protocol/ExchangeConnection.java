package io.gimbal.feeds.exchange.protocol;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection at the exchange's end: takes request frames, emits response and notification frames. Time is
 * passed in. Owned by the exchange's thread.
 *
 * <pre>
 *   OPEN ──authenticated──► OPEN with a grant
 *     │  drop, missed test request, credits gone: orders that asked for it are cancelled
 *     │  logout: nothing is cancelled
 *     ▼
 *   CLOSED
 * </pre>
 */
public final class ExchangeConnection {
    private static final String HEARTBEAT = "heartbeat";

    private final long id;
    private final String address;
    private final ExchangeProtocol protocol;
    private final ConnectionOutput output;
    private final Heartbeat heartbeat = new Heartbeat();
    private final JsonWriter frame = new JsonWriter();
    private final ArrayDeque<Deferred> deferred = new ArrayDeque<>();
    private final long skewNs;
    private @Nullable Grant grant;
    private boolean isOpen = true;
    private boolean isDeferring;
    private boolean cancelsOnDisconnect;

    /** A notification that waits for the response it goes behind. */
    private static final class Deferred {
        private final String channel;
        private final byte[] bytes;

        Deferred(final String channel, final byte[] bytes) {
            this.channel = channel;
            this.bytes = bytes;
        }
    }

    ExchangeConnection(
            final long id,
            final String address,
            final ExchangeProtocol protocol,
            final ConnectionOutput output,
            final long skewNs) {
        this.id = id;
        this.address = address;
        this.protocol = protocol;
        this.output = output;
        this.skewNs = skewNs;
    }

    /**
     * Takes a text frame from the client. Whatever it holds, an answer is all that comes of it.
     *
     * @param bytes  hold it
     * @param offset where it begins
     * @param length its bytes
     * @param nowNs  the clock, epoch nanoseconds
     */
    public void onFrame(final byte[] bytes, final int offset, final int length, final long nowNs) {
        if (!isOpen) {
            return;
        }
        heartbeat.heard(nowNs);
        protocol.dispatcher().onFrame(this, bytes, offset, length, nowNs);
    }

    /**
     * The client is gone. Cancels what asked for it.
     *
     * @param reason for people
     * @param nowNs  the clock, epoch nanoseconds
     */
    public void dropped(final String reason, final long nowNs) {
        if (isOpen) {
            close(reason, nowNs);
            protocol.cancelOnDisconnect(this, nowNs);
        }
    }

    /**
     * Does what is due by the clock.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return work done, 0 for none
     */
    public int doWork(final long nowNs) {
        switch (heartbeat.due(nowNs)) {
            case HEARTBEAT -> beat(HEARTBEAT, nowNs);
            case TEST_REQUEST -> beat("test_request", nowNs);
            case CLOSE -> dropped("test request not answered", nowNs);
            default -> {
                return 0;
            }
        }
        return 1;
    }

    /** {@return when the connection has something to do next, epoch nanoseconds or never} */
    public long nextTimeNs() {
        return heartbeat.nextTimeNs();
    }

    /** {@return whether it takes frames} */
    public boolean isOpen() {
        return isOpen;
    }

    /** {@return its number, unique at this exchange} */
    public long id() {
        return id;
    }

    /** Where the client is; its connections and its credits before authentication are counted by this. */
    String address() {
        return address;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    long skewNs() {
        return skewNs;
    }

    @Nullable
    Grant grant() {
        return grant;
    }

    void authenticated(final Grant newGrant) {
        grant = newGrant;
    }

    boolean isAuthenticated(final long nowNs) {
        final Grant held = grant;
        return held != null && held.isValid(nowNs, id);
    }

    /** Tells whether the orders made on this connection die with it. */
    boolean cancelsOnDisconnect() {
        return cancelsOnDisconnect;
    }

    void cancelsOnDisconnect(final boolean isOn) {
        cancelsOnDisconnect = isOn;
    }

    /** From now to {@link #releaseDeferred}, notifications wait. */
    void deferNotifications() {
        isDeferring = true;
    }

    /** Sends what waited. */
    void releaseDeferred(final long nowNs) {
        isDeferring = false;
        Deferred next = deferred.poll();
        while (next != null) {
            emit(FrameKind.NOTIFICATION, next.channel, next.bytes, next.bytes.length, nowNs);
            next = deferred.poll();
        }
    }

    void respond(final FrameKind kind, final JsonWriter response, final long nowNs) {
        emit(kind, "", response.bytes(), response.length(), nowNs);
    }

    void notify(final String channel, final byte[] bytes, final int length, final long nowNs) {
        if (isDeferring) {
            deferred.add(new Deferred(channel, Arrays.copyOf(bytes, length)));
        } else {
            emit(FrameKind.NOTIFICATION, channel, bytes, length, nowNs);
        }
    }

    /** The exchange ends the connection; orders stay. */
    void close(final String reason, final long nowNs) {
        if (!isOpen) {
            return;
        }
        isOpen = false;
        heartbeat.stop();
        deferred.clear();
        output.onClosed(reason, nowNs);
        protocol.closed(this);
    }

    private void beat(final String type, final long nowNs) {
        frame.reset();
        frame.beginObject().text("jsonrpc", "2.0").text("method", HEARTBEAT);
        frame.name("params").beginObject().text("type", type).endObject().endObject();
        emit(FrameKind.HEARTBEAT, "", frame.bytes(), frame.length(), nowNs);
    }

    private void emit(
            final FrameKind kind, final String channel, final byte[] bytes, final int length, final long nowNs) {
        if (isOpen) {
            output.onFrame(kind, channel, bytes, length, nowNs);
        }
    }
}
