package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OperatorCommandEncoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.StateHashEncoder;
import io.gimbal.journal.codec.TimeInForce;
import io.gimbal.journal.codec.TimerEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.co.real_logic.sbe.ir.Token;

class EventJsonTest {
    /** What an unsigned byte holds where it is absent. */
    private static final long ABSENT_BYTE = 255;

    private static final int TODAY = MessageHeaderDecoder.SCHEMA_VERSION;
    private static final int NEXT = TODAY + 1;
    private static final Pattern PAIR = Pattern.compile("\"(\\w+)\":(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}]+)");
    private static final EventJson JSON = new EventJson();

    private final UnsafeBuffer buffer = SampleEvents.buffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    static List<Integer> templates() {
        return new SampleEvents(0).templateIds();
    }

    private String json(final int blockLength) {
        return JSON.toJson(buffer, 0, 8 + blockLength);
    }

    @Test
    void shouldPrintExactDecimalsNamesAndTruthWhenAnOrderIsShown() {
        new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(17)
                .engineTimeNs(1_681_344_000_000_000_001L)
                .orderId(5)
                .price(3_002_474_760_000L)
                .amount(1_000_000_000_000L)
                .referencePrice(-1)
                .maxAgeNs(500)
                .instrumentId(3)
                .underlyingId(-1)
                .side(Side.SELL)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .isPostOnly(BooleanType.FALSE)
                .isReduceOnly(BooleanType.TRUE);

        assertThat(json(NewOrderEncoder.BLOCK_LENGTH))
                .isEqualTo("{\"event\":\"NewOrder\",\"causeSequence\":17,\"engineTimeNs\":1681344000000000001,"
                        + "\"orderId\":5,\"price\":30024.7476,\"amount\":10000,\"referencePrice\":-0.00000001,"
                        + "\"maxAgeNs\":500,\"instrumentId\":3,\"underlyingId\":-1,\"side\":\"SELL\","
                        + "\"orderType\":\"LIMIT\",\"timeInForce\":\"IMMEDIATE_OR_CANCEL\",\"isPostOnly\":false,"
                        + "\"isReduceOnly\":true}");
    }

    @Test
    void shouldEscapeTextAndPrintNullWhenFieldsAreOddOrAbsent() {
        new OperatorCommandEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .commandId(-9)
                .value(OperatorCommandEncoder.valueNullValue())
                .underlyingId(0)
                .verb(OperatorVerb.KILL);
        buffer.putBytes(8 + OperatorCommandEncoder.operatorNameEncodingOffset(), new byte[16]);
        buffer.putStringWithoutLengthAscii(8 + OperatorCommandEncoder.operatorNameEncodingOffset(), "a\"\\\n\u0007z");
        buffer.putByte(8 + OperatorCommandEncoder.operatorNameEncodingOffset() + 6, (byte) 0xE9);

        assertThat(json(OperatorCommandEncoder.BLOCK_LENGTH))
                .isEqualTo("{\"event\":\"OperatorCommand\",\"commandId\":-9,\"value\":null,\"underlyingId\":0,"
                        + "\"verb\":\"KILL\",\"operatorName\":\"a\\\"\\\\\\u000a\\u0007z\\u00e9\"}");
    }

    @Test
    void shouldPrintHashesAsHexAndDoublesShortest() {
        new StateHashEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(1)
                .engineTimeNs(2)
                .inputs(3)
                .outputs(4)
                .stateHash(0xFEDC_BA98_7654_3210L)
                .outputHash(1);
        assertThat(json(StateHashEncoder.BLOCK_LENGTH))
                .endsWith("\"stateHash\":\"fedcba9876543210\",\"outputHash\":\"0000000000000001\"}");

        new AlertEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .causeSequence(1)
                .engineTimeNs(2)
                .orderId(0)
                .value(0.1)
                .limitValue(-1.0e-9)
                .underlyingId(0)
                .instrumentId(0)
                .code(AlertCode.LIMIT_HIT)
                .reason(DecisionReason.POSITION)
                .severity(Severity.CRITICAL);
        assertThat(json(AlertEncoder.BLOCK_LENGTH)).contains("\"value\":0.1,\"limitValue\":-1E-9,");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void shouldAgreeWithGeneratedDecoderWhenAnyEventIsShown(final int templateId) throws Exception {
        final SampleEvents samples = new SampleEvents(templateId);
        final Map<String, String> meanings = meanings(samples.tokens(templateId));

        for (int i = 0; i < 50; i++) {
            final int length = samples.encode(templateId, buffer, 0);
            final Map<String, String> shown = pairs(JSON.toJson(buffer, 0, length));
            final Map<String, String> decoded = decoded(samples.name(templateId));
            assertThat(shown.remove("event")).isEqualTo('"' + samples.name(templateId) + '"');
            assertThat(new ArrayList<>(shown.keySet())).isEqualTo(new ArrayList<>(decoded.keySet()));
            shown.forEach((field, value) -> assertThat(plain(value, meanings.getOrDefault(field, "")))
                    .as(field)
                    .isEqualTo(canonical(decoded.getOrDefault(field, ""), meanings.getOrDefault(field, ""))));
        }
    }

    /** What each field means, by the schema: its semantic type, or its primitive type. */
    private static Map<String, String> meanings(final List<Token> message) {
        final Map<String, String> meanings = new LinkedHashMap<>();
        for (int i = 1; i < message.size() - 1; i += message.get(i).componentTokenCount()) {
            final Token type = message.get(i + 1);
            final String semantic = type.encoding().semanticType();
            meanings.put(
                    message.get(i).name(),
                    semantic == null || semantic.isEmpty()
                            ? type.encoding().primitiveType().name()
                            : semantic);
        }
        return meanings;
    }

    /** The fields as the generated decoder's own text has them. */
    private Map<String, String> decoded(final String name) throws Exception {
        final Class<?> type = Class.forName("io.gimbal.journal.codec." + name + "Decoder");
        final Object decoder = type.getConstructor().newInstance();
        final Class<?> headerType = Class.forName("io.gimbal.journal.codec.MessageHeaderDecoder");
        type.getMethod("wrapAndApplyHeader", DirectBuffer.class, int.class, headerType)
                .invoke(decoder, buffer, 0, headerType.getConstructor().newInstance());
        final String text = decoder.toString();
        final Map<String, String> fields = new LinkedHashMap<>();
        for (final String pair : text.substring(text.indexOf("):") + 2).split("\\|", -1)) {
            final int equals = pair.indexOf('=');
            fields.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return fields;
    }

    private static Map<String, String> pairs(final String json) {
        final Map<String, String> pairs = new LinkedHashMap<>();
        final Matcher matcher = PAIR.matcher(json);
        while (matcher.find()) {
            pairs.put(matcher.group(1), matcher.group(2));
        }
        return pairs;
    }

    private static Object plain(final String value, final String meaning) {
        if (value.equals("null")) {
            return switch (meaning) {
                case "UINT8" -> ABSENT_BYTE;
                case "INT32" -> (long) Integer.MIN_VALUE;
                default -> Long.MIN_VALUE;
            };
        }
        final String text = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        return switch (meaning) {
            case "scaled" -> new BigDecimal(text).movePointRight(8).longValueExact();
            case "hash" -> Long.parseUnsignedLong(text, 16);
            case "DOUBLE" -> Double.parseDouble(text);
            default -> text.matches("-?\\d+") ? Long.parseLong(text) : text.toUpperCase(java.util.Locale.ROOT);
        };
    }

    private static Object canonical(final String decoded, final String meaning) {
        return meaning.equals("DOUBLE")
                ? Double.parseDouble(decoded)
                : decoded.matches("-?\\d+") ? Long.parseLong(decoded) : decoded;
    }

    @Test
    void shouldShowNullWhenTheMessageIsOlderThanAField() throws IOException {
        new TimerEncoder().wrapAndApplyHeader(buffer, 0, header).timerId(4);

        assertThat(new EventJson(nextVersion()).toJson(buffer, 0, 12))
                .isEqualTo("{\"event\":\"Timer\",\"timerId\":4,\"growth\":null}");
    }

    @Test
    void shouldShowKnownFieldsWhenTheMessageIsNewer() throws IOException {
        new TimerEncoder().wrapAndApplyHeader(buffer, 0, header).timerId(4);
        buffer.putShort(0, (short) 12, LITTLE_ENDIAN);
        buffer.putShort(6, (short) NEXT, LITTLE_ENDIAN);
        buffer.putLong(12, 77, LITTLE_ENDIAN);

        assertThat(JSON.toJson(buffer, 0, 20)).isEqualTo("{\"event\":\"Timer\",\"timerId\":4}");
        assertThat(new EventJson(nextVersion()).toJson(buffer, 0, 20))
                .isEqualTo("{\"event\":\"Timer\",\"timerId\":4,\"growth\":0.00000077}");
        final var decoder = new io.gimbal.journal.codec.TimerDecoder()
                .wrapAndApplyHeader(buffer, 0, new io.gimbal.journal.codec.MessageHeaderDecoder());
        assertThat(decoder.timerId()).isEqualTo(4);
        assertThat(decoder.limit()).isEqualTo(20);
    }

    @Test
    void shouldShowNullWhenTheBlockIsShorterThanTheField() {
        new TimerEncoder().wrapAndApplyHeader(buffer, 0, header).timerId(4);
        buffer.putShort(0, (short) 0, LITTLE_ENDIAN);

        assertThat(JSON.toJson(buffer, 0, 8)).isEqualTo("{\"event\":\"Timer\",\"timerId\":null}");
    }

    private static String schemaOf(final int version) {
        return "id=\"7101\" version=\"" + version + "\"";
    }

    /** Today's schema with what a next release may do to it. */
    private static EventLanguage nextVersion() throws IOException {
        try (InputStream schema = EventJsonTest.class.getResourceAsStream("/gimbal-events.xml")) {
            final String today = new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
            final String next = today.replace(schemaOf(TODAY), schemaOf(NEXT))
                    .replace(
                            "<field name=\"timerId\" id=\"1\" type=\"int32\"/>",
                            "<field name=\"timerId\" id=\"1\" type=\"int32\"/>"
                                    + "<field name=\"growth\" id=\"2\" type=\"ScaledOptional\""
                                    + " presence=\"optional\" sinceVersion=\"" + NEXT + "\"/>");
            assertThat(next).contains("growth").contains(schemaOf(NEXT));
            return EventLanguage.parse(new ByteArrayInputStream(next.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void shouldPrintBytesWhenTheEventIsUnknown() {
        new TimerEncoder().wrapAndApplyHeader(buffer, 0, header).timerId(4);
        buffer.putShort(2, (short) 99, LITTLE_ENDIAN);

        assertThat(JSON.toJson(buffer, 0, 12))
                .isEqualTo("{\"event\":\"Unknown\",\"templateId\":99,\"schemaId\":7101,\"version\":" + TODAY
                        + ",\"bytes\":\"04006300bd1b0" + TODAY + "0004000000\"}");
        assertThat(JSON.toJson(buffer, 0, 3)).isEqualTo("{\"event\":\"Unknown\",\"bytes\":\"040063\"}");
    }

    @Test
    void shouldPrintTheNumberWhenAnEnumHasANewValue() {
        new SampleEvents(1).encode(21, buffer, 0);
        final int phaseOffset = 8 + 8 + 4;
        buffer.putByte(phaseOffset, (byte) 200);
        assertThat(JSON.toJson(buffer, 0, 21)).endsWith("\"phase\":200}");
        buffer.putByte(phaseOffset, (byte) 255);
        assertThat(JSON.toJson(buffer, 0, 21)).endsWith("\"phase\":null}");
    }

    @Test
    void shouldNameEventsByTemplateId() {
        assertThat(JSON.name(101)).isEqualTo("NewOrder");
        assertThat(JSON.name(99)).isNull();
    }

    @Test
    void shouldPrintTimesWithNineDigits() {
        assertThat(EventJson.time(1_681_344_000_000_000_000L)).isEqualTo("2023-04-13T00:00:00.000000000Z");
        assertThat(EventJson.time(-1)).isEqualTo("1969-12-31T23:59:59.999999999Z");
    }
}
