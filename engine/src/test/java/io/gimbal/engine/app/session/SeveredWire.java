package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import org.agrona.DirectBuffer;

/**
 * A wire to a venue that dies at a moment the test chooses: the connection drops, and every later one is refused until it is
 * restored. Before that it may lose what is sent.
 */
final class SeveredWire implements Transport {
    private final Transport wire;
    private boolean isCut;
    private boolean isTold;
    private boolean isLosing;
    private long cutNs;

    SeveredWire(final Transport wire) {
        this.wire = wire;
    }

    /** What is sent from now on never arrives, and nobody is told. */
    void lose() {
        isLosing = true;
    }

    void cut(final long nowNs) {
        isCut = true;
        cutNs = nowNs;
        wire.disconnect();
    }

    /** Connections can be made again. */
    void restore() {
        isCut = false;
        isTold = false;
        isLosing = false;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Handler handler) {
        if (!isCut) {
            return wire.poll(nowNs, limit, handler);
        }
        if (isTold) {
            return 0;
        }
        isTold = true;
        handler.onClosed("cut", nowNs);
        return 1;
    }

    @Override
    public void connect(final long nowNs) {
        if (isCut) {
            isTold = false;
            cutNs = nowNs;
        } else {
            wire.connect(nowNs);
        }
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        if (isCut) {
            return NOT_OPEN;
        }
        return isLosing ? SENT : wire.send(buffer, offset, length);
    }

    @Override
    public void disconnect() {
        if (!isCut) {
            wire.disconnect();
        }
    }

    @Override
    public boolean isOpen() {
        return !isCut && wire.isOpen();
    }

    @Override
    public long nextTimeNs() {
        if (!isCut) {
            return wire.nextTimeNs();
        }
        return isTold ? Feed.EXHAUSTED : cutNs;
    }

    @Override
    public void close() {
        wire.close();
    }
}
