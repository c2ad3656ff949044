package io.gimbal.feeds.bybit;

import io.gimbal.feeds.Transport;
import io.gimbal.journal.codec.ConnectionPhase;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The life of the connection: it is made, asked for its topics, kept alive by a ping every 20 seconds, given up when the
 * venue falls silent or leaves a request unanswered, and made again after a pause that doubles up to a cap. The pause is
 * drawn between its half and its whole, so that many clients do not come back at once; it starts small again only after a
 * connection was ready.
 *
 * <p>Owned and stepped by the market thread.
 */
final class BybitSession implements Transport.Handler {
    /** The venue asks for a ping this often. */
    static final long PING_INTERVAL_NS = 20_000_000_000L;

    /** Two pings without any frame in between. */
    static final long SILENCE_NS = 45_000_000_000L;

    /** Pause before the second attempt. */
    static final long FIRST_PAUSE_NS = 500_000_000L;

    /** Longest pause. */
    static final long LONGEST_PAUSE_NS = 30_000_000_000L;

    private static final UnsafeBuffer PING = new UnsafeBuffer("{\"op\":\"ping\"}".getBytes(StandardCharsets.US_ASCII));

    private final Transport transport;
    private final Subscriptions subscriptions;
    private final FrameAdapter frames;
    private final LatestMarket market;
    private final ConnectionPhases phases;
    private final SplittableRandom random;

    private boolean isConnecting;
    private boolean isReady;
    private boolean isDown;
    private long connectAtNs = Long.MIN_VALUE;
    private long pauseNs = FIRST_PAUSE_NS;
    private long lastFrameNs;
    private long lastPingNs;
    private long connections;
    private String lastReason = "";

    BybitSession(
            final BybitContext context,
            final Subscriptions subscriptions,
            final FrameAdapter frames,
            final LatestMarket market,
            final ConnectionPhases phases) {
        this.transport = context.transport();
        this.random = new SplittableRandom(context.seed());
        this.subscriptions = subscriptions;
        this.frames = frames;
        this.market = market;
        this.phases = phases;
    }

    /** Does what is due by the clock. */
    void doWork(final long nowNs) {
        if (transport.isOpen()) {
            keep(nowNs);
        } else if (!isConnecting && nowNs >= connectAtNs) {
            isConnecting = true;
            transport.connect(nowNs);
        }
    }

    @Override
    public void onOpen(final long nowNs) {
        connections++;
        lastFrameNs = nowNs;
        lastPingNs = nowNs;
        isReady = false;
        isDown = false;
        subscriptions.reset();
        phases.add(ConnectionPhase.CONNECTED, nowNs);
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        lastFrameNs = receiveTimeNs;
        frames.onFrame(buffer, offset, length, receiveTimeNs);
    }

    @Override
    public void onClosed(final String reason, final long nowNs) {
        lastReason = reason;
        isConnecting = false;
        isReady = false;
        connectAtNs = nowNs + pauseNs / 2 + random.nextLong(pauseNs / 2);
        pauseNs = Math.min(2 * pauseNs, LONGEST_PAUSE_NS);
        market.forgetBooks(nowNs);
        if (!isDown) {
            isDown = true;
            phases.add(ConnectionPhase.DOWN, nowNs);
        }
    }

    /** {@return whether the venue answered for every topic of this connection} */
    boolean isReady() {
        return isReady;
    }

    /** {@return connections made so far} */
    long connections() {
        return connections;
    }

    /** {@return why the last connection ended, for people; empty for none} */
    String lastReason() {
        return lastReason;
    }

    private void keep(final long nowNs) {
        if (nowNs - lastFrameNs > SILENCE_NS || subscriptions.isOverdue(nowNs)) {
            transport.disconnect();
            return;
        }
        if (nowNs - lastPingNs >= PING_INTERVAL_NS) {
            lastPingNs = nowNs;
            send(transport.send(PING, 0, PING.capacity()) == Transport.SENT);
        }
        send(subscriptions.ask(transport, nowNs));
        if (!isReady && subscriptions.isSettled()) {
            isReady = true;
            pauseNs = FIRST_PAUSE_NS;
            phases.add(ConnectionPhase.READY, nowNs);
        }
    }

    /** What a broken connection saw is unknown, so it is given up. */
    private void send(final boolean isSent) {
        if (!isSent) {
            transport.disconnect();
        }
    }
}
