package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Leads straight into a connection of a local exchange, on the clock both share. Latency and faults are the exchange's
 * {@link Faults}. Owned by the one thread that steps client and exchange; polling it also gives the exchange the frames
 * that have arrived there.
 */
public final class MemoryTransport implements Transport {
    private static final String HERE = "memory";

    private final ExchangeProtocol protocol;
    private final String address;
    private final UnsafeBuffer view = new UnsafeBuffer(new byte[0]);
    private byte[] outgoing = new byte[1024];
    private @Nullable Link link;
    private boolean isOpening;
    private boolean isOpen;
    private boolean isClosed;
    private String closing = "";
    private long opensAtNs;
    private long clockNs;

    /**
     * Makes a transport that is not connected.
     *
     * @param protocol the exchange it leads to
     */
    public MemoryTransport(final ExchangeProtocol protocol) {
        this(protocol, HERE);
    }

    /**
     * Makes a transport that is not connected, as of a host of its own.
     *
     * @param protocol the exchange it leads to
     * @param address  under which the exchange counts connections and credits
     */
    public MemoryTransport(final ExchangeProtocol protocol, final String address) {
        this.protocol = protocol;
        this.address = address;
    }

    @Override
    public void connect(final long nowNs) {
        if (isOpening || link != null || isClosed) {
            throw new IllegalStateException("transport is in use or closed: isClosed=" + isClosed);
        }
        clockNs = nowNs;
        isOpening = true;
        closing = "";
        opensAtNs = nowNs + 2 * protocol.faults().latencyNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Handler handler) {
        clockNs = Math.max(clockNs, nowNs);
        if (isOpening) {
            return open(nowNs, handler);
        }
        final Link wire = link;
        if (wire == null) {
            return 0;
        }
        int work = wire.stepExchange(nowNs);
        if (!closing.isEmpty()) {
            return closed(closing, nowNs, handler);
        }
        for (int i = 0; i < limit && isOpen && closing.isEmpty(); i++) {
            final TimedFrame frame = wire.receive(nowNs);
            if (frame == null) {
                break;
            }
            work++;
            deliver(wire, frame, handler, nowNs);
        }
        return work;
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        final Link wire = link;
        if (!isOpen || wire == null || !closing.isEmpty()) {
            return NOT_OPEN;
        }
        if (outgoing.length < length) {
            outgoing = new byte[length * 2];
        }
        buffer.getBytes(offset, outgoing, 0, length);
        wire.send(outgoing, 0, length, now());
        return SENT;
    }

    @Override
    public void disconnect() {
        final Link wire = link;
        if (wire != null && closing.isEmpty()) {
            wire.clientGone("closed by client", now());
            closing = "closed by client";
        } else if (isOpening) {
            closing = "closed by client";
        }
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public long nextTimeNs() {
        if (isOpening) {
            return opensAtNs;
        }
        final Link wire = link;
        if (wire == null) {
            return isClosed ? Feed.EXHAUSTED : Feed.UNKNOWN;
        }
        return closing.isEmpty() ? wire.nextTimeNs() : clockNs;
    }

    @Override
    public void close() {
        disconnect();
        isClosed = true;
        isOpening = false;
        isOpen = false;
        link = null;
    }

    private int open(final long nowNs, final Handler handler) {
        if (!closing.isEmpty()) {
            isOpening = false;
            return closed(closing, nowNs, handler);
        }
        if (nowNs < opensAtNs) {
            return 0;
        }
        isOpening = false;
        link = protocol.connect(address, nowNs);
        if (link == null) {
            return closed("429 too many connections", nowNs, handler);
        }
        isOpen = true;
        handler.onOpen(nowNs);
        return 1;
    }

    private void deliver(final Link wire, final TimedFrame frame, final Handler handler, final long nowNs) {
        if (frame.length == TimedFrame.END) {
            closed(frame.reason, nowNs, handler);
            return;
        }
        view.wrap(frame.bytes, 0, frame.length);
        handler.onFrame(view, 0, frame.length, frame.dueNs);
        wire.recycle(frame);
    }

    private int closed(final String reason, final long nowNs, final Handler handler) {
        isOpen = false;
        link = null;
        closing = "";
        handler.onClosed(reason, nowNs);
        return 1;
    }

    private long now() {
        return Math.max(clockNs, protocol.nowNs());
    }
}
