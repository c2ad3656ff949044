package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.gimbal.journal.codec.GenesisEncoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.RunMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.xml.IrGenerator;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

/**
 * Makes an event of any type with values that follow from a seed alone, so that the same seed gives the same bytes for
 * ever. Knows the schema but not the generated codecs, so each can be tested against the other.
 */
public final class SampleEvents {
    /** A buffer for one frame. */
    public static final int BUFFER_LENGTH = Frame.MAX_LENGTH;

    private static final int HEADER = 8;

    private final Ir ir;
    private final TreeMap<Integer, List<Token>> messages = new TreeMap<>();

    private long state;

    /**
     * Samples of this build's schema.
     *
     * @param seed of the values
     */
    public SampleEvents(final long seed) {
        this(currentSchema(), seed);
    }

    SampleEvents(final Ir ir, final long seed) {
        this.ir = ir;
        this.state = seed;
        ir.messages().forEach(message -> messages.put(message.get(0).id(), message));
    }

    static Ir currentSchema() {
        try (InputStream schema = SampleEvents.class.getResourceAsStream("/gimbal-events.xml")) {
            return parse(Objects.requireNonNull(schema));
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Ir parse(final InputStream schema) {
        try {
            return new IrGenerator()
                    .generate(XmlSchemaParser.parse(
                            schema, ParserOptions.builder().stopOnError(true).build()));
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return all template ids, ascending} */
    public List<Integer> templateIds() {
        return List.copyOf(messages.keySet());
    }

    /**
     * The event's name.
     *
     * @param templateId of the event
     * @return as in the schema
     */
    public String name(final int templateId) {
        return tokens(templateId).get(0).name();
    }

    List<Token> tokens(final int templateId) {
        return Objects.requireNonNull(messages.get(templateId));
    }

    /** {@return a direct buffer that holds one frame} */
    public static UnsafeBuffer buffer() {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(BUFFER_LENGTH));
    }

    /**
     * Writes the next sample of a type; optional fields are absent in every fourth place.
     *
     * @param templateId of the event
     * @param buffer     takes it
     * @param offset     of its SBE header
     * @return its bytes
     */
    public int encode(final int templateId, final MutableDirectBuffer buffer, final int offset) {
        final List<Token> message = tokens(templateId);
        final int blockLength = message.get(0).encodedLength();
        buffer.setMemory(offset, HEADER + blockLength, (byte) 0);
        buffer.putShort(offset, (short) blockLength, LITTLE_ENDIAN);
        buffer.putShort(offset + 2, (short) templateId, LITTLE_ENDIAN);
        buffer.putShort(offset + 4, (short) ir.id(), LITTLE_ENDIAN);
        buffer.putShort(offset + 6, (short) ir.version(), LITTLE_ENDIAN);
        for (int i = 1; i < message.size() - 1; i += message.get(i).componentTokenCount()) {
            final List<Token> field = message.subList(i + 1, i + message.get(i).componentTokenCount() - 1);
            putField(field, buffer, offset + HEADER + field.get(0).offset());
        }
        return HEADER + blockLength;
    }

    private void putField(final List<Token> field, final MutableDirectBuffer buffer, final int at) {
        final Token first = field.get(0);
        final Encoding encoding = first.encoding();
        if (first.signal() == Signal.BEGIN_ENUM) {
            final List<Token> values = field.stream()
                    .filter(token -> token.signal() == Signal.VALID_VALUE)
                    .toList();
            final Token value = values.get((int) Long.remainderUnsigned(next(), values.size()));
            buffer.putByte(at, (byte) value.encoding().constValue().longValue());
        } else if (encoding.primitiveType() == PrimitiveType.CHAR) {
            putText(first, buffer, at);
        } else if (encoding.primitiveType() == PrimitiveType.DOUBLE) {
            buffer.putDouble(at, (next() >> 20) * 0x1p-30, LITTLE_ENDIAN);
        } else if (first.isOptionalEncoding() && next() % 4 == 0) {
            buffer.putLong(at, encoding.applicableNullValue().longValue(), LITTLE_ENDIAN);
        } else {
            putWhole(encoding.primitiveType(), buffer, at, next() >> 14);
        }
    }

    private static void putWhole(
            final PrimitiveType type, final MutableDirectBuffer buffer, final int at, final long value) {
        switch (type) {
            case UINT8 -> buffer.putByte(at, (byte) (value & 0x7F));
            case UINT16 -> buffer.putShort(at, (short) (value & 0x7FFF), LITTLE_ENDIAN);
            case INT32, UINT32 -> buffer.putInt(at, (int) (value & 0x7FFF_FFFF), LITTLE_ENDIAN);
            default -> buffer.putLong(at, value, LITTLE_ENDIAN);
        }
    }

    private void putText(final Token field, final MutableDirectBuffer buffer, final int at) {
        final String text = "T" + Long.toUnsignedString(next() >>> 24, 36).toUpperCase(java.util.Locale.ROOT);
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        buffer.putBytes(at, bytes, 0, Math.min(bytes.length, field.arrayLength() - 1));
    }

    private long next() {
        state += 0x9E37_79B9_7F4A_7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Writes the Genesis that a generation must begin with.
     *
     * @param journal open, nothing in it yet
     * @param buffer  takes it
     * @param offset  of its SBE header
     * @return its bytes
     */
    public static int genesis(final Journal journal, final MutableDirectBuffer buffer, final int offset) {
        final Predecessor before = journal.predecessor();
        buffer.setMemory(offset, MessageHeaderEncoder.ENCODED_LENGTH + GenesisEncoder.BLOCK_LENGTH, (byte) 0);
        new GenesisEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .generation(journal.generation())
                .epoch(Integer.toUnsignedLong(journal.epoch()))
                .predecessorInSequence(before.lastInSequence())
                .predecessorOutSequence(before.lastOutSequence())
                .predecessorChain(before.inChain())
                .formatVersion(Frame.FORMAT)
                .mode(RunMode.BACKTEST)
                .codeVersion("0.1.0")
                .jdk("test")
                .instance("sample");
        return MessageHeaderEncoder.ENCODED_LENGTH + GenesisEncoder.BLOCK_LENGTH;
    }
}
