package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A connection whose other end is a test: what is sent is kept and told, what is to come is put in by hand. */
final class FakeTransport implements Transport {
    private final Deque<String> incoming = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private Consumer<String> peer = text -> {};
    private Runnable onConnect = () -> {};
    private boolean isRefusing;
    private boolean isConnecting;
    private boolean isOpen;
    private boolean isClosing;
    private boolean isClosed;
    private int sendResult = SENT;
    private String reason = "";
    private int connects;

    /** Hears every frame as it is sent. */
    void peer(final Consumer<String> hearer) {
        peer = hearer;
    }

    void onConnect(final Runnable action) {
        onConnect = action;
    }

    /** Lets connections fail until told otherwise. */
    void refuse(final boolean value) {
        isRefusing = value;
    }

    /** Lets sends answer so; {@link Transport#SEND_FAILED} tells the peer nothing. */
    void sendResult(final int value) {
        sendResult = value;
    }

    void deliver(final String frame) {
        incoming.add(frame);
    }

    /** Ends the connection from the other side; what was not delivered is lost. */
    void drop(final String why) {
        if (isOpen) {
            incoming.clear();
            isClosing = true;
            reason = why;
        }
    }

    List<String> sent() {
        return sent;
    }

    int connects() {
        return connects;
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void connect(final long nowNs) {
        if (isConnecting || isOpen || isClosed) {
            throw new IllegalStateException("connecting, open or closed for good");
        }
        connects++;
        isConnecting = true;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Handler handler) {
        int work = 0;
        if (isConnecting) {
            isConnecting = false;
            work++;
            if (isRefusing) {
                handler.onClosed("refused", nowNs);
                return work;
            }
            isOpen = true;
            onConnect.run();
            handler.onOpen(nowNs);
        }
        while (work < limit && !incoming.isEmpty() && !isClosing) {
            final byte[] bytes = incoming.poll().getBytes(StandardCharsets.UTF_8);
            handler.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
            work++;
        }
        if (isClosing) {
            isClosing = false;
            isOpen = false;
            incoming.clear();
            handler.onClosed(reason, nowNs);
            work++;
        }
        return work;
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        if (!isOpen || isClosing) {
            return NOT_OPEN;
        }
        if (sendResult != SENT) {
            return sendResult;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final String text = new String(bytes, StandardCharsets.UTF_8);
        sent.add(text);
        peer.accept(text);
        return SENT;
    }

    @Override
    public void disconnect() {
        drop("closed by us");
    }

    @Override
    public boolean isOpen() {
        return isOpen && !isClosing;
    }

    @Override
    public long nextTimeNs() {
        return isConnecting || !incoming.isEmpty() || isClosing ? 0 : Feed.EXHAUSTED;
    }

    @Override
    public void close() {
        isClosed = true;
        isOpen = false;
    }
}
