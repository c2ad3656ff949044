package io.gimbal.feeds.exchange.protocol;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/** One WebSocket of the server: carries frames between the socket and its link. Stepped by the server's owner. */
final class WebSocketSession extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int NORMAL_CLOSURE = 1000;
    private static final int FRAMES_PER_PUMP = 1_024;

    private final ExchangeServer server;
    private final Link link;
    private @Nullable Channel socket;
    private boolean isClosed;

    WebSocketSession(final ExchangeServer server, final Link link) {
        this.server = server;
        this.link = link;
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext context) {
        socket = context.channel();
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        gone("closed by client");
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // A socket that cannot be closed is gone already.
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        gone("bad frame");
        context.close();
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame) {
            final byte[] bytes = new byte[frame.content().readableBytes()];
            frame.content().readBytes(bytes);
            link.send(bytes, 0, bytes.length, server.clockNs());
        } else if (frame instanceof PingWebSocketFrame) {
            put(context.channel(), new PongWebSocketFrame(frame.content().retain()));
            context.flush();
        } else if (frame instanceof CloseWebSocketFrame) {
            gone("closed by client");
            context.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE, "")).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Writes what has arrived at the client's end, as far as the socket takes it. */
    int pump(final long nowNs) {
        final Channel out = socket;
        if (out == null || isClosed) {
            return 0;
        }
        if (link.isCutOff()) {
            isClosed = true;
            cut(out);
            return 1;
        }
        int frames = 0;
        while (frames < FRAMES_PER_PUMP && out.isWritable()) {
            final TimedFrame frame = link.receive(nowNs);
            if (frame == null) {
                break;
            }
            frames++;
            write(out, frame);
        }
        if (frames > 0) {
            out.flush();
        }
        return frames;
    }

    boolean isClosed() {
        return isClosed;
    }

    private void write(final Channel out, final TimedFrame frame) {
        if (frame.length == TimedFrame.END) {
            isClosed = true;
            out.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE, frame.reason))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        put(out, new TextWebSocketFrame(Unpooled.copiedBuffer(frame.bytes, 0, frame.length)));
        link.recycle(frame);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A socket that cannot be closed is gone already.
    private static void cut(final Channel out) {
        out.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A write fails only with its socket, and that is heard as inactive.
    private static void put(final Channel out, final WebSocketFrame frame) {
        out.write(frame);
    }

    private void gone(final String reason) {
        if (!isClosed) {
            isClosed = true;
            link.clientGone(reason, server.clockNs());
        }
    }
}
