package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.journal.LeakCheckedTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExchangeServerTest extends LeakCheckedTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long WAIT_NS = 1_000_000L;

    private final ProtocolFixture fixture = new ProtocolFixture();
    private final ExchangeServer server = new ExchangeServer(fixture.protocol, 0, fixture.nowNs);
    private final ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
        final Thread thread = new Thread(task, "http client");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder().executor(executor).build();

    @AfterEach
    void close() {
        server.close();
        executor.shutdownNow();
    }

    @Test
    void shouldAnswerPublicMethodsOverHttp() throws Exception {
        final HttpResponse<String> response = get("/api/v2/public/get_instruments?currency=BTC&kind=option", "");

        final JsonNode body = MAPPER.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(body.path("result").path(0).path("instrument_name").asText()).isEqualTo(ProtocolFixture.OPTION);
        assertThat(body.path("usIn").isNumber()).isTrue();
    }

    @Test
    void shouldAnswerAnEnvelopeThatIsPosted() throws Exception {
        final HttpRequest request = HttpRequest.newBuilder(uri("/api/v2"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"public/test\",\"params\":{}}"))
                .build();

        final JsonNode body = MAPPER.readTree(send(request).body());

        assertThat(body.path("id").asText()).isEqualTo("x");
        assertThat(body.path("result").path("version").asText()).isEqualTo("1.2.26");
    }

    @Test
    void shouldTradeWithASignedRequest() throws Exception {
        final String uri = "/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=10&price=80000&label="
                + URLEncoder.encode("a b", StandardCharsets.UTF_8);

        final JsonNode body = MAPPER.readTree(
                get(uri, signed(uri, ProtocolFixture.KEY.clientSecret())).body());

        assertThat(body.path("result").path("order").path("order_state").asText())
                .isEqualTo("open");
        assertThat(body.path("result").path("order").path("label").asText()).isEqualTo("a b");
        final HttpResponse<String> wrong = get(uri, signed(uri, "wrong"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(MAPPER.readTree(wrong.body()).path("error").path("code").asInt())
                .isEqualTo(13_009);
    }

    @Test
    void shouldTakeABearerToken() throws Exception {
        final String auth = "/api/v2/public/auth?grant_type=client_credentials&client_id=desk&client_secret="
                + ProtocolFixture.KEY.clientSecret();
        final String token = MAPPER.readTree(get(auth, "").body())
                .path("result")
                .path("access_token")
                .asText();

        final JsonNode body = MAPPER.readTree(get("/api/v2/private/get_account_summary?currency=BTC", "Bearer " + token)
                .body());

        assertThat(body.path("result").path("balance").asDouble()).isEqualTo(10);
        assertThat(get("/api/v2/private/get_account_summary?currency=BTC", "Bearer nothing")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldServeAWebSocket() throws Exception {
        final Listener listener = new Listener();
        final WebSocket socket = open(listener);

        send(
                socket,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/subscribe\",\"params\":{\"channels\":[\"ticker.BTC-PERPETUAL.100ms\"]}}");
        stepUntil(() -> listener.frames.size() >= 2);

        assertThat(MAPPER.readTree(listener.frames.poll())
                        .path("result")
                        .path(0)
                        .asText())
                .isEqualTo("ticker.BTC-PERPETUAL.100ms");
        assertThat(MAPPER.readTree(listener.frames.poll())
                        .path("params")
                        .path("channel")
                        .asText())
                .isEqualTo("ticker.BTC-PERPETUAL.100ms");
        socket.abort();
        stepUntil(() -> fixture.protocol.connectionCount() == 0);
    }

    @Test
    void shouldRefuseAFrameThatIsTooLarge() throws Exception {
        final Listener listener = new Listener();
        final WebSocket socket = open(listener);

        send(socket, "\"" + "x".repeat(33 * 1024) + "\"");
        stepUntil(() -> !listener.frames.isEmpty());

        final JsonNode error = MAPPER.readTree(listener.frames.poll()).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32_600);
        assertThat(error.path("message").asText()).isEqualTo("request entity too large");
        socket.abort();
    }

    @Test
    void shouldSurviveGarbageOverHttpAndWebSocket() throws Exception {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("garbage seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final Listener listener = new Listener();
        final WebSocket socket = open(listener);
        for (int i = 0; i < 50; i++) {
            final String path = "/" + Garbage.word(random) + "?" + Garbage.word(random) + "=" + Garbage.word(random);
            get(i % 2 == 0 ? "/api/v2" + path : path, Garbage.word(random));
            send(socket, Garbage.frame(random));
        }
        stepUntil(() -> listener.frames.size() >= 50);

        assertThat(get("/api/v2/public/test", "").statusCode()).isEqualTo(200);
        socket.abort();
    }

    private static String signed(final String uri, final String secret) {
        final String text = fixtureTimeMs() + "\nnonce1\nGET\n" + uri + "\n\n";
        return "deri-hmac-sha256 id=desk,ts=" + fixtureTimeMs() + ",sig=" + Signatures.sign(secret, text)
                + ",nonce=nonce1";
    }

    private static long fixtureTimeMs() {
        return new ProtocolFixture().nowNs / ProtocolFixture.MILLI_NS;
    }

    private HttpResponse<String> get(final String pathAndQuery, final String authorization) throws Exception {
        final HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathAndQuery));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(final HttpRequest request) throws Exception {
        final CompletableFuture<HttpResponse<String>> response =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        stepUntil(response::isDone);
        return response.get(1, TimeUnit.SECONDS);
    }

    private URI uri(final String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
    }

    private WebSocket open(final Listener listener) throws Exception {
        final CompletableFuture<WebSocket> opened =
                http.newWebSocketBuilder().buildAsync(URI.create(server.url()), listener);
        stepUntil(opened::isDone);
        return opened.get(1, TimeUnit.SECONDS);
    }

    private void send(final WebSocket socket, final String frame) {
        final CompletableFuture<WebSocket> sent = socket.sendText(frame, true);
        stepUntil(sent::isDone);
    }

    private void stepUntil(final BooleanSupplier isDone) {
        while (!isDone.getAsBoolean()) {
            server.doWork(fixture.nowNs);
            server.await(WAIT_NS);
        }
    }

    private static final class Listener implements WebSocket.Listener {
        final ConcurrentLinkedQueue<String> frames = new ConcurrentLinkedQueue<>();
        private final List<CharSequence> parts = new ArrayList<>();

        @Override
        public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean isLast) {
            parts.add(data.toString());
            if (isLast) {
                frames.add(String.join("", parts));
                parts.clear();
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
