package io.gimbal.feeds.exchange.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gimbal.feeds.exchange.VenueError;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, finds their method, checks right and credit, and writes the response around the result. No request,
 * however malformed, does more than get an error. Owned by the exchange's thread.
 */
final class RpcDispatcher {
    /** Longest request frame. */
    static final int MAX_FRAME_BYTES = 32 * 1024;

    private static final long NANOS_PER_MICRO = 1_000L;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int LONGEST_ID = 256;

    private final MethodTable methods;
    private final ExchangeProtocol protocol;
    private final ParameterRules rules;
    private final ObjectMapper mapper;
    private final JsonWriter response = new JsonWriter();

    RpcDispatcher(final ExchangeProtocol protocol, final MethodTable methods) {
        this.protocol = protocol;
        this.methods = methods;
        this.rules = new ParameterRules(protocol.exchange());
        final StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build();
        this.mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** Answers a frame of a WebSocket connection. */
    void onFrame(
            final ExchangeConnection connection,
            final byte[] bytes,
            final int offset,
            final int length,
            final long nowNs) {
        protocol.advance(nowNs);
        if (length > MAX_FRAME_BYTES) {
            answerError(connection, "null", requestTooLarge(), nowNs, nowNs);
            return;
        }
        final JsonNode request = read(bytes, offset, length);
        if (request == null || !request.isObject()) {
            final RpcError error = request == null
                    ? new RpcError(RpcError.PARSE_ERROR, "Parse error")
                    : new RpcError(RpcError.INVALID_REQUEST, "Invalid Request");
            answerError(connection, "null", error, nowNs, nowNs);
            return;
        }
        answer(connection, request, nowNs);
    }

    /** Answers an HTTP request, now or when the matching engine is done with it. */
    void onHttp(
            final String method,
            final JsonNode params,
            final String id,
            final HttpCaller caller,
            final HttpReply reply,
            final long nowNs) {
        protocol.advance(nowNs);
        try {
            final MethodEntry entry = entry(method);
            final Grant grant = caller.grant(nowNs);
            final RpcCall call = new RpcCall(parameters(params), null, grant, nowNs, nowNs);
            authorize(entry, grant);
            protocol.credits().pay(grant, caller.address(), entry.cost(), nowNs);
            rules.check(entry.name(), call.params());
            final Asked asked = new Asked(entry, call, id);
            if (entry.isOrderEntry()) {
                protocol.matching().enter(method, call, new HttpRequest(asked, reply));
            } else {
                answerHttp(asked, reply, nowNs);
            }
        } catch (final RpcError error) {
            refuseHttp(id, error, reply, nowNs, nowNs);
        }
    }

    Set<String> methodNames() {
        return methods.names();
    }

    /** Reads JSON. Null when it is none. */
    @Nullable
    JsonNode read(final byte[] bytes, final int offset, final int length) {
        try {
            final JsonNode node = mapper.readTree(bytes, offset, length);
            return node == null || node.isMissingNode() ? null : node;
        } catch (final IOException | NumberFormatException e) {
            return null;
        }
    }

    static RpcError requestTooLarge() {
        return new RpcError(RpcError.INVALID_REQUEST, "request entity too large");
    }

    private void answer(final ExchangeConnection connection, final JsonNode request, final long nowNs) {
        final String id = idOf(request.path("id"));
        try {
            final MethodEntry entry = entry(request.path("method").asText());
            final Asked asked = new Asked(entry, prepare(connection, entry, request, nowNs), id);
            if (entry.isOrderEntry()) {
                protocol.matching().enter(entry.name(), asked.call(), new SocketRequest(asked, connection));
            } else {
                answer(connection, asked, nowNs);
            }
        } catch (final RpcError error) {
            answerError(connection, id, error, nowNs, nowNs);
        }
    }

    private void answer(final ExchangeConnection connection, final Asked asked, final long nowNs) {
        final MethodEntry entry = asked.entry();
        try {
            beginResult(asked.id());
            if (entry.isOrderEntry() && protocol.answersBeforeEvents()) {
                connection.deferNotifications();
            }
            execute(entry, asked.call().at(nowNs));
            end(asked.call().venueNs(), nowNs + connection.skewNs());
            connection.respond(entry.isOrderEntry() ? FrameKind.ORDER_RESPONSE : FrameKind.RESPONSE, response, nowNs);
            protocol.responded(connection, nowNs);
        } catch (final RpcError error) {
            answerError(connection, asked.id(), error, asked.call().nowNs(), nowNs);
        }
        connection.releaseDeferred(nowNs);
    }

    private void answerHttp(final Asked asked, final HttpReply reply, final long nowNs) {
        try {
            beginResult(asked.id());
            execute(asked.entry(), asked.call().at(nowNs));
            end(asked.call().nowNs(), nowNs);
            reply.send(response, false);
        } catch (final RpcError error) {
            refuseHttp(asked.id(), error, reply, asked.call().nowNs(), nowNs);
        }
    }

    private void refuseHttp(
            final String id, final RpcError error, final HttpReply reply, final long inNs, final long nowNs) {
        beginError(id, error);
        end(inNs, nowNs);
        reply.send(response, true);
    }

    private RpcCall prepare(
            final ExchangeConnection connection, final MethodEntry entry, final JsonNode request, final long nowNs)
            throws RpcError {
        final RpcParams params = parameters(request.path("params"));
        final Grant grant = grantOf(connection, params, nowNs);
        authorize(entry, grant);
        protocol.credits().pay(grant, connection.address(), entry.cost(), nowNs);
        rules.check(entry.name(), params);
        if (entry.isOrderEntry() && protocol.faults().strikes(FaultKind.REJECT)) {
            throw new RpcError(RpcError.RETRY, "retry");
        }
        return new RpcCall(params, connection, grant, nowNs, nowNs + connection.skewNs());
    }

    private void answerError(
            final ExchangeConnection connection,
            final String id,
            final RpcError error,
            final long inNs,
            final long nowNs) {
        beginError(id, error);
        end(inNs + connection.skewNs(), nowNs + connection.skewNs());
        connection.respond(FrameKind.RESPONSE, response, nowNs);
        if (error.code() == RpcError.TOO_MANY_REQUESTS) {
            connection.dropped("too_many_requests", nowNs);
        }
    }

    /** Numbers that are too large for money are the caller's fault. */
    private void execute(final MethodEntry entry, final RpcCall call) throws RpcError {
        try {
            entry.method().call(call, response);
        } catch (final ArithmeticException e) {
            throw new RpcError(RpcError.BAD_REQUEST, "bad_request");
        }
    }

    private MethodEntry entry(final String method) throws RpcError {
        final MethodEntry entry = methods.find(method);
        if (entry == null) {
            throw new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found");
        }
        return entry;
    }

    private static RpcParams parameters(final JsonNode params) throws RpcError {
        if (params.isMissingNode() || params.isNull()) {
            return new RpcParams(JsonNodeFactory.instance.objectNode());
        }
        if (!params.isObject()) {
            throw RpcError.invalidParams("params", "must be an object");
        }
        return new RpcParams(params);
    }

    private @Nullable Grant grantOf(final ExchangeConnection connection, final RpcParams params, final long nowNs)
            throws RpcError {
        if (params.has("access_token")) {
            return protocol.authenticator().grantOf(params.text("access_token"), connection.id(), nowNs);
        }
        return connection.isAuthenticated(nowNs) ? connection.grant() : null;
    }

    private static void authorize(final MethodEntry entry, final @Nullable Grant grant) throws RpcError {
        if (entry.scope().isEmpty()) {
            return;
        }
        if (grant == null) {
            throw RpcError.unauthorized();
        }
        if (!grant.allows(entry.scope())) {
            throw new RpcError(RpcError.FORBIDDEN, "forbidden");
        }
    }

    private static String idOf(final JsonNode id) {
        final String text = id.isNumber() || id.isTextual() ? id.toString() : "null";
        return text.length() <= LONGEST_ID ? text : "null";
    }

    private void beginResult(final String id) {
        response.reset();
        response.beginObject().text("jsonrpc", "2.0").name("id").raw(id).name("result");
    }

    private void beginError(final String id, final RpcError error) {
        response.reset();
        response.beginObject().text("jsonrpc", "2.0").name("id").raw(id);
        response.name("error");
        error.write(response);
    }

    private void end(final long inNs, final long outNs) {
        final long inMicros = inNs / NANOS_PER_MICRO;
        final long outMicros = outNs / NANOS_PER_MICRO;
        response.integer("usIn", inMicros)
                .integer("usOut", outMicros)
                .integer("usDiff", outMicros - inMicros)
                .bool("testnet", true);
        response.endObject();
    }

    /** A request that was found good. */
    private record Asked(MethodEntry entry, RpcCall call, String id) {}

    /** Waits for the matching engine; its connection may be gone by then. */
    private final class SocketRequest implements MatchingQueue.Request {
        private final Asked asked;
        private final ExchangeConnection connection;

        SocketRequest(final Asked asked, final ExchangeConnection connection) {
            this.asked = asked;
            this.connection = connection;
        }

        @Override
        public boolean isOf(final ExchangeConnection other) {
            return connection == other;
        }

        @Override
        public void execute(final long nowNs) {
            answer(connection, asked, nowNs);
        }

        @Override
        public void refuse(final VenueError reason, final long nowNs) {
            final RpcError error = new RpcError(reason.code(), reason.text());
            answerError(connection, asked.id(), error, asked.call().nowNs(), nowNs);
        }
    }

    /** Waits for the matching engine. */
    private final class HttpRequest implements MatchingQueue.Request {
        private final Asked asked;
        private final HttpReply reply;

        HttpRequest(final Asked asked, final HttpReply reply) {
            this.asked = asked;
            this.reply = reply;
        }

        @Override
        public boolean isOf(final ExchangeConnection other) {
            return false;
        }

        @Override
        public void execute(final long nowNs) {
            answerHttp(asked, reply, nowNs);
        }

        @Override
        public void refuse(final VenueError reason, final long nowNs) {
            final RpcError error = new RpcError(reason.code(), reason.text());
            refuseHttp(asked.id(), error, reply, asked.call().nowNs(), nowNs);
        }
    }
}
