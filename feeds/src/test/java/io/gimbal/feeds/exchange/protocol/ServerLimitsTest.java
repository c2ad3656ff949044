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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server does with sockets that misbehave. Everything is stepped by the test; the client is a bare socket. */
@Timeout(60)
class ServerLimitsTest extends LeakCheckedTest {
    private static final int MOST_STEPS = 100_000;
    private static final long WAIT_NS = 1_000_000L;
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final ProtocolFixture fixture = new ProtocolFixture(
            context -> context.maxWaitingFrames(50).matchingLatencyNs(100 * ProtocolFixture.MILLI_NS));
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

    @Test
    void shouldAnswerPipelinedRequestsInTheirOrderBehindOneThatTakesItsTime() throws IOException {
        final Socket socket = open();
        final String bearer = "Authorization: Bearer " + token(socket);

        write(
                socket,
                api("private/buy?instrument_name=BTC-PERPETUAL&amount=10&price=80000", bearer)
                        + api("public/test")
                        + api("public/get_time"));
        for (int i = 0; i < 20; i++) {
            step();
        }
        assertThat(socket.getInputStream().available()).as("nothing overtakes").isZero();
        fixture.advance(100 * ProtocolFixture.MILLI_NS);

        final String time = "\"result\":1795176000";
        final StringBuilder answers = new StringBuilder();
        for (int i = 0; i < 3 && answers.indexOf(time) < 0; i++) {
            answers.append(answer(socket));
        }
        assertThat(answers.toString()).containsSubsequence("\"order_id\"", "\"version\"", time);
    }

    @Test
    void shouldCutAClientThatPipelinesMoreThanCanWait() throws IOException {
        final Socket modest = open();
        write(modest, api("public/test").repeat(200));
        final StringBuilder answers = new StringBuilder();
        for (int i = 0; i < 200 && count(answers, "HTTP/1.1 200") < 200; i++) {
            answers.append(answer(modest));
        }
        assertThat(count(answers, "HTTP/1.1 200"))
                .as("answered at once, nothing waits")
                .isEqualTo(200);

        final Socket greedy = open();
        final String bearer = "Authorization: Bearer " + token(greedy);
        write(greedy, api("private/buy?instrument_name=BTC-PERPETUAL&amount=10&price=80000", bearer));
        write(greedy, api("public/test").repeat(100));
        for (int i = 0; i < MOST_STEPS && server.socketCount() > 1; i++) {
            step();
        }

        assertThat(server.socketCount()).isEqualTo(1);
        fixture.advance(100 * ProtocolFixture.MILLI_NS);
        assertThat(greedy.getInputStream().read()).as("cut, unanswered").isEqualTo(-1);
        assertThat(fixture.desk.openOrders())
                .as("what came before the cut is done")
                .hasSize(1);
    }

    private static int count(final CharSequence text, final String word) {
        return text.toString().split(Pattern.quote(word), -1).length - 1;
    }

    private String token(final Socket socket) throws IOException {
        final ApiKey key = ProtocolFixture.KEY;
        write(
                socket,
                api("public/auth?grant_type=client_credentials&client_id=" + key.clientId() + "&client_secret="
                        + key.clientSecret()));
        final Matcher token = TOKEN.matcher(answer(socket));
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static String api(final String request, final String... headers) {
        return "GET /api/v2/" + request + " HTTP/1.1\r\nHost: localhost\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n";
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
