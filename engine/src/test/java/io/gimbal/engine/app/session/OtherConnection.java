package io.gimbal.engine.app.session;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.exchange.protocol.ExchangeProtocol;
import io.gimbal.feeds.exchange.protocol.MemoryTransport;
import io.gimbal.journal.codec.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Somebody else on the account: logs in with a key, sends orders as text, keeps the refusals. */
final class OtherConnection implements Transport.Handler {
    final List<String> errors = new ArrayList<>();
    private final MemoryTransport wire;
    private final String login;
    private int lastId;

    OtherConnection(final ExchangeProtocol protocol, final String key, final String secret, final long nowNs) {
        wire = new MemoryTransport(protocol);
        login = "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + key + "\",\"client_secret\":\"" + secret
                + "\"}";
        wire.connect(nowNs);
        poll(nowNs);
    }

    int poll(final long nowNs) {
        return wire.poll(nowNs, 1_000, this);
    }

    long nextTimeNs() {
        return wire.nextTimeNs();
    }

    /** Sends a limit order that is to be filled at once or not at all. */
    void take(final String instrument, final Side side, final long amount, final long price) {
        order(instrument, side, amount, price, "immediate_or_cancel");
    }

    /** Leaves an order in the book. */
    void quote(final String instrument, final Side side, final long amount, final long price) {
        order(instrument, side, amount, price, "good_til_cancelled");
    }

    private void order(
            final String instrument, final Side side, final long amount, final long price, final String timeInForce) {
        request(
                side == Side.BUY ? "private/buy" : "private/sell",
                String.format(
                        Locale.ROOT,
                        "{\"instrument_name\":\"%s\",\"amount\":%s,\"price\":%s,\"type\":\"limit\",\"post_only\":false,"
                                + "\"time_in_force\":\"%s\",\"label\":\"manual\"}",
                        instrument,
                        Decimals.text(amount),
                        Decimals.text(price),
                        timeInForce));
    }

    void request(final String method, final String params) {
        lastId++;
        final byte[] bytes = ("{\"jsonrpc\":\"2.0\",\"id\":" + lastId + ",\"method\":\"" + method + "\",\"params\":"
                        + params + "}")
                .getBytes(StandardCharsets.UTF_8);
        wire.send(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    @Override
    public void onOpen(final long nowNs) {
        request("public/auth", login);
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.contains("\"error\"")) {
            errors.add(text);
        }
    }

    @Override
    public void onClosed(final String reason, final long nowNs) {
        errors.add("closed: " + reason);
    }
}
