package io.gimbal.engine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.ExchangeWorld;
import io.gimbal.engine.market.WorldMarket;
import io.gimbal.feeds.exchange.protocol.Faults;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

/** What verb {@code exchange} serves, in a thread of this process, and its customer's account by HTTP, past everything of ours. */
final class ServedVenue implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long GRID_NS = 250_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final CapturedStreams streams = new CapturedStreams();
    private final Thread thread;
    private final JsonNode ready;

    private final ExchangeRun run;

    private ServedVenue(final int port, final long seed) throws IOException {
        final EpochNanoClock clock = new OffsetEpochNanoClock();
        final long nowNs = clock.nanoTime();
        final CoinMarket coin =
                CoinMarket.ordinary("BTC", 90_000).expiring(List.of(1, 2, 7)).listing(7);
        final WorldMarket market = WorldMarket.gbm(List.of(coin), seed, nowNs - nowNs % GRID_NS);
        run = new ExchangeRun(streams.streams(), clock, port, seed, Faults.none());
        thread = new Thread(
                () -> run.serve(new ExchangeWorld.Context(market).seed(seed), Long.MAX_VALUE), "exchange-under-test");
        thread.setDaemon(true);
        thread.start();
        await().atMost(PATIENCE).until(() -> streams.out().endsWith("\n") || !thread.isAlive());
        assertThat(thread.isAlive()).as(streams.err()).isTrue();
        ready = JSON.readTree(streams.out());
    }

    static ServedVenue open(final int port, final long seed) throws IOException {
        return new ServedVenue(port, seed);
    }

    URI url() {
        return URI.create(ready.path("url").asText());
    }

    String clientId() {
        return ready.path("clientId").asText();
    }

    String clientSecret() {
        return ready.path("clientSecret").asText();
    }

    /** Section venue of a desk that holds the key in two files of a folder. */
    String section(final Path folder) throws IOException {
        return "[venue]\nurl = \"" + url() + "\"\naccount_write = true\nclient_id = \""
                + secretFile(folder.resolve("id"), clientId()) + "\"\nclient_secret = \""
                + secretFile(folder.resolve("secret"), clientSecret()) + "\"\n";
    }

    /** Keeps a word in a file of its owner alone; answers the reference. */
    static String secretFile(final Path file, final String word) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, word + "\n");
        return "file:" + file;
    }

    /** Orders of the account, open and closed, unfilled ones too. */
    JsonNode orders() throws IOException {
        final List<JsonNode> all = new ArrayList<>();
        call("private/get_order_history_by_instrument?instrument_name=BTC-PERPETUAL&count=1000&include_old=true"
                        + "&include_unfilled=true")
                .forEach(all::add);
        openOrders().forEach(all::add);
        return JSON.createArrayNode().addAll(all);
    }

    JsonNode openOrders() throws IOException {
        return call("private/get_open_orders_by_instrument?instrument_name=BTC-PERPETUAL");
    }

    /** Signed amount of the perpetual in the account, US dollars. */
    double position() throws IOException {
        return call("private/get_position?instrument_name=BTC-PERPETUAL")
                .path("size")
                .asDouble();
    }

    /** Trades by hand: the desk finds this position when it comes. */
    void buy(final long usd) throws IOException {
        call("private/buy?instrument_name=BTC-PERPETUAL&type=market&amount=" + usd);
    }

    private JsonNode call(final String method) throws IOException {
        final String query =
                "grant_type=client_credentials&client_id=" + clientId() + "&client_secret=" + clientSecret();
        final String token =
                get("public/auth?" + query, "").path("access_token").asText();
        return get(method, token);
    }

    private JsonNode get(final String method, final String token) throws IOException {
        try {
            final URI at = new URI("http", null, url().getHost(), url().getPort(), "/api/v2/", null, null);
            final HttpURLConnection connection =
                    (HttpURLConnection) at.resolve(method).toURL().openConnection();
            if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", "bearer " + token);
            }
            assertThat(connection.getResponseCode()).as(method).isEqualTo(200);
            try (var body = connection.getInputStream()) {
                return JSON.readTree(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .path("result");
            }
        } catch (final URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run.stop();
        await().atMost(PATIENCE).until(() -> !thread.isAlive());
    }
}
