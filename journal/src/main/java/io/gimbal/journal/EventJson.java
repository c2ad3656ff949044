package io.gimbal.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Prints any event as one line of JSON, by the schema alone: keys are the names of the fields, in their order. Scaled
 * numbers are exact decimals without exponent, doubles the shortest text that reads back the same (null when not finite),
 * enums their names, hashes 16 hex digits, times epoch nanoseconds, absent values null. A message of an older schema shows
 * the fields it does not have as null; of a newer one, the fields that are known. An event that is not known at all is
 * printed as its bytes. The same text on every JDK. May be shared by threads.
 */
public final class EventJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final String GENERATION = "generation";
    private static final String EPOCH = "epoch";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final @Nullable EventLanguage given;

    /** Prints the language of this build, whose schema is read at the first event: a verb that prints none need not wait. */
    public EventJson() {
        this.given = null;
    }

    EventJson(final EventLanguage language) {
        this.given = language;
    }

    private EventLanguage language() {
        return given == null ? EventLanguage.current() : given;
    }

    /**
     * Prints one event.
     *
     * @param buffer holds it, SBE header included
     * @param offset where it begins
     * @param length its bytes
     * @return an object whose first key is {@code event}
     */
    public String toJson(final DirectBuffer buffer, final int offset, final int length) {
        final StringBuilder text = new StringBuilder("{");
        append(text, buffer, offset, length);
        return text.append('}').toString();
    }

    /**
     * Prints the record that a tailer stands on.
     *
     * @param tailer     its last {@code next()} was true
     * @param queue      {@code in} or {@code out}
     * @param generation number of the generation
     * @return an object that begins with {@code seq, queue, generation, epoch, time, event}; of a Genesis, which carries
     *         its generation and epoch itself, without those two in front
     */
    public String toJson(final JournalTailer tailer, final String queue, final int generation) {
        final EventType type = language().typeOf(tailer.buffer(), tailer.payloadOffset(), tailer.payloadLength());
        final StringBuilder text = new StringBuilder("{\"seq\":").append(tailer.sequence());
        text.append(",\"queue\":");
        JsonText.append(text, queue);
        if (type == null || !type.has(GENERATION)) {
            text.append(",\"" + GENERATION + "\":").append(generation);
        }
        if (type == null || !type.has(EPOCH)) {
            text.append(",\"" + EPOCH + "\":").append(Integer.toUnsignedString(tailer.epoch()));
        }
        text.append(",\"time\":\"").append(time(tailer.wallNs())).append("\",");
        append(text, tailer.buffer(), tailer.payloadOffset(), tailer.payloadLength());
        return text.append('}').toString();
    }

    /**
     * Writes a time as text.
     *
     * @param epochNs epoch nanoseconds
     * @return UTC in ISO 8601 with nine digits of fraction
     */
    public static String time(final long epochNs) {
        return TIME.format(Instant.ofEpochSecond(
                Math.floorDiv(epochNs, NANOS_PER_SECOND), Math.floorMod(epochNs, NANOS_PER_SECOND)));
    }

    private void append(final StringBuilder text, final DirectBuffer buffer, final int offset, final int length) {
        final EventType type = language().typeOf(buffer, offset, length);
        if (type == null) {
            appendUnknown(text, buffer, offset, length);
            return;
        }
        final int version = EventHeader.version(buffer, offset);
        final int blockLength = EventHeader.blockLength(buffer, offset);
        text.append("\"event\":\"").append(type.name()).append('"');
        for (final EventField field : type.fields()) {
            text.append(",\"").append(field.name()).append("\":");
            if (field.isIn(version, blockLength)) {
                field.append(text, buffer, offset + EventHeader.LENGTH);
            } else {
                text.append("null");
            }
        }
    }

    private static void appendUnknown(
            final StringBuilder text, final DirectBuffer buffer, final int offset, final int length) {
        text.append("\"event\":\"Unknown\"");
        if (length >= EventHeader.LENGTH) {
            text.append(",\"templateId\":").append(EventHeader.templateId(buffer, offset));
            text.append(",\"schemaId\":").append(EventHeader.schemaId(buffer, offset));
            text.append(",\"version\":").append(EventHeader.version(buffer, offset));
        }
        text.append(",\"bytes\":\"").append(hex(buffer, offset, length)).append('"');
    }

    static String hex(final DirectBuffer buffer, final int offset, final int length) {
        final StringBuilder text = new StringBuilder(2 * length);
        for (int i = 0; i < length; i++) {
            final int b = buffer.getByte(offset + i) & 0xFF;
            text.append(HEX[b >>> 4]).append(HEX[b & 0xF]);
        }
        return text.toString();
    }

    /**
     * Names an event.
     *
     * @param templateId of its message
     * @return its name in the schema, null when there is none such
     */
    public @Nullable String name(final int templateId) {
        final EventType type = language().types().get(templateId);
        return type == null ? null : type.name();
    }
}
