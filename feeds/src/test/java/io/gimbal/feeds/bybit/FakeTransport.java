package io.gimbal.feeds.bybit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A connection whose other end is the test. */
final class FakeTransport implements Transport {
    private final Deque<String> incoming = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Long> attemptsNs = new ArrayList<>();
    private boolean isRefusing;
    private boolean isConnecting;
    private boolean isOpen;
    private boolean isDropped;
    private boolean isClosed;
    private int answer = SENT;

    /** Attempts fail from now on, or succeed. */
    void refuse(final boolean refuses) {
        isRefusing = refuses;
    }

    /** What {@link #send} answers from now on. */
    void answer(final int value) {
        answer = value;
    }

    /** The venue sends a frame. */
    void receive(final String frame) {
        incoming.add(frame);
    }

    /** The venue, or the network, ends the connection. */
    void drop() {
        isDropped = true;
    }

    /** {@return frames sent since the last call} */
    List<String> takeSent() {
        final List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    List<Long> attemptsNs() {
        return attemptsNs;
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void connect(final long nowNs) {
        if (isConnecting || isOpen || isClosed) {
            throw new IllegalStateException("connect");
        }
        attemptsNs.add(nowNs);
        isConnecting = true;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Handler handler) {
        if (isConnecting) {
            isConnecting = false;
            isOpen = !isRefusing;
            if (isOpen) {
                handler.onOpen(nowNs);
            } else {
                handler.onClosed("refused", nowNs);
            }
            return 1;
        }
        int work = 0;
        while (isOpen && work < limit && !incoming.isEmpty()) {
            final byte[] bytes = incoming.remove().getBytes(StandardCharsets.UTF_8);
            handler.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
            work++;
        }
        if (isOpen && isDropped) {
            isOpen = false;
            isDropped = false;
            incoming.clear();
            handler.onClosed("dropped", nowNs);
            work++;
        }
        return work;
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        if (!isOpen) {
            return NOT_OPEN;
        }
        if (answer == SENT) {
            sent.add(buffer.getStringWithoutLengthUtf8(offset, length));
        }
        return answer;
    }

    @Override
    public void disconnect() {
        isDropped = isOpen;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public long nextTimeNs() {
        return Feed.UNKNOWN;
    }

    @Override
    public void close() {
        isOpen = false;
        isClosed = true;
    }
}
