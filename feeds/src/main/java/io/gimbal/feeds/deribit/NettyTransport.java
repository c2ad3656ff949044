package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to a venue, over TLS with the peer's certificate and host name verified; plain for loopback hosts only.
 * The event loop has no thread: {@link #poll} runs it, so that everything happens on the owner's thread. The owner is the
 * thread that connects first, for good: the same thread must poll, send and close. After the connection stands, sending and receiving allocate nothing, but in TLS.
 */
public final class NettyTransport implements Transport {
    /** Longest message from the venue: whole lists of instruments fit. */
    public static final int MAX_MESSAGE_LENGTH = 8 << 20;

    /** Without the leak detector, which allocates. */
    static final UnpooledByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(true, true, true);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final int LOW_WATER = 256 << 10;
    private static final int HIGH_WATER = 512 << 10;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int CLOSING_RUNS = 1_000;
    private static final int MOST_CAUSES = 16;
    private static final long MILLI_NS = 1_000_000L;

    private final URI url;
    private final boolean isSecure;
    private final @Nullable SslContext tls;
    private final long connectTimeoutNs;
    private final FrameQueue frames = new FrameQueue(MAX_MESSAGE_LENGTH);
    private final WebSocketEncoder encoder = new WebSocketEncoder();
    private @Nullable ManualIoEventLoop loop;
    private @Nullable Channel channel;
    private @Nullable WebSocketHandler socket;
    private String reason = "";
    private long deadlineNs;
    private long nowNs;
    private boolean isConnecting;
    private boolean isOpenTold;
    private boolean isFinished;

    /**
     * Prepares a connection; nothing happens before {@link #connect}.
     *
     * @param url              {@code wss://host[:port]/path}, or {@code ws://} for a loopback host
     * @param connectTimeoutNs how long it may take to open, TLS and handshake included
     * @throws IllegalArgumentException when the address is anything else
     */
    public NettyTransport(final URI url, final long connectTimeoutNs) {
        this(url, connectTimeoutNs, null);
    }

    /** With certificates of authority of its own, for tests. */
    NettyTransport(final URI url, final long connectTimeoutNs, final @Nullable SslContextBuilder trusting) {
        this.url = url;
        this.connectTimeoutNs = connectTimeoutNs;
        final String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        isSecure = "wss".equals(url.getScheme());
        if (host.isEmpty() || (!isSecure && !("ws".equals(url.getScheme()) && LOOPBACK.contains(host)))) {
            throw new IllegalArgumentException("wss:// is needed, or ws:// to a loopback host: url=" + url);
        }
        tls = isSecure ? tls(trusting == null ? SslContextBuilder.forClient() : trusting) : null;
    }

    @Override
    public void connect(final long now) {
        if (isFinished || isConnecting || channel != null) {
            throw new IllegalStateException("connecting, open or closed for good: url=" + url);
        }
        nowNs = now;
        deadlineNs = now + connectTimeoutNs;
        isConnecting = true;
        isOpenTold = false;
        reason = "";
        frames.clear();
        final ChannelFuture future = bootstrap(owned()).connect(address());
        channel = future.channel();
        future.addListener(done -> {
            if (!done.isSuccess()) {
                fail("cannot connect: " + kind(done.cause()));
            }
        });
    }

    @Override
    public int poll(final long now, final int limit, final Handler handler) {
        nowNs = now;
        final ManualIoEventLoop current = loop;
        if (current == null || (!isConnecting && channel == null)) {
            return 0;
        }
        if (frames.hasRoom()) {
            current.runNow();
        }
        return deliver(limit, handler);
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        final Channel current = channel;
        if (current == null || !isOpen()) {
            return NOT_OPEN;
        }
        if (!current.isWritable()) {
            fail("the venue reads too slowly");
            return SEND_FAILED;
        }
        write(current, encoder.text(buffer, offset, length));
        return reason.isEmpty() && current.isActive() ? SENT : SEND_FAILED;
    }

    @Override
    public void disconnect() {
        if (isConnecting || channel != null) {
            fail("closed by us");
        }
    }

    @Override
    public boolean isOpen() {
        final WebSocketHandler current = socket;
        return current != null && current.isShaken() && channel != null && reason.isEmpty();
    }

    @Override
    public long nextTimeNs() {
        return isConnecting || channel != null ? Feed.UNKNOWN : Feed.EXHAUSTED;
    }

    @Override
    public void close() {
        isFinished = true;
        final Channel current = channel;
        final ManualIoEventLoop running = loop;
        if (running == null) {
            encoder.close();
            return;
        }
        if (running.inEventLoop()) {
            if (current != null) {
                shut(current);
            }
            stop(running);
        }
        channel = null;
        loop = null;
        encoder.close();
    }

    /** Called by the handler. */
    void onClosed(final String why) {
        fail(why);
    }

    private int deliver(final int limit, final Handler handler) {
        int work = 0;
        if (isConnecting && isOpen()) {
            isConnecting = false;
            isOpenTold = true;
            handler.onOpen(nowNs);
            work++;
        }
        if (isConnecting && nowNs - deadlineNs >= 0) {
            fail("timed out while connecting");
        }
        while (work < limit && isOpenTold && frames.take()) {
            handler.onFrame(frames.buffer(), frames.offset(), frames.length(), frames.timeNs());
            work++;
        }
        if (!reason.isEmpty() && frames.isEmpty()) {
            final String why = reason;
            end();
            handler.onClosed(why, nowNs);
            work++;
        }
        return work;
    }

    private void fail(final String why) {
        if (reason.isEmpty()) {
            reason = why;
        }
        final Channel current = channel;
        if (current != null && current.isOpen()) {
            shut(current);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing can be done about a socket that does not close.
    private static void shut(final Channel open) {
        open.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The loop itself says when it has ended.
    private static void stop(final ManualIoEventLoop running) {
        running.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        for (int i = 0; i < CLOSING_RUNS && !running.isTerminated(); i++) {
            running.run(MILLI_NS);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A void promise: failures come to the pipeline's last handler.
    static void write(final ChannelOutboundInvoker to, final ByteBuf bytes) {
        to.writeAndFlush(bytes, to.voidPromise());
    }

    private void end() {
        channel = null;
        socket = null;
        isConnecting = false;
        isOpenTold = false;
        reason = "";
        frames.clear();
    }

    private ManualIoEventLoop owned() {
        final ManualIoEventLoop current =
                loop == null ? new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory()) : loop;
        loop = current;
        return current;
    }

    private InetSocketAddress address() {
        final int port = url.getPort() > 0 ? url.getPort() : isSecure ? HTTPS_PORT : HTTP_PORT;
        return new InetSocketAddress(url.getHost(), port);
    }

    private Bootstrap bootstrap(final ManualIoEventLoop group) {
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, ALLOCATOR)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) (connectTimeoutNs / MILLI_NS))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(final Channel opened) {
                        opened.config().setRecvByteBufAllocator(new ReusedReceiveBuffer());
                        initialise(opened.pipeline());
                    }
                });
    }

    private void initialise(final ChannelPipeline pipeline) {
        final SslContext context = tls;
        if (context != null) {
            final InetSocketAddress to = address();
            final SslHandler handler = context.newHandler(ALLOCATOR, to.getHostString(), to.getPort());
            handler.setHandshakeTimeoutMillis(connectTimeoutNs / MILLI_NS);
            pipeline.addLast(handler);
        }
        final WebSocketHandler opened = new WebSocketHandler(url, frames, this);
        socket = opened;
        pipeline.addLast(opened);
    }

    long nowNs() {
        return nowNs;
    }

    private static SslContext tls(final SslContextBuilder builder) {
        try {
            return builder.endpointIdentificationAlgorithm("HTTPS")
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (final SSLException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    /** The kind of a failure and the peer's words, never ours: what we sent does not come back in it. */
    static String kind(final @Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        final Throwable last = innermost(cause);
        final String words = last.getClass().getSimpleName() + ": " + last.getMessage();
        return isAboutCertificates(cause) ? "certificate not trusted: " + words : words;
    }

    private static boolean isAboutCertificates(final Throwable cause) {
        Throwable current = cause;
        for (int i = 0; i < MOST_CAUSES && current != null; i++) {
            if (current instanceof CertificateException) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }

    private static Throwable innermost(final Throwable cause) {
        Throwable current = cause;
        for (int i = 0; i < MOST_CAUSES && current.getCause() != null; i++) {
            current = current.getCause();
        }
        return current;
    }
}
