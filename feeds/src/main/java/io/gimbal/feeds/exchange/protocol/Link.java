package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Feed;
import org.jspecify.annotations.Nullable;

/**
 * The wire between one client and its connection: it takes time and suffers faults. Frames of one channel never overtake
 * each other; frames of different channels do only while a fault holds one of them. Owned by the exchange's thread.
 */
final class Link implements ConnectionOutput {
    /** After so long on a half-open wire the exchange's end notices. */
    static final long KEEP_ALIVE_NS = 600_000_000_000L;

    private static final long NEVER = Long.MAX_VALUE;
    private static final String BOOKS = "book.";

    private final Faults faults;
    private final int maxWaiting;
    private final FrameQueue toExchange = new FrameQueue();
    private final FrameQueue toClient = new FrameQueue();
    private @Nullable ExchangeConnection connection;
    private String heldChannel = "";
    private long heldUntilNs = Long.MIN_VALUE;
    private long booksHeldUntilNs = Long.MIN_VALUE;
    private long halfOpenSinceNs = NEVER;
    private boolean isBroken;
    private boolean isCutOff;

    /** Makes a wire on which so many frames may wait for a client that does not read them. */
    Link(final Faults faults, final int maxWaiting) {
        this.faults = faults;
        this.maxWaiting = maxWaiting;
    }

    /** Names the connection at the exchange's end, once. */
    void attach(final ExchangeConnection end) {
        connection = end;
    }

    /** The client sends a frame. */
    void send(final byte[] bytes, final int offset, final int length, final long nowNs) {
        if (!isHalfOpen() && !isBroken) {
            toExchange.add(bytes, offset, length, nowNs + faults.requestLatencyNs());
        }
    }

    /** The client's end is gone; the exchange learns of it after the way there. */
    void clientGone(final String reason, final long nowNs) {
        if (!isHalfOpen() && !isBroken) {
            toExchange.addEnd(reason, nowNs + faults.latencyNs());
        }
    }

    /** Gives the exchange what has arrived there, and lets the connection do its timed work. */
    int stepExchange(final long nowNs) {
        final ExchangeConnection end = connection;
        if (end == null || !end.isOpen()) {
            return 0;
        }
        int work = 0;
        TimedFrame frame = toExchange.poll(nowNs);
        while (frame != null) {
            arrive(end, frame, nowNs);
            toExchange.recycle(frame);
            work++;
            frame = toExchange.poll(nowNs);
        }
        if (isHalfOpen() && nowNs - halfOpenSinceNs >= KEEP_ALIVE_NS) {
            end.dropped("keep-alive expired", nowNs);
        }
        return work + end.doWork(nowNs);
    }

    /** {@return the next frame that has arrived at the client, to be given back, or null} */
    @Nullable
    TimedFrame receive(final long nowNs) {
        return toClient.poll(nowNs);
    }

    /** Whether the exchange gave up on a client that did not read: nothing more can be written. */
    boolean isCutOff() {
        return isCutOff;
    }

    void recycle(final TimedFrame frame) {
        toClient.recycle(frame);
    }

    /** {@return when something arrives at either end, or is due at the exchange's} */
    long nextTimeNs() {
        return Math.min(toClient.nextTimeNs(), nextExchangeTimeNs());
    }

    /** {@return when something arrives or is due at the exchange's end} */
    long nextExchangeTimeNs() {
        final ExchangeConnection end = connection;
        if (end == null || !end.isOpen()) {
            return Feed.UNKNOWN;
        }
        final long keepAlive = isHalfOpen() ? halfOpenSinceNs + KEEP_ALIVE_NS : Feed.UNKNOWN;
        return Math.min(Math.min(end.nextTimeNs(), keepAlive), toExchange.nextTimeNs());
    }

    @Override
    public void onFrame(
            final FrameKind kind, final String channel, final byte[] bytes, final int length, final long nowNs) {
        if (isBroken || isHalfOpen() || isLost(kind, channel)) {
            return;
        }
        deliver(channel, bytes, length, nowNs);
        if (kind == FrameKind.NOTIFICATION && faults.strikes(FaultKind.DUPLICATE)) {
            deliver(channel, bytes, length, nowNs);
        }
        if (toClient.size() > maxWaiting) {
            isCutOff = true;
            toClient.clear();
            breakOff("connection_too_slow", nowNs);
        } else if (faults.strikes(FaultKind.HALF_OPEN)) {
            halfOpenSinceNs = nowNs;
        } else if (faults.strikes(FaultKind.DISCONNECT)) {
            breakOff("connection reset", nowNs);
        }
    }

    @Override
    public void onClosed(final String reason, final long nowNs) {
        if (!isBroken && !isHalfOpen()) {
            toClient.addEnd(reason, nowNs + faults.latencyNs());
        }
        isBroken = true;
    }

    private void arrive(final ExchangeConnection end, final TimedFrame frame, final long nowNs) {
        if (frame.length == TimedFrame.END) {
            end.dropped(frame.reason, nowNs);
        } else if (!isBroken) {
            end.onFrame(frame.bytes, 0, frame.length, nowNs);
        }
    }

    private boolean isHalfOpen() {
        return halfOpenSinceNs != NEVER;
    }

    private boolean isLost(final FrameKind kind, final String channel) {
        return switch (kind) {
            case ORDER_RESPONSE -> faults.strikes(FaultKind.LOST_ACK);
            case NOTIFICATION ->
                faults.strikes(FaultKind.DROP) || (channel.startsWith(BOOKS) && faults.strikes(FaultKind.GAP));
            case RESPONSE, HEARTBEAT -> false;
        };
    }

    /** Breaks the wire; the exchange's end learns of it at its next step, outside whatever it is doing now. */
    private void breakOff(final String reason, final long nowNs) {
        toExchange.addEnd(reason, nowNs);
        toClient.addEnd(reason, nowNs + faults.latencyNs());
        isBroken = true;
    }

    private void deliver(final String channel, final byte[] bytes, final int length, final long nowNs) {
        takeHolds(channel, nowNs);
        final long dueNs = nowNs + faults.frameLatencyNs();
        if (channel.startsWith(BOOKS) && nowNs < booksHeldUntilNs) {
            toClient.addFreely(bytes, 0, length, booksHeldUntilNs + faults.latencyNs());
        } else if (channel.equals(heldChannel) && nowNs < heldUntilNs) {
            toClient.addFreely(bytes, 0, length, heldUntilNs + faults.latencyNs());
        } else {
            toClient.add(bytes, 0, length, dueNs);
        }
    }

    private void takeHolds(final String channel, final long nowNs) {
        final boolean isFree = nowNs >= heldUntilNs && nowNs >= booksHeldUntilNs;
        if (isFree && channel.startsWith(BOOKS) && faults.strikes(FaultKind.SLOW_BOOK)) {
            booksHeldUntilNs = nowNs + faults.holdNs();
        } else if (isFree && !channel.isEmpty() && faults.strikes(FaultKind.REORDER)) {
            heldChannel = channel;
            heldUntilNs = nowNs + faults.holdNs();
        }
    }
}
