package io.gimbal.feeds.deribit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Any bytes as what a server writes into a WebSocket: the same messages and the same end come out of them however they
 * are portioned, no message is longer than allowed, and the buffers do not grow beyond what one message needs. The first
 * byte says where to cut, the second how much of the upgrade's answer comes before.
 */
public final class WebSocketFuzz {
    private static final int LONGEST = 2_000;
    private static final int MOST_BUFFERED = 1 << 20;
    private static final String SWITCH = "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: ";

    private WebSocketFuzz() {}

    /** What came out. */
    private record Outcome(List<String> messages, String end) {}

    /** Loads everything there is to load before the clock of the first input runs. */
    public static void fuzzerInitialize() {
        seeds().forEach(WebSocketFuzz::fuzzerTestOneInput);
    }

    /**
     * One input.
     *
     * @param input how to cut, then what is written
     */
    public static void fuzzerTestOneInput(final byte[] input) {
        if (input.length < 2) {
            return;
        }
        final Outcome whole = read(input, input.length);
        final Outcome cut = read(input, 1 + (input[0] & 0xff));
        if (!whole.equals(cut)) {
            throw new AssertionError("portions matter: whole=" + whole + ", cut=" + cut);
        }
        shake(input);
    }

    /** {@return inputs to begin with} */
    public static List<byte[]> seeds() {
        final List<byte[]> seeds = new ArrayList<>();
        seeds.add(seed(frame(0x81, "one"), frame(0x01, "tw"), frame(0x89, "ping"), frame(0x80, "o"), frame(0x8a, "")));
        seeds.add(seed(frame(0x81, "x".repeat(200)), frame(0x88, "\u0003\u00e8bye")));
        seeds.add(seed(frame(0x81, "x".repeat(LONGEST + 1))));
        seeds.add(seed(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0, 0, 0, 1, 'a'}));
        seeds.add(seed((SWITCH + "x\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        return seeds;
    }

    private static Outcome read(final byte[] input, final int portion) {
        final FrameQueue frames = new FrameQueue(LONGEST);
        final WebSocketReader reader = new WebSocketReader(frames, LONGEST);
        final List<String> messages = new ArrayList<>();
        String end = null;
        for (int at = 1; at < input.length && end == null; at += portion) {
            reader.append(Unpooled.wrappedBuffer(input, at, Math.min(portion, input.length - at)));
            String result = reader.next(7);
            while (result != null && result.isEmpty()) {
                checkPing(reader);
                result = reader.next(7);
            }
            end = result;
            drain(frames, messages);
        }
        if (reader.bytes().length > MOST_BUFFERED) {
            throw new AssertionError("grew by garbage: bytes=" + reader.bytes().length);
        }
        return new Outcome(messages, end == null ? "" : end);
    }

    private static void checkPing(final WebSocketReader reader) {
        final int from = reader.pingOffset();
        if (from >= 0 && (reader.pingLength() > 125 || from + reader.pingLength() > reader.bytes().length)) {
            throw new AssertionError("ping out of bounds: offset=" + from + ", length=" + reader.pingLength());
        }
    }

    private static void drain(final FrameQueue frames, final List<String> into) {
        while (frames.take()) {
            if (frames.length() > LONGEST || frames.timeNs() != 7) {
                throw new AssertionError("length=" + frames.length() + ", timeNs=" + frames.timeNs());
            }
            into.add(frames.buffer().getStringWithoutLengthAscii(frames.offset(), frames.length()));
        }
    }

    /** The same bytes behind as much of a good answer as the second byte says, into the whole handler. */
    private static void shake(final byte[] input) {
        final URI url = URI.create("ws://localhost:1/ws/api/v2");
        final FrameQueue frames = new FrameQueue(NettyTransport.MAX_MESSAGE_LENGTH);
        try (NettyTransport transport = new NettyTransport(url, 1)) {
            final EmbeddedChannel channel = new EmbeddedChannel(new WebSocketHandler(url, frames, transport));
            final ByteBuf request = channel.readOutbound();
            final String text = request.toString(StandardCharsets.US_ASCII);
            request.release();
            final String answer = SWITCH + accept(text) + "\r\n\r\n";
            final int prefix = Math.min(answer.length(), 2 * (input[1] & 0xff));
            channel.writeInbound(Unpooled.copiedBuffer(answer.substring(0, prefix), StandardCharsets.US_ASCII));
            channel.writeInbound(Unpooled.wrappedBuffer(input, 2, input.length - 2));
            channel.checkException();
            channel.finishAndReleaseAll();
        }
    }

    private static String accept(final String request) {
        final String mark = "Sec-WebSocket-Key: ";
        final int from = request.indexOf(mark) + mark.length();
        final String key =
                request.substring(from, request.indexOf('\r', from)) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        try {
            final byte[] digest = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] seed(final byte[]... frames) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(4);
        for (final byte[] frame : frames) {
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }

    private static byte[] frame(final int first, final String text) {
        final byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
