package io.gimbal.feeds.deribit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** A WebSocket server behind TLS that answers nothing and remembers everything it is told. Stepped by the test. */
final class TlsVenue implements AutoCloseable {
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MAX_BYTES = 65_536;

    private final ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder heard = new StringBuilder();
    private final StringBuilder frames = new StringBuilder();
    private final List<Channel> sockets = new ArrayList<>();
    private final Channel acceptor;

    TlsVenue(final Certificates certificates, final String alias) {
        final SslContext tls;
        try {
            tls = SslContextBuilder.forServer(certificates.key(alias), certificates.chain(alias))
                    .build();
        } catch (final SSLException e) {
            throw new IllegalStateException(e);
        }
        final ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(final SocketChannel socket) {
                        accept(socket, tls);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        while (!bound.isDone()) {
            loop.run(STEP_NS);
        }
        acceptor = bound.channel();
    }

    int port() {
        return ((InetSocketAddress) acceptor.localAddress()).getPort();
    }

    void step() {
        loop.run(STEP_NS);
    }

    /** What came over the wire. */
    String raw() {
        return raw.toString();
    }

    /** What came out of the cipher. */
    String heard() {
        return heard.toString();
    }

    /** The text of all frames. */
    String frames() {
        return frames.toString();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Asked of the loop itself.
    public void close() {
        if (loop.isTerminated()) {
            return;
        }
        acceptor.close();
        new ArrayList<>(sockets).forEach(Channel::close);
        loop.runNow();
        loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        for (int i = 0; i < 1_000 && !loop.isTerminated(); i++) {
            loop.run(STEP_NS);
        }
    }

    private void accept(final SocketChannel socket, final SslContext tls) {
        sockets.add(socket);
        socket.pipeline()
                .addLast(new Tap(raw))
                .addLast(tls.newHandler(socket.alloc()))
                .addLast(new Tap(heard))
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_BYTES))
                .addLast(new WebSocketServerProtocolHandler("/ws/api/v2"))
                .addLast(new Listener());
    }

    private static final class Tap extends ChannelInboundHandlerAdapter {
        private final StringBuilder text;

        Tap(final StringBuilder text) {
            this.text = text;
        }

        @Override
        public void channelRead(final ChannelHandlerContext context, final Object message) {
            text.append(((ByteBuf) message).toString(StandardCharsets.ISO_8859_1));
            context.fireChannelRead(message);
        }
    }

    private final class Listener extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(final ChannelHandlerContext context, final TextWebSocketFrame frame) {
            frames.append(frame.text()).append('\n');
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // A socket that cannot be closed is gone already.
        public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
            context.close();
        }
    }
}
