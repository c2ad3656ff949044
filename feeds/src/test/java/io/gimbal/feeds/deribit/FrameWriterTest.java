package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.feeds.Decimals;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
    private static final byte[] NAME = FrameWriter.ascii("n");
    private final FrameWriter writer = new FrameWriter();

    @Test
    void shouldWriteAWholeRequest() {
        writer.begin(Methods.CANCEL, 42).text(Methods.ORDER_ID, FrameWriter.ascii("4\"7\\1"));

        assertThat(text())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":42,\"method\":\"private/cancel\","
                        + "\"params\":{\"order_id\":\"4\\\"7\\\\1\"}}");
    }

    @Test
    void shouldWriteDecimalsAsTheyAre() {
        final long seed = 5;
        System.out.println("seed=" + seed);
        final BackOff random = new BackOff(1, 1, seed);
        for (int i = 0; i < 10_000; i++) {
            final long scaled = Math.floorMod(random.draw(), i % 2 == 0 ? Long.MAX_VALUE : 1_000_000_000L);
            writer.begin(Methods.CANCEL, 1).decimal(NAME, scaled);

            assertThat(text()).endsWith("{\"n\":" + Decimals.text(scaled) + "}}");
        }
        writer.begin(Methods.CANCEL, 1).decimal(NAME, -50_000_000L);
        assertThat(text()).endsWith("{\"n\":-0.5}}");
    }

    @Test
    void shouldWriteFlagsNumbersAndLists() {
        writer.begin(Methods.SUBSCRIBE, Long.MAX_VALUE)
                .flag(NAME, true)
                .number(NAME, 0)
                .texts(Methods.CHANNELS, List.of("a.b", "c"));

        assertThat(text())
                .contains("\"id\":9223372036854775807,")
                .endsWith("{\"n\":true,\"n\":0,\"channels\":[\"a.b\",\"c\"]}}");
    }

    @Test
    void shouldRefuseWhatTheVenueWouldNotRead() {
        writer.begin(Methods.SUBSCRIBE, 1);

        assertThatThrownBy(() -> writer.text(NAME, new byte[] {'\n'})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.text(NAME, FrameWriter.ascii("x".repeat(40_000))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldLeaveNothingBehindWhenWiped() {
        writer.begin(Methods.AUTH, 1).text(Methods.CLIENT_SECRET, FrameWriter.ascii("canary"));
        writer.end();

        writer.wipe();

        assertThat(writer.buffer().getByte(0)).isZero();
        assertThat(writer.buffer().getStringWithoutLengthAscii(0, 200)).doesNotContain("canary");
    }

    private String text() {
        final int length = writer.end();
        return writer.buffer().getStringWithoutLengthAscii(0, length);
    }
}
