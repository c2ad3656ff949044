package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.PrimitiveValue;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;

/** One field of an event: where it stands and how its value reads in JSON. Immutable. */
final class EventField {
    private static final int SCALE = 8;
    private static final String NULL = "null";

    private enum Kind {
        INTEGER,
        SCALED,
        HASH,
        REAL,
        TEXT,
        NAMED,
        TRUTH
    }

    private final String name;
    private final int offset;
    private final int length;
    private final int sinceVersion;
    private final Kind kind;
    private final PrimitiveType type;
    private final @Nullable PrimitiveValue absent;
    private final Map<Long, String> names = new HashMap<>();

    /** Reads the definition from the tokens of {@code field}; {@code tokens} begin with the field's type. */
    EventField(final Token field, final List<Token> tokens) {
        final Token first = tokens.get(0);
        final Encoding encoding = first.encoding();
        this.name = field.name();
        this.offset = first.offset();
        this.length = first.encodedLength();
        this.sinceVersion = field.version();
        this.type = encoding.primitiveType();
        this.kind = kind(first);
        this.absent = first.isOptionalEncoding() || first.signal() == Signal.BEGIN_ENUM
                ? encoding.applicableNullValue()
                : null;
        for (final Token token : tokens) {
            if (token.signal() == Signal.VALID_VALUE) {
                names.put(token.encoding().constValue().longValue(), token.name());
            }
        }
    }

    private static Kind kind(final Token first) {
        if (first.signal() == Signal.BEGIN_ENUM) {
            return "BooleanType".equals(first.applicableTypeName()) ? Kind.TRUTH : Kind.NAMED;
        }
        final Encoding encoding = first.encoding();
        if (first.signal() != Signal.ENCODING
                || (first.arrayLength() > 1 && encoding.primitiveType() != PrimitiveType.CHAR)) {
            throw new IllegalStateException("field of a kind that the language does not have: field=" + first.name());
        }
        if (encoding.primitiveType() == PrimitiveType.CHAR) {
            return Kind.TEXT;
        }
        if (encoding.primitiveType() == PrimitiveType.DOUBLE || encoding.primitiveType() == PrimitiveType.FLOAT) {
            return Kind.REAL;
        }
        final String meaning = encoding.semanticType();
        return "scaled".equals(meaning) ? Kind.SCALED : "hash".equals(meaning) ? Kind.HASH : Kind.INTEGER;
    }

    String name() {
        return name;
    }

    /** Offset from the start of the message's block. */
    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** Whether a message of this version and block length carries the field. */
    boolean isIn(final int version, final int blockLength) {
        return version >= sinceVersion && offset + length <= blockLength;
    }

    /** Appends the value as JSON; {@code block} is the offset of the message's block. */
    void append(final StringBuilder text, final DirectBuffer buffer, final int block) {
        final int at = block + offset;
        switch (kind) {
            case TEXT -> appendText(text, buffer, at);
            case REAL -> text.append(JsonNumbers.shortest(real(buffer, at)));
            default -> appendWhole(text, integer(buffer, at));
        }
    }

    private double real(final DirectBuffer buffer, final int at) {
        return type == PrimitiveType.FLOAT ? buffer.getFloat(at, LITTLE_ENDIAN) : buffer.getDouble(at, LITTLE_ENDIAN);
    }

    private void appendWhole(final StringBuilder text, final long value) {
        if (absent != null && value == absent.longValue()) {
            text.append(NULL);
            return;
        }
        switch (kind) {
            case SCALED ->
                text.append(
                        BigDecimal.valueOf(value, SCALE).stripTrailingZeros().toPlainString());
            case HASH ->
                text.append('"')
                        .append(String.format(Locale.ROOT, "%016x", value))
                        .append('"');
            case TRUTH -> text.append(value != 0);
            case NAMED -> appendName(text, value);
            default -> text.append(type == PrimitiveType.UINT64 ? Long.toUnsignedString(value) : Long.toString(value));
        }
    }

    /** A value that this version of the language has no name for stays a number. */
    private void appendName(final StringBuilder text, final long value) {
        final String known = names.get(value);
        if (known == null) {
            text.append(value);
        } else {
            text.append('"').append(known).append('"');
        }
    }

    private long integer(final DirectBuffer buffer, final int at) {
        return switch (type) {
            case INT8 -> buffer.getByte(at);
            case UINT8 -> buffer.getByte(at) & 0xFFL;
            case INT16 -> buffer.getShort(at, LITTLE_ENDIAN);
            case UINT16 -> buffer.getShort(at, LITTLE_ENDIAN) & 0xFFFFL;
            case INT32 -> buffer.getInt(at, LITTLE_ENDIAN);
            case UINT32 -> buffer.getInt(at, LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            default -> buffer.getLong(at, LITTLE_ENDIAN);
        };
    }

    private void appendText(final StringBuilder text, final DirectBuffer buffer, final int at) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(at, bytes);
        int end = 0;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        JsonText.append(text, new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
    }
}
