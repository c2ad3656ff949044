package io.gimbal.feeds.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes HTTP requests: upgrades those to the WebSocket path, answers those below {@code /api/v2/}. The next request of a
 * connection waits until the one before has been answered, so that responses come in the order of the requests (RFC 9112
 * §9.3.2), also behind one that waits for the matching engine. What comes behind the last request is not looked at (§9.6).
 */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String API_PATH = "/api/v2/";
    private static final String BEARER = "Bearer ";
    private static final String VERSION = WebSocketVersion.V13.toHttpHeaderValue();
    private static final int MAX_FRAME_BYTES = 1024 * 1024;

    /** A client that pipelines more is cut. */
    private static final int MAX_WAITING_REQUESTS = 64;

    private final ExchangeServer server;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean isAnswering;
    private boolean isEnded;

    HttpHandler(final ExchangeServer server) {
        this.server = server;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // A socket that cannot be closed is gone already.
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        context.close();
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        dropWaiting();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(final ChannelHandlerContext context) {
        dropWaiting();
    }

    private void dropWaiting() {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // A socket that cannot be closed is gone already.
    protected void channelRead0(final ChannelHandlerContext context, final FullHttpRequest request) {
        if (isEnded || !context.channel().isActive()) {
            return;
        }
        if (!isAnswering) {
            handle(context, request);
        } else if (waiting.size() < MAX_WAITING_REQUESTS) {
            waiting.add(request.retain());
        } else {
            isEnded = true;
            context.close();
        }
    }

    /** Those that waited, until one has to be waited for again. */
    private void handleWaiting(final ChannelHandlerContext context) {
        while (!isAnswering && !isEnded && context.channel().isActive() && !waiting.isEmpty()) {
            final FullHttpRequest next = waiting.remove();
            try {
                handle(context, next);
            } finally {
                next.release();
            }
        }
    }

    private void handle(final ChannelHandlerContext context, final FullHttpRequest request) {
        final String path;
        try {
            final QueryStringDecoder uri = new QueryStringDecoder(request.uri());
            uri.parameters();
            path = uri.path();
        } catch (final IllegalArgumentException e) {
            fail(context, request, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        if (!request.decoderResult().isSuccess()) {
            // Where the next request would begin cannot be known.
            send(context, false, new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST));
        } else if (path.equals(ExchangeServer.WEB_SOCKET_PATH)) {
            upgrade(context, request);
        } else if (path.startsWith(API_PATH.substring(0, API_PATH.length() - 1))) {
            answer(context, request, path);
        } else {
            fail(context, request, HttpResponseStatus.NOT_FOUND);
        }
    }

    private void upgrade(final ChannelHandlerContext context, final FullHttpRequest request) {
        final WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(server.url(), null, false, MAX_FRAME_BYTES).newHandshaker(request);
        if (handshaker == null || !VERSION.equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            refuseVersion(context);
            return;
        }
        final Link link = server.protocol().connect(address(context), server.clockNs());
        if (link == null) {
            fail(context, request, HttpResponseStatus.TOO_MANY_REQUESTS);
            return;
        }
        try {
            shakeHands(handshaker, context, request);
        } catch (final WebSocketHandshakeException e) {
            link.clientGone("bad upgrade", server.clockNs());
            fail(context, request, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        final WebSocketSession session = new WebSocketSession(server, link);
        context.pipeline()
                .addLast(new WebSocketFrameAggregator(MAX_FRAME_BYTES))
                .addLast(session);
        context.pipeline().remove(this);
        server.add(session);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A write fails only with its socket; nobody is left to tell.
    private static void refuseVersion(final ChannelHandlerContext context) {
        WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A write fails only with its socket, which the session then hears.
    private static void shakeHands(
            final WebSocketServerHandshaker handshaker,
            final ChannelHandlerContext context,
            final FullHttpRequest request) {
        handshaker.handshake(context.channel(), request);
    }

    private void answer(final ChannelHandlerContext context, final FullHttpRequest request, final String path) {
        final String body = request.content().toString(StandardCharsets.UTF_8);
        final RpcDispatcher dispatcher = server.protocol().dispatcher();
        final boolean isPost = request.method().equals(HttpMethod.POST);
        final JsonNode posted =
                isPost && !body.isEmpty() ? read(dispatcher, body) : JsonNodeFactory.instance.objectNode();
        if (posted == null || !posted.isObject()) {
            fail(context, request, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        final String method = path.length() > API_PATH.length()
                ? path.substring(API_PATH.length())
                : posted.path("method").asText();
        final JsonNode params = posted.has("method") ? posted.path("params") : merged(posted, request);
        final JsonNode id = posted.path("id");
        final String idText = id.isNumber() || id.isTextual() ? id.toString() : "null";
        final HttpCaller caller = caller(context, request, body);
        final boolean isKept = HttpUtil.isKeepAlive(request);
        isAnswering = true;
        final HttpReply reply = (response, isError) -> {
            isAnswering = false;
            reply(context, isKept, isError, response);
            handleWaiting(context);
        };
        dispatcher.onHttp(method, params, idText, caller, reply, server.clockNs());
    }

    private static @Nullable JsonNode read(final RpcDispatcher dispatcher, final String body) {
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return dispatcher.read(bytes, 0, bytes.length);
    }

    /** The query's parameters, as text, with those of a body that is not an envelope. */
    private static JsonNode merged(final JsonNode posted, final FullHttpRequest request) {
        final ObjectNode params = posted.deepCopy();
        for (final Map.Entry<String, List<String>> entry :
                new QueryStringDecoder(request.uri()).parameters().entrySet()) {
            params.put(entry.getKey(), entry.getValue().get(0));
        }
        return params;
    }

    private HttpCaller caller(final ChannelHandlerContext context, final FullHttpRequest request, final String body) {
        final String address = address(context);
        return new HttpCaller() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public @Nullable Grant grant(final long nowNs) throws RpcError {
                return grantOf(request, body, nowNs);
            }
        };
    }

    private @Nullable Grant grantOf(final FullHttpRequest request, final String body, final long nowNs)
            throws RpcError {
        final String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        final Authenticator authenticator = server.protocol().authenticator();
        if (header.startsWith(HttpSignature.SCHEME)) {
            final String method = request.method().name();
            return authenticator.authenticateHttp(HttpSignature.parse(header, method, request.uri(), body), nowNs);
        }
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return known(authenticator.grantOf(header.substring(BEARER.length()).trim(), Grant.ANYWHERE, nowNs));
        }
        return null;
    }

    /** Whose connections and credits are counted together: the client's host, whatever its port. */
    private static String address(final ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
    }

    private static Grant known(final @Nullable Grant grant) throws RpcError {
        if (grant == null) {
            throw RpcError.unauthorized();
        }
        return grant;
    }

    private void reply(
            final ChannelHandlerContext context, final boolean isKept, final boolean isError, final JsonWriter json) {
        final HttpResponseStatus status = isError ? HttpResponseStatus.BAD_REQUEST : HttpResponseStatus.OK;
        final FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(json.bytes(), 0, json.length()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        send(context, isKept, response);
    }

    private void fail(
            final ChannelHandlerContext context, final FullHttpRequest request, final HttpResponseStatus status) {
        send(context, HttpUtil.isKeepAlive(request), new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private void send(final ChannelHandlerContext context, final boolean isKept, final FullHttpResponse response) {
        HttpUtil.setContentLength(response, response.content().readableBytes());
        HttpUtil.setKeepAlive(response, isKept);
        final ChannelFuture written = context.writeAndFlush(response);
        if (!isKept) {
            isEnded = true;
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
