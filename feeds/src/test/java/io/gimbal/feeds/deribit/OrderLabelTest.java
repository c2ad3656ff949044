package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderLabelTest {
    private final OrderLabel label = new OrderLabel("desk1");
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrderLabel.MAX_LENGTH]);

    @Test
    void shouldReadBackWhatItWrote() {
        for (final int epoch : new int[] {0, 1, 35, 36, Integer.MAX_VALUE, -1}) {
            for (final long orderId : new long[] {1, 35, 36, 1_000_003, (1L << 40) - 1}) {
                final int length = label.write(buffer, 0, epoch, orderId);

                assertThat(length).isLessThanOrEqualTo(OrderLabel.MAX_LENGTH);
                assertThat(label.read(buffer, 0, length)).isEqualTo(OrderLabel.OURS);
                assertThat(label.epoch()).isEqualTo(epoch);
                assertThat(label.orderId()).isEqualTo(orderId);
            }
        }
    }

    @Test
    void shouldWriteTheDocumentedForm() {
        final int length = label.write(buffer, 0, 36, 37);

        assertThat(buffer.getStringWithoutLengthAscii(0, length)).isEqualTo("gbdesk1.10.11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "manual", "gbdesk", "gbdesk2.1.1", "GBdesk1.1.1", "market0000234"})
    void shouldTellForeignLabels(final String text) {
        assertThat(read(text)).isEqualTo(OrderLabel.FOREIGN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gbdesk1.",
                "gbdesk1.1",
                "gbdesk1.1.",
                "gbdesk1..1",
                "gbdesk1.1.0",
                "gbdesk1.01.1",
                "gbdesk1.1.1.1",
                "gbdesk1.A.1",
                "gbdesk1.1.1234567890123",
                "gbdesk1.zzzzzzzz.1"
            })
    void shouldTellLabelsOfOursThatWeNeverWrote(final String text) {
        assertThat(read(text)).isEqualTo(OrderLabel.CORRUPT);
    }

    @Test
    void shouldRefuseInstancesThatDoNotFitALabel() {
        assertThatThrownBy(() -> new OrderLabel("Desk")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderLabel("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderLabel("a".repeat(25))).isInstanceOf(IllegalArgumentException.class);
    }

    private int read(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return label.read(new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
