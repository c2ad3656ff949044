package io.gimbal.feeds.deribit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Reads the answers that come once in a while; numbers keep the digits they were written with. */
final class ColdJson {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private ColdJson() {}

    /** The result of an answer; missing when it cannot be read. Errors never show the text, which may hold a token. */
    static JsonNode result(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        try {
            return MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)).path("result");
        } catch (final JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
