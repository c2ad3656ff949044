package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.Side;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server does with sockets that misbehave. Everything is stepped by the test; the client is a bare socket. */
@Timeout(60)
class ServerLimitsTest extends LeakCheckedTest {
    private static final int MOST_STEPS = 100_000;
    private static final long WAIT_NS = 1_000_000L;

    private final ProtocolFixture fixture = new ProtocolFixture(context -> context.maxWaitingFrames(50));
    private final ExchangeServer server = new ExchangeServer(fixture.protocol, 0, fixture.nowNs);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (final Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void shouldKeepNoConnectionOfAnUpgradeThatIsNone() throws IOException {
        for (int i = 0; i < 40; i++) {
            final Socket socket = open();
            write(socket, request("Connection: close", "Sec-WebSocket-Version: 13"));
            assertThat(answer(socket)).as("attempt %s", i).startsWith("HTTP/1.1 400 ");
        }

        step();

        assertThat(fixture.protocol.connectionCount()).isZero();
        final Socket good = open();
        write(good, upgrade());
        assertThat(answer(good)).startsWith("HTTP/1.1 101 ");
        assertThat(fixture.protocol.connectionCount()).isEqualTo(1);
    }

    @Test
    void shouldAnswerTheThirtyThirdConnectionOfAnAddressWithTooManyRequests() throws IOException {
        for (int i = 0; i < 32; i++) {
            final Socket socket = open();
            write(socket, upgrade());
            assertThat(answer(socket)).startsWith("HTTP/1.1 101 ");
        }

        final Socket refused = open();
        write(refused, upgrade());

        assertThat(answer(refused)).startsWith("HTTP/1.1 429 ");
        sockets.get(0).close();
        for (int i = 0; i < MOST_STEPS && fixture.protocol.connectionCount() == 32; i++) {
            step();
        }
        final Socket next = open();
        write(next, upgrade());
        assertThat(answer(next)).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void shouldCutAClientThatDoesNotReadAndKeepNothingForIt() throws IOException {
        final Socket socket = open();
        write(socket, upgrade());
        answer(socket);
        write(
                socket,
                maskedText("{\"id\":1,\"method\":\"public/subscribe\",\"params\":{\"channels\":["
                        + "\"incremental_ticker.BTC-PERPETUAL\",\"quote.BTC-PERPETUAL\"]}}"));
        for (int i = 0; i < 100; i++) {
            step();
        }

        int frames = 0;
        while (server.socketCount() > 0 && frames < MOST_STEPS) {
            fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 89_000, 10 + 10 * (frames % 7));
            fixture.make(ProtocolFixture.PERPETUAL, Side.BUY, 89_999.5, 10);
            server.doWork(fixture.nowNs);
            frames++;
        }

        System.out.println("a client that does not read was cut after changes=" + frames);
        assertThat(server.socketCount()).isZero();
        assertThat(fixture.protocol.connectionCount()).isZero();
    }

    private Socket open() throws IOException {
        final Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return socket;
    }

    private static void write(final Socket socket, final String text) throws IOException {
        final OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String answer(final Socket socket) throws IOException {
        for (int i = 0; i < MOST_STEPS && socket.getInputStream().available() == 0; i++) {
            step();
        }
        final byte[] bytes = new byte[socket.getInputStream().available()];
        final int length = socket.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    }

    private void step() {
        server.doWork(fixture.nowNs);
        server.await(WAIT_NS);
    }

    private static String upgrade() {
        return request(
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    private static String request(final String... headers) {
        return "GET /ws/api/v2 HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    /** A text frame below 64 kB under a mask of zeros. */
    private static String maskedText(final String text) {
        final int length = text.length();
        final String size = length < 126
                ? String.valueOf((char) (0x80 | length))
                : "" + (char) (0x80 | 126) + (char) (length >> 8) + (char) (length & 0xff);
        return (char) 0x81 + size + "\0\0\0\0" + text;
    }
}
