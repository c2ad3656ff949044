package io.gimbal.engine.app;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket server that knows what we sent and throws it back at us, in every way that might end in a log. */
final class HostileVenue implements AutoCloseable {
    /** What it does with whoever comes. */
    enum Manner {
        /** Refuses the handshake, and repeats it in the body. */
        REFUSES,
        /** Answers each request with an error whose message is the request. */
        ECHOES_ERRORS,
        /** Answers each request with half of it. */
        ECHOES_TORN_FRAMES
    }

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");
    private static final int SHORT = 126;

    private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final Manner manner;
    private final AtomicInteger requests = new AtomicInteger();

    HostileVenue(final Manner manner) throws IOException {
        this.manner = manner;
        start(this::accept);
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/ws/api/v2");
    }

    /** How many requests, or handshakes where it refuses them, it has thrown back. */
    int requests() {
        return requests.get();
    }

    private static void start(final Runnable task) {
        final Thread thread = new Thread(task, "hostile-venue");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                final Socket client = socket.accept();
                start(() -> serve(client));
            }
        } catch (final IOException e) {
            // Closed: nobody comes any more.
        }
    }

    private void serve(final Socket client) {
        try (client) {
            final InputStream in = client.getInputStream();
            final OutputStream out = client.getOutputStream();
            final String handshake = handshake(in);
            if (manner == Manner.REFUSES) {
                requests.incrementAndGet();
                out.write(("HTTP/1.1 401 Unauthorized\r\nX-Echo: no\r\nContent-Length: " + handshake.length()
                                + "\r\n\r\n" + handshake)
                        .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accepted(handshake) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            final DataInputStream frames = new DataInputStream(in);
            while (true) {
                answer(out, frame(frames));
            }
        } catch (final IOException e) {
            // The client has left.
        }
    }

    private void answer(final OutputStream out, final String request) throws IOException {
        final Matcher id = ID.matcher(request);
        if (!id.find()) {
            return;
        }
        requests.incrementAndGet();
        final String text = manner == Manner.ECHOES_ERRORS
                ? "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"error\":{\"code\":13004,\"message\":\""
                        + request.replace("\"", "\\\"") + "\"},\"testnet\":true}"
                : "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":"
                        + request.substring(0, request.length() - 1);
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.write(0x81);
        if (bytes.length < SHORT) {
            out.write(bytes.length);
        } else {
            out.write(SHORT);
            out.write(bytes.length >> 8);
            out.write(bytes.length);
        }
        out.write(bytes);
    }

    private static String frame(final DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == SHORT) {
            length = in.readUnsignedShort();
        }
        final byte[] mask = new byte[4];
        in.readFully(mask);
        final byte[] bytes = new byte[length];
        in.readFully(bytes);
        for (int i = 0; i < length; i++) {
            bytes[i] ^= mask[i % mask.length];
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String handshake(final InputStream in) throws IOException {
        final StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            final int next = in.read();
            if (next < 0) {
                throw new IOException("left before the handshake");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static String accepted(final String handshake) throws IOException {
        final Matcher key = KEY.matcher(handshake);
        if (!key.find()) {
            throw new IOException("no key in the handshake");
        }
        try {
            final byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every Java", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
