package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.co.real_logic.sbe.ir.Token;

class EventDiffTest {
    private static final EventDiff DIFF = new EventDiff();
    private static final int OTHER_OFFSET = 3;

    private final UnsafeBuffer expected = SampleEvents.buffer();
    private final UnsafeBuffer actual = SampleEvents.buffer();

    static List<Integer> templates() {
        return new SampleEvents(0).templateIds();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void shouldNameTheFirstFieldWhenAnyFieldOfAnyEventDiffers(final int templateId) {
        final SampleEvents samples = new SampleEvents(5);
        final int length = samples.encode(templateId, expected, 0);
        final List<Token> message = samples.tokens(templateId);

        for (int i = 1; i < message.size() - 1; i += message.get(i).componentTokenCount()) {
            final Token type = message.get(i + 1);
            for (int at = 8 + type.offset(); at < 8 + type.offset() + type.encodedLength(); at++) {
                actual.putBytes(OTHER_OFFSET, expected, 0, length);
                actual.putByte(OTHER_OFFSET + at, (byte) (expected.getByte(at) ^ 1));
                actual.putByte(OTHER_OFFSET + length - 1, (byte) ~expected.getByte(length - 1));
                assertThat(DIFF.between(expected, 0, length, actual, OTHER_OFFSET, length))
                        .startsWith(
                                samples.name(templateId) + "." + message.get(i).name() + ": expected=");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void shouldBeSilentWhenEventsAreEqual(final int templateId) {
        final int length = new SampleEvents(6).encode(templateId, expected, 0);
        actual.putBytes(OTHER_OFFSET, expected, 0, length);

        assertThat(DIFF.between(expected, 0, length, actual, OTHER_OFFSET, length))
                .isNull();
    }

    @Test
    void shouldShowBothValues() {
        final int length = new SampleEvents(6).encode(101, expected, 0);
        expected.putLong(8 + 24, 100_000_000L, LITTLE_ENDIAN);
        actual.putBytes(0, expected, 0, length);
        actual.putLong(8 + 24, 150_000_000L, LITTLE_ENDIAN);

        assertThat(DIFF.between(expected, 0, length, actual, 0, length))
                .isEqualTo("NewOrder.price: expected=1, actual=1.5");
    }

    @Test
    void shouldShowBitsWhenValuesReadTheSame() {
        final int length = new SampleEvents(6).encode(106, expected, 0);
        expected.putDouble(8 + 24, Double.NaN, LITTLE_ENDIAN);
        actual.putBytes(0, expected, 0, length);
        actual.putLong(8 + 24, 0x7FF8_0000_0000_0001L, LITTLE_ENDIAN);

        assertThat(DIFF.between(expected, 0, length, actual, 0, length))
                .isEqualTo("Alert.value: expected=null bits=000000000000f87f, actual=null bits=010000000000f87f");
    }

    @Test
    void shouldShowBothEventsWhenTypesDiffer() {
        final int length = new SampleEvents(6).encode(19, expected, 0);
        final int otherLength = new SampleEvents(6).encode(102, actual, 0);

        assertThat(DIFF.between(expected, 0, length, actual, 0, otherLength))
                .startsWith("event: expected={\"event\":\"Timer\"")
                .contains("actual={\"event\":\"CancelOrder\"");
    }

    @Test
    void shouldShowVersionsWhenOnlyHeadersDiffer() {
        final int length = new SampleEvents(6).encode(19, expected, 0);
        actual.putBytes(0, expected, 0, length);
        actual.putShort(6, (short) 99, LITTLE_ENDIAN);

        assertThat(DIFF.between(expected, 0, length, actual, 0, length))
                .isEqualTo("Timer header: expected version=" + MessageHeaderDecoder.SCHEMA_VERSION
                        + " blockLength=4, actual version=99 blockLength=4");
    }

    @Test
    void shouldShowBytesWhenTheyLieOutsideTheFields() {
        final int length = new SampleEvents(6).encode(19, expected, 0);
        actual.putBytes(0, expected, 0, length);
        actual.putByte(length, (byte) 9);

        assertThat(DIFF.between(expected, 0, length, actual, 0, length + 1))
                .startsWith("Timer: bytes outside the known fields differ");
    }
}
