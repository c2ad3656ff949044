package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gimbal.feeds.fuzz.Footprint;
import io.gimbal.journal.LeakCheckedTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's fuzz targets without the fuzzer: their seeds, seeded changes of them, and what was found before. */
@Timeout(120)
final class ServerFuzzTest extends LeakCheckedTest {
    private static final int MUTATIONS = 10;

    @Test
    void shouldFindNothingInRequestsOfAConnection() {
        run(RequestFuzz::fuzzerTestOneInput, RequestFuzz.seeds());
    }

    @Test
    void shouldFindNothingInWhatIsWrittenToThePort() {
        try {
            run(HttpFuzz::fuzzerTestOneInput, HttpFuzz.seeds());
        } finally {
            HttpFuzz.close();
        }
    }

    /** Each took one of the 32 places there are, for good. */
    @Test
    void shouldKeepNoConnectionOfAHandshakeThatFailed() {
        final ProtocolFixture fixture = new ProtocolFixture();
        try (ExchangeServer server = new ExchangeServer(fixture.protocol, 0, fixture.nowNs)) {
            for (final String wrong : List.of("", "Sec-WebSocket-Version: 13\r\n", "Sec-WebSocket-Version: 8\r\n")) {
                final EmbeddedChannel socket = new EmbeddedChannel(server.handlers());
                final String request = "GET /ws/api/v2 HTTP/1.1\r\nUpgrade: websocket\r\n" + wrong + "\r\n";
                socket.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
                final ByteBuf answer = socket.readOutbound();
                assertThat(answer.toString(StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 4");
                answer.release();
                socket.finishAndReleaseAll();
                server.doWork(fixture.nowNs);
            }

            assertThat(fixture.protocol.connectionCount()).isZero();
        }
    }

    /** An order among them was placed, and nobody told. */
    @Test
    void shouldNotLookAtWhatComesBehindTheLastRequestOfAConnection() {
        final ProtocolFixture fixture = new ProtocolFixture();
        final ProtocolClient client = fixture.client();
        final String token = client.result(
                        "public/auth",
                        "{'grant_type':'client_credentials','client_id':'" + ProtocolFixture.KEY.clientId()
                                + "','client_secret':'" + ProtocolFixture.KEY.clientSecret()
                                + "','scope':'session:desk'}")
                .path("access_token")
                .asText();
        final String first = "GET /api/v2/public/test HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        final String order = "GET /api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=10&price=80000 HTTP/1.1\r\n"
                + "Host: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        try (ExchangeServer server = new ExchangeServer(fixture.protocol, 0, fixture.nowNs)) {
            write(server, first + order);
            assertThat(client.result("private/get_open_orders_by_currency", "{'currency':'BTC'}"))
                    .isEmpty();

            write(server, order + first);
            assertThat(client.result("private/get_open_orders_by_currency", "{'currency':'BTC'}"))
                    .hasSize(1);
        }
    }

    /** An hour at once is thousands of messages; their frames were all kept to be used again. */
    @Test
    void shouldKeepLittleOfABurst() {
        final ProtocolFixture fixture = new ProtocolFixture();
        final ProtocolClient client = fixture.client().authenticate();
        client.result("private/subscribe", "{'channels':['ticker.BTC-PERPETUAL.raw']}");
        final long before = Footprint.of(fixture.protocol);

        fixture.nowNs += 3_600 * ProtocolFixture.SECOND_NS;
        fixture.step();

        assertThat(client.data("ticker.BTC-PERPETUAL.raw")).hasSizeGreaterThan(1_000);
        assertThat(Footprint.of(fixture.protocol) - before).isLessThan(1 << 18);
    }

    private static void write(final ExchangeServer server, final String requests) {
        final EmbeddedChannel socket = new EmbeddedChannel(server.handlers());
        socket.writeInbound(Unpooled.copiedBuffer(requests, StandardCharsets.US_ASCII));
        socket.finishAndReleaseAll();
    }

    private static void run(final Consumer<byte[]> target, final List<byte[]> seeds) {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("fuzz seeds changed by seed=" + seed);
        final Random random = new Random(seed);
        for (final byte[] input : seeds) {
            check(target, input);
            for (int i = 0; i < MUTATIONS && input.length > 0; i++) {
                final byte[] changed = input.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                check(target, changed);
            }
        }
    }

    private static void check(final Consumer<byte[]> target, final byte[] input) {
        assertThatCode(() -> target.accept(input))
                .as(new String(input, StandardCharsets.ISO_8859_1))
                .doesNotThrowAnyException();
    }
}
