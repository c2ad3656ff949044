package io.gimbal.feeds.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The exchange of a fixture behind a real HTTP server on loopback, on the fixture's clock, and a client of it. */
final class HttpSide implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long WAIT_NS = 1_000_000L;

    private final ProtocolFixture fixture;
    private final ExchangeServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
        final Thread thread = new Thread(task, "http client");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder().executor(executor).build();

    HttpSide(final ProtocolFixture fixture) {
        this.fixture = fixture;
        this.server = new ExchangeServer(fixture.protocol, 0, fixture.nowNs);
    }

    @Override
    public void close() {
        server.close();
        executor.shutdownNow();
    }

    /** GET with parameters (single quotes for double ones) in the query; answers the body. */
    JsonNode get(final String method, final String params, final String authorization) throws Exception {
        return MAPPER.readTree(
                send("GET", pathOf(method, params), "", authorization).body());
    }

    static String pathOf(final String method, final String params) throws Exception {
        final StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        MAPPER.readTree(params.replace('\'', '"')).properties().forEach(field -> {
            final JsonNode value = field.getValue();
            final String text = value.isContainerNode() ? value.toString() : value.asText();
            query.add(field.getKey() + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        });
        return "/api/v2/" + method + query;
    }

    /** Any request; an empty authorization is left out. */
    HttpResponse<String> send(
            final String verb, final String pathAndQuery, final String body, final String authorization)
            throws Exception {
        final HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + pathAndQuery))
                .method(
                        verb,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        final CompletableFuture<HttpResponse<String>> response =
                http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        while (!response.isDone()) {
            server.doWork(fixture.nowNs);
            server.await(WAIT_NS);
        }
        return response.get(1, TimeUnit.SECONDS);
    }

    /** The header of a bearer whose token lives on any connection. */
    String bearer(final ApiKey key) throws Exception {
        final JsonNode granted = get(
                "public/auth",
                "{'grant_type':'client_credentials','client_id':'" + key.clientId() + "','client_secret':'"
                        + key.clientSecret() + "'}",
                "");
        return "Bearer " + granted.path("result").path("access_token").asText();
    }
}
