package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.journal.codec.Side;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Somebody else with a key to the same account: trades by hand on a connection of his own, reads nothing. */
final class SoakForeigner implements Transport.Handler {
    private static final long PATIENCE_NS = 900 * ProtocolFixture.SECOND_NS;
    private static final long WAIT_NS = 3 * ProtocolFixture.SECOND_NS;

    private final MemoryTransport transport;
    private final SoakMarket market;
    private final ApiKey key;
    private final Random random;
    private long wakeNs = Long.MIN_VALUE;
    private long openedNs = Long.MIN_VALUE;
    private boolean isUp;
    private boolean isConnecting;
    private int requests;

    SoakForeigner(final ExchangeProtocol protocol, final SoakMarket market, final ApiKey key, final long seed) {
        this.transport = new MemoryTransport(protocol);
        this.market = market;
        this.key = key;
        this.random = new Random(seed);
    }

    @Override
    public void onOpen(final long nowNs) {
        isUp = true;
        isConnecting = false;
        openedNs = nowNs;
        send(
                "public/auth",
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}",
                key.clientId(),
                key.clientSecret());
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        // He looks at the screen, not at frames.
    }

    @Override
    public void onClosed(final String reason, final long nowNs) {
        isUp = false;
        isConnecting = false;
        wakeNs = nowNs + WAIT_NS;
    }

    int poll(final long nowNs) {
        if (!isUp && !isConnecting && nowNs >= wakeNs) {
            isConnecting = true;
            transport.connect(nowNs);
        } else if (isUp && nowNs - openedNs >= PATIENCE_NS) {
            transport.disconnect();
        }
        return transport.poll(nowNs, 1_000, this);
    }

    long nextTimeNs() {
        final long next = transport.nextTimeNs();
        return !isUp && !isConnecting ? Math.min(next, wakeNs) : Math.min(next, Feed.UNKNOWN);
    }

    /** One manual order, or all orders of an instrument away, ours too. */
    void act(final long nowNs) {
        if (!isUp || nowNs - openedNs < ProtocolFixture.SECOND_NS) {
            return;
        }
        final ExchangeInstrument instrument = market.exchange
                .instruments()
                .get(random.nextInt(market.exchange.instruments().size()));
        if (!market.isOpen(instrument)) {
            return;
        }
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final String method = side == Side.BUY ? "private/buy" : "private/sell";
        final String amount = Decimals.text(SoakMarket.amount(instrument, 1 + random.nextInt(10)));
        switch (random.nextInt(12)) {
            case 0 -> send("private/cancel_all_by_instrument", "{\"instrument_name\":\"%s\"}", instrument.name());
            case 1, 2, 3, 4 ->
                send(
                        method,
                        "{\"instrument_name\":\"%s\",\"amount\":%s,\"type\":\"limit\",\"price\":%s,\"label\":\"by hand\"}",
                        instrument.name(),
                        amount,
                        Decimals.text(market.away(instrument, side, random.nextInt(6))));
            default ->
                send(
                        method,
                        "{\"instrument_name\":\"%s\",\"amount\":%s,\"type\":\"market\"}",
                        instrument.name(),
                        amount);
        }
    }

    void close() {
        transport.close();
    }

    private void send(final String method, final String parameters, final Object... values) {
        requests++;
        final String frame = "{\"jsonrpc\":\"2.0\",\"id\":" + requests + ",\"method\":\"" + method + "\",\"params\":"
                + String.format(Locale.ROOT, parameters, values) + "}";
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        transport.send(new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
