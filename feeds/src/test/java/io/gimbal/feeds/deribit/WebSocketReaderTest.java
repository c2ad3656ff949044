package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebSocketReaderTest {
    private static final int LONGEST = 100_000;
    private final FrameQueue frames = new FrameQueue(LONGEST);
    private final WebSocketReader reader = new WebSocketReader(frames, LONGEST);

    @Test
    void shouldReadMessagesHoweverTheirBytesArePortioned() {
        final long seed = 3;
        System.out.println("seed=" + seed);
        final BackOff random = new BackOff(1, 1, seed);
        final List<String> expected = new ArrayList<>();
        final ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            final String text = "m" + i + "x".repeat((int) Math.floorMod(random.draw(), i % 50 == 0 ? 70_000L : 300L));
            expected.add(text);
            wire.writeBytes(frame(0x81, text.getBytes(StandardCharsets.US_ASCII)));
        }

        final List<String> read = new ArrayList<>();
        final byte[] all = wire.toByteArray();
        for (int at = 0; at < all.length; ) {
            final int length = Math.min(all.length - at, 1 + (int) Math.floorMod(random.draw(), 5_000L));
            assertThat(feed(all, at, length)).isNull();
            at += length;
            drain(read);
        }

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void shouldPutFragmentsTogetherAndLetControlFramesBetween() {
        assertThat(feed(frame(0x01, bytes("one ")))).isNull();
        assertThat(feed(frame(0x8a, bytes("pong")))).isNull();
        assertThat(feed(frame(0x00, bytes("two ")))).isNull();
        assertThat(feed(frame(0x80, bytes("three")))).isNull();

        final List<String> read = new ArrayList<>();
        drain(read);
        assertThat(read).containsExactly("one two three");
    }

    @Test
    void shouldTellWhereAPingBegins() {
        reader.append(Unpooled.wrappedBuffer(frame(0x89, bytes("are you there"))));

        assertThat(reader.next(0)).isEmpty();
        assertThat(new String(reader.bytes(), reader.pingOffset(), reader.pingLength(), StandardCharsets.US_ASCII))
                .isEqualTo("are you there");
    }

    @Test
    void shouldEndOnEverythingAgainstTheProtocol() {
        assertThat(ending(frame(0xc1, bytes("reserved bit")))).contains("against the protocol");
        assertThat(ending(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 0})).contains("against the protocol");
        assertThat(ending(frame(0x80, bytes("nothing to continue")))).contains("fragment");
        assertThat(ending(frame(0x82, bytes("binary")))).contains("unknown kind");
        assertThat(ending(frame(0x09, bytes("fragmented ping")))).contains("ping");
        assertThat(ending(frame(0x88, new byte[] {3, (byte) 0xe8}))).isEqualTo("closed by the venue: code=1000");
        assertThat(ending(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 1, 0, 0, 0}))
                .isEqualTo("message too long");
        assertThat(ending(new byte[] {(byte) 0x81, 127, -1, -1, -1, -1, -1, -1, -1, -1}))
                .isEqualTo("message too long");
    }

    @Test
    void shouldBoundAMessageInFragmentsToo() {
        assertThat(feed(frame(0x01, new byte[60_000]))).isNull();

        assertThat(feed(frame(0x80, new byte[60_000]))).isEqualTo("message too long");
    }

    private String ending(final byte[] wire) {
        final WebSocketReader fresh = new WebSocketReader(new FrameQueue(LONGEST), LONGEST);
        fresh.append(Unpooled.wrappedBuffer(wire));
        final String end = fresh.next(0);
        return end == null ? "" : end;
    }

    private @Nullable String feed(final byte[] wire) {
        return feed(wire, 0, wire.length);
    }

    private @Nullable String feed(final byte[] wire, final int offset, final int length) {
        reader.append(Unpooled.wrappedBuffer(wire, offset, length));
        String result = "";
        while (result != null && result.isEmpty()) {
            result = reader.next(7);
        }
        return result;
    }

    private void drain(final List<String> into) {
        while (frames.take()) {
            assertThat(frames.timeNs()).isEqualTo(7);
            into.add(frames.buffer().getStringWithoutLengthAscii(frames.offset(), frames.length()));
        }
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] frame(final int first, final byte[] payload) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(payload.length);
        } else if (payload.length < 65_536) {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
