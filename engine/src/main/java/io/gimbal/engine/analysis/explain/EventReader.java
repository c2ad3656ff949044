package io.gimbal.engine.analysis.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads events of any kind by the schema alone, numbers exact. Owned by one thread. */
final class EventReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String ORDER_ID = "orderId";

    private final EventJson text = new EventJson();
    private final Map<Integer, Boolean> orderTypes = new HashMap<>();

    /** The record that a tailer stands on. */
    Explanation.Event read(final JournalTailer tailer, final String queue) {
        return new Explanation.Event(
                queue,
                tailer.sequence(),
                Texts.time(tailer.wallNs()),
                node(tailer.buffer(), tailer.payloadOffset(), tailer.payloadLength()));
    }

    /** An event of bytes kept. */
    Explanation.Event read(final byte[] bytes, final String queue, final long sequence, final long timeNs) {
        return new Explanation.Event(
                queue, sequence, Texts.time(timeNs), node(new UnsafeBuffer(bytes), 0, bytes.length));
    }

    private JsonNode node(final DirectBuffer buffer, final int offset, final int length) {
        try {
            return JSON.readTree(text.toJson(buffer, offset, length));
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("event is no JSON", e);
        }
    }

    /** Whether the record speaks of an order, whatever else it is. */
    boolean isOf(final JournalTailer tailer, final long orderId) {
        final boolean mayBe = orderTypes.computeIfAbsent(
                tailer.type(),
                type -> node(tailer.buffer(), tailer.payloadOffset(), tailer.payloadLength())
                        .has(ORDER_ID));
        return mayBe
                && node(tailer.buffer(), tailer.payloadOffset(), tailer.payloadLength())
                                .path(ORDER_ID)
                                .asLong()
                        == orderId;
    }

    /** The input that an output names: its first field. */
    static long cause(final JournalTailer out) {
        return out.buffer().getLong(out.payloadOffset() + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /** A copy of the record's event. */
    static byte[] copy(final JournalTailer tailer) {
        return copy(tailer.buffer(), tailer.payloadOffset(), tailer.payloadLength());
    }

    static byte[] copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }
}
