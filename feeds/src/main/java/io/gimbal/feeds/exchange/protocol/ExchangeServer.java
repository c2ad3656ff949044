package io.gimbal.feeds.exchange.protocol;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Serves an exchange's protocol on a loopback port: WebSocket at {@code /ws/api/v2}, HTTP GET and POST at
 * {@code /api/v2/<method>}. Has no thread: whoever made it steps it, and only from that thread.
 */
public final class ExchangeServer implements AutoCloseable {
    /** Where WebSocket connections are opened. */
    public static final String WEB_SOCKET_PATH = "/ws/api/v2";

    private static final int MAX_HTTP_BYTES = 128 * 1024;
    private static final long CLOSE_WAIT_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ExchangeProtocol protocol;
    private final ManualIoEventLoop loop;
    private final List<WebSocketSession> sessions = new ArrayList<>();
    private final List<Channel> sockets = new ArrayList<>();
    private final Channel acceptor;
    private long clockNs;
    private boolean isClosed;

    /**
     * Opens the port.
     *
     * @param protocol what it serves
     * @param port     on loopback; 0 for any that is free
     * @param nowNs    the clock, epoch nanoseconds
     * @throws IllegalStateException when the port cannot be opened
     */
    public ExchangeServer(final ExchangeProtocol protocol, final int port, final long nowNs) {
        this.protocol = protocol;
        this.clockNs = nowNs;
        this.loop = new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());
        this.acceptor = open(port);
    }

    /** {@return the port it listens at} */
    public int port() {
        return ((InetSocketAddress) acceptor.localAddress()).getPort();
    }

    /** {@return the WebSocket address for clients} */
    public String url() {
        return "ws://127.0.0.1:" + port() + WEB_SOCKET_PATH;
    }

    /**
     * Reads what came in, moves the exchange on, writes what is due.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return work done, 0 for none
     */
    public int doWork(final long nowNs) {
        clockNs = nowNs;
        int work = loop.runNow();
        work += protocol.doWork(nowNs);
        for (int i = sessions.size() - 1; i >= 0; i--) {
            work += sessions.get(i).pump(nowNs);
            if (sessions.get(i).isClosed()) {
                sessions.remove(i);
            }
        }
        if (work > 0) {
            loop.runNow();
        }
        return work;
    }

    /**
     * Waits for the network.
     *
     * @param longestNs at most so long, nanoseconds
     */
    public void await(final long longestNs) {
        if (longestNs > 0) {
            loop.run(longestNs);
        }
    }

    /** Closes the port and all connections. Idempotent. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        hangUp(acceptor);
        new ArrayList<>(sockets).forEach(ExchangeServer::hangUp);
        loop.runNow();
        endLoop(CLOSE_WAIT_NS);
        final long deadlineNs = System.nanoTime() + CLOSE_WAIT_NS;
        while (!loop.isTerminated() && System.nanoTime() < deadlineNs) {
            loop.run(STEP_NS);
        }
    }

    ExchangeProtocol protocol() {
        return protocol;
    }

    long clockNs() {
        return clockNs;
    }

    /** {@return sockets that are open} */
    int socketCount() {
        return sockets.size();
    }

    void add(final WebSocketSession session) {
        sessions.add(session);
    }

    private Channel open(final int port) {
        final ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(final SocketChannel channel) {
                        accept(channel);
                    }
                });
        final ChannelFuture bound = bootstrap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        while (!bound.isDone()) {
            loop.run(STEP_NS);
        }
        if (!bound.isSuccess()) {
            endLoop(0);
            loop.runNow();
            throw new IllegalStateException("port cannot be opened: port=" + port, bound.cause());
        }
        return bound.channel();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A socket that cannot be closed is gone already.
    private static void hangUp(final Channel channel) {
        channel.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The loop ends as the caller steps it, and is asked whether it has.
    private void endLoop(final long longestNs) {
        loop.shutdownGracefully(0, longestNs, TimeUnit.NANOSECONDS);
    }

    private void accept(final SocketChannel channel) {
        sockets.add(channel);
        channel.closeFuture().addListener(closed -> sockets.remove(channel));
        channel.pipeline().addLast(handlers());
    }

    /** What stands between a socket and the protocol, in order. */
    ChannelHandler[] handlers() {
        return new ChannelHandler[] {
            new HttpServerCodec(), new HttpObjectAggregator(MAX_HTTP_BYTES), new HttpHandler(this)
        };
    }
}
