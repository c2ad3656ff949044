package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.fuzz.Footprint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Any bytes into the server's port: whatever gets through as a request is answered, once, but what comes behind the last
 * one of a connection; connections that are gone leave nothing behind. Behind a handshake the bytes are WebSocket frames.
 */
public final class HttpFuzz {
    private static final long MOST_GROWTH = 1 << 20;
    private static final int INPUTS_OF_AN_EXCHANGE = 256;
    private static final String SHAKE = String.join(
            "\r\n",
            "GET /ws/api/v2 HTTP/1.1",
            "Host: x",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    private static HttpFuzz target = new HttpFuzz();

    private final ProtocolFixture fixture = new ProtocolFixture();
    private final ExchangeServer server = new ExchangeServer(fixture.protocol, 0, fixture.nowNs);
    private final long footprint = Footprint.of(fixture.protocol);
    private int inputs;

    private HttpFuzz() {}

    /** Counts requests and answers at the place between codec and handler. */
    private static final class Counter extends ChannelDuplexHandler {
        private int wrong;
        private int answers;
        private boolean isEnded;

        @Override
        public void channelRead(final ChannelHandlerContext context, final Object message) {
            final boolean isRequest = message instanceof FullHttpRequest;
            final int expected = answers + (isEnded || !context.channel().isActive() ? 0 : 1);
            context.fireChannelRead(message);
            wrong += isRequest && answers != expected ? 1 : 0;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // Its promise is the caller's.
        public void write(final ChannelHandlerContext context, final Object message, final ChannelPromise promise) {
            answers++;
            isEnded |= message instanceof FullHttpResponse response && !HttpUtil.isKeepAlive(response);
            context.write(message, promise);
        }
    }

    /** Loads everything there is to load before the clock of the first input runs. */
    public static void fuzzerInitialize() {
        seeds().forEach(HttpFuzz::fuzzerTestOneInput);
    }

    /**
     * One input.
     *
     * @param input what is written to the port
     */
    public static void fuzzerTestOneInput(final byte[] input) {
        if (target.inputs++ == INPUTS_OF_AN_EXCHANGE) {
            renew();
        }
        target.run(input);
    }

    /** Closes the port and opens another. */
    static void renew() {
        target.server.close();
        target = new HttpFuzz();
    }

    /** Closes the port. */
    static void close() {
        target.server.close();
    }

    /** {@return inputs to begin with} */
    public static List<byte[]> seeds() {
        final List<byte[]> seeds = new ArrayList<>();
        final String basic = "\r\nHost: x\r\n";
        seeds.add(text("GET /api/v2/public/ticker?instrument_name=BTC-PERPETUAL HTTP/1.1" + basic + "\r\n"));
        seeds.add(text("GET /api/v2/private/get_positions?currency=BTC HTTP/1.1" + basic
                + "Authorization: Bearer 1234\r\n\r\nGET /api/v2/public/test HTTP/1.1" + basic + "\r\n"));
        seeds.add(text("GET /api/v2/private/get_account_summary?currency=BTC HTTP/1.1" + basic
                + "Authorization: deri-hmac-sha256 id=desk,ts=1795000000000,sig=00ff,nonce=n\r\n\r\n"));
        final String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/auth\",\"params\":{\"grant_type\":"
                + "\"client_credentials\",\"client_id\":\"desk\",\"client_secret\":\"canary-secret-of-the-desk\"}}";
        seeds.add(text("POST /api/v2 HTTP/1.1" + basic + "Content-Length: " + body.length() + "\r\n\r\n" + body));
        seeds.add(text(
                "POST /api/v2/public/get_time HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"));
        seeds.add(text(SHAKE
                + frame(0x81, body)
                + frame(0x89, "ping")
                + frame(0x01, "{\"id\"")
                + frame(0x80, ":1}")
                + frame(0x88, "\u0003\u00e8")));
        seeds.add(text("GET /api/v2/public/ticker?currency=%BT HTTP/1.1" + basic + "\r\n"));
        seeds.add(text("GET /%zz HTTP/1.1" + basic + "\r\n"));
        seeds.add(text(("GET /api/v2/public/test HTTP/1.0" + basic + "\r\n").repeat(3)));
        return seeds;
    }

    private void run(final byte[] input) {
        final Counter counter = new Counter();
        final EmbeddedChannel channel = new EmbeddedChannel(server.handlers());
        channel.pipeline().addBefore(channel.pipeline().lastContext().name(), "counter", counter);
        channel.writeInbound(Unpooled.wrappedBuffer(input));
        step();
        release(channel);
        channel.checkException();
        if (counter.wrong > 0) {
            throw new AssertionError("requests without an answer, or with several: count=" + counter.wrong);
        }
        channel.finishAndReleaseAll();
        step();
        if (fixture.protocol.connectionCount() != 0) {
            throw new AssertionError("a connection stays: count=" + fixture.protocol.connectionCount());
        }
        if (inputs % INPUTS_OF_AN_EXCHANGE == 0 && Footprint.of(fixture.protocol) - footprint > MOST_GROWTH) {
            throw new AssertionError("grew by garbage: elements=" + (Footprint.of(fixture.protocol) - footprint));
        }
    }

    private void step() {
        for (int i = 0; i < 3; i++) {
            fixture.nowNs += 20 * ProtocolFixture.MILLI_NS;
            server.doWork(fixture.nowNs);
        }
    }

    private static void release(final EmbeddedChannel channel) {
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            if (out instanceof ByteBuf bytes) {
                bytes.release();
            }
        }
    }

    private static byte[] text(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A client's frame; masked with zeros, so that its text is plain to see. */
    private static String frame(final int first, final String text) {
        final StringBuilder frame = new StringBuilder().append((char) first);
        if (text.length() < 126) {
            frame.append((char) (0x80 | text.length()));
        } else {
            frame.append((char) (0x80 | 126))
                    .append((char) (text.length() >> 8))
                    .append((char) (text.length() & 0xff));
        }
        return frame.append("\0\0\0\0").append(text).toString();
    }
}
