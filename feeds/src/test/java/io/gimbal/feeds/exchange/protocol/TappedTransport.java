package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Transport;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** A transport whose incoming frames somebody else reads too, in their order. */
final class TappedTransport implements Transport {
    private final Transport transport;
    private final Consumer<String> tap;

    TappedTransport(final Transport transport, final Consumer<String> tap) {
        this.transport = transport;
        this.tap = tap;
    }

    @Override
    public void connect(final long nowNs) {
        transport.connect(nowNs);
    }

    @Override
    public int poll(final long nowNs, final int limit, final Handler handler) {
        return transport.poll(nowNs, limit, new Tapped(handler));
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        return transport.send(buffer, offset, length);
    }

    @Override
    public void disconnect() {
        transport.disconnect();
    }

    @Override
    public boolean isOpen() {
        return transport.isOpen();
    }

    @Override
    public long nextTimeNs() {
        return transport.nextTimeNs();
    }

    @Override
    public void close() {
        transport.close();
    }

    private final class Tapped implements Handler {
        private final Handler handler;

        Tapped(final Handler handler) {
            this.handler = handler;
        }

        @Override
        public void onOpen(final long nowNs) {
            handler.onOpen(nowNs);
        }

        @Override
        public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
            tap.accept(buffer.getStringWithoutLengthUtf8(offset, length));
            handler.onFrame(buffer, offset, length, receiveTimeNs);
        }

        @Override
        public void onClosed(final String reason, final long nowNs) {
            handler.onClosed(reason, nowNs);
        }
    }
}
