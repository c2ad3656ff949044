package io.gimbal.feeds.deribit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * The client's side of one WebSocket: asks for the upgrade, checks the answer, then reads frames and answers pings. Owned
 * by the event loop's thread, which is the transport's owner.
 */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int LONGEST_ANSWER = 16 << 10;

    private final URI url;
    private final NettyTransport transport;
    private final WebSocketReader reader;
    private final WebSocketEncoder pongs = new WebSocketEncoder();
    private final String key = Base64.getEncoder().encodeToString(WebSocketEncoder.nonce());
    private final StringBuilder answer = new StringBuilder();
    private boolean isShaken;
    private boolean isEnded;

    WebSocketHandler(final URI url, final FrameQueue frames, final NettyTransport transport) {
        this.url = url;
        this.transport = transport;
        this.reader = new WebSocketReader(frames, NettyTransport.MAX_MESSAGE_LENGTH);
    }

    /** Whether frames may be sent. */
    boolean isShaken() {
        return isShaken && !isEnded;
    }

    @Override
    public void channelActive(final ChannelHandlerContext context) {
        NettyTransport.write(context, ByteBufUtil.writeAscii(NettyTransport.ALLOCATOR, request()));
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        final ByteBuf received = (ByteBuf) message;
        try {
            if (!isEnded && (isShaken || shake(received))) {
                reader.append(received);
                readFrames(context.channel());
            }
        } finally {
            received.release();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        end("connection lost");
        pongs.close();
    }

    @Override
    @SuppressWarnings("deprecation")
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        end(NettyTransport.kind(cause));
    }

    private void readFrames(final Channel channel) {
        String result = "";
        while (result != null && result.isEmpty()) {
            result = reader.next(transport.nowNs());
            if (reader.pingOffset() >= 0 && channel.isWritable()) {
                NettyTransport.write(
                        channel,
                        pongs.control(WebSocketEncoder.PONG, reader.bytes(), reader.pingOffset(), reader.pingLength()));
            }
        }
        if (result != null) {
            end(result);
        }
    }

    /** Collects the answer to the upgrade; true once it stands, and what follows is frames. */
    private boolean shake(final ByteBuf received) {
        while (received.isReadable() && !isWhole()) {
            if (answer.length() == LONGEST_ANSWER) {
                end("answer to the upgrade is too long");
                return false;
            }
            answer.append((char) received.readUnsignedByte());
        }
        if (!isWhole()) {
            return false;
        }
        final String text = answer.toString();
        if (!isAccepted(text)) {
            end("upgrade refused: " + text.substring(0, Math.min(text.indexOf('\r'), 80)));
            return false;
        }
        isShaken = true;
        return received.isReadable();
    }

    private boolean isWhole() {
        final int length = answer.length();
        return length >= 4 && answer.charAt(length - 1) == '\n' && answer.lastIndexOf("\r\n\r\n") == length - 4;
    }

    private boolean isAccepted(final String text) {
        final String expected = "\r\nsec-websocket-accept:" + accept().toLowerCase(Locale.ROOT) + "\r\n";
        return text.startsWith("HTTP/1.1 101 ")
                && text.toLowerCase(Locale.ROOT).replace(": ", ":").contains(expected);
    }

    private String accept() {
        try {
            final MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            final byte[] digest = sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every Java", e);
        }
    }

    private String request() {
        final String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        final String host = url.getPort() > 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
        return "GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key + "\r\nUser-Agent: gimbal\r\n\r\n";
    }

    private void end(final String why) {
        if (!isEnded) {
            isEnded = true;
            transport.onClosed(why);
        }
    }
}
