package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Transport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A connection that makes no garbage once it is quiet: before, all goes to and comes from another one; from then on what
 * is sent is kept in place, and one frame at a time is put in by hand.
 */
final class QuietTransport implements Transport {
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);
    private static final int LONGEST = 4_096;

    private final Transport loud;
    private final UnsafeBuffer sent = new UnsafeBuffer(new byte[LONGEST]);
    private UnsafeBuffer incoming = NOTHING;
    private int sentLength;
    private boolean isQuiet;

    QuietTransport(final Transport loud) {
        this.loud = loud;
    }

    void quiet() {
        isQuiet = true;
    }

    void deliver(final UnsafeBuffer frame) {
        incoming = frame;
    }

    DirectBuffer sent() {
        return sent;
    }

    int sentLength() {
        return sentLength;
    }

    @Override
    public void connect(final long nowNs) {
        loud.connect(nowNs);
    }

    @Override
    public int poll(final long nowNs, final int limit, final Handler handler) {
        if (!isQuiet) {
            return loud.poll(nowNs, limit, handler);
        }
        final UnsafeBuffer frame = incoming;
        if (frame.capacity() == 0) {
            return 0;
        }
        incoming = NOTHING;
        handler.onFrame(frame, 0, frame.capacity(), nowNs);
        return 1;
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        if (!isQuiet) {
            return loud.send(buffer, offset, length);
        }
        sent.putBytes(0, buffer, offset, length);
        sentLength = length;
        return SENT;
    }

    @Override
    public void disconnect() {
        loud.disconnect();
    }

    @Override
    public boolean isOpen() {
        return loud.isOpen();
    }

    @Override
    public long nextTimeNs() {
        return loud.nextTimeNs();
    }

    @Override
    public void close() {
        loud.close();
    }
}
