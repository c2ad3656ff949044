package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.feeds.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client of the protocol that a test steps: sends text, keeps what it gets as JSON. */
final class ProtocolClient implements Transport.Handler {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<JsonNode> frames = new ArrayList<>();
    final MemoryTransport transport;
    private final ProtocolFixture fixture;
    String closeReason = "";
    boolean isOpen;
    private int lastId;

    ProtocolClient(final ProtocolFixture fixture) {
        this(fixture, new MemoryTransport(fixture.protocol));
    }

    ProtocolClient(final ProtocolFixture fixture, final MemoryTransport transport) {
        this.fixture = fixture;
        this.transport = transport;
        transport.connect(fixture.nowNs);
        fixture.clients.add(this);
        fixture.step();
    }

    @Override
    public void onOpen(final long nowNs) {
        isOpen = true;
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        try {
            frames.add(MAPPER.readTree(bytes));
        } catch (final IOException e) {
            throw new AssertionError("not JSON: " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    @Override
    public void onClosed(final String reason, final long nowNs) {
        isOpen = false;
        closeReason = reason;
    }

    void poll(final long nowNs) {
        while (transport.poll(nowNs, 1000, this) > 0) {
            // until nothing is left
        }
    }

    void send(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        transport.send(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** Sends a request and gives the whole response; parameters in single quotes for double ones. */
    JsonNode request(final String method, final String params) {
        final int id = ++lastId;
        send(String.format(
                Locale.ROOT,
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}",
                id,
                method,
                params.replace('\'', '"')));
        fixture.step();
        return response(id);
    }

    JsonNode response(final int id) {
        for (final JsonNode frame : frames) {
            if (frame.path("id").asInt(-1) == id) {
                return frame;
            }
        }
        throw new AssertionError("no response: id=" + id + ", closed=" + closeReason + ", frames=" + frames);
    }

    JsonNode result(final String method, final String params) {
        final JsonNode response = request(method, params);
        assertThat(response.has("result"))
                .as(method + " " + params + " gave " + response)
                .isTrue();
        return response.path("result");
    }

    int errorCode(final String method, final String params) {
        return request(method, params).path("error").path("code").asInt();
    }

    ProtocolClient authenticate() {
        return authenticate(ProtocolFixture.KEY);
    }

    ProtocolClient authenticate(final ApiKey key) {
        result(
                "public/auth",
                "{'grant_type':'client_credentials','client_id':'" + key.clientId() + "','client_secret':'"
                        + key.clientSecret() + "'}");
        return this;
    }

    /** Data of the messages of a channel, oldest first. */
    List<JsonNode> data(final String channel) {
        final List<JsonNode> found = new ArrayList<>();
        for (final JsonNode frame : frames) {
            if (frame.path("params").path("channel").asText().equals(channel)) {
                found.add(frame.path("params").path("data"));
            }
        }
        return found;
    }

    long heartbeats(final String type) {
        return frames.stream()
                .filter(frame -> frame.path("method").asText().equals("heartbeat"))
                .filter(frame -> frame.path("params").path("type").asText().equals(type))
                .count();
    }
}
