package io.gimbal.journal;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Says in which field two events differ. Compares bytes, so it misses nothing. May be shared by threads. */
public final class EventDiff {
    private final EventLanguage language;
    private final EventJson json;

    /** Speaks the language of this build. */
    public EventDiff() {
        this(EventLanguage.current());
    }

    EventDiff(final EventLanguage language) {
        this.language = language;
        this.json = new EventJson(language);
    }

    /**
     * Compares two payloads, SBE headers included.
     *
     * @param expected       holds the one that should be
     * @param expectedOffset where it begins
     * @param expectedLength its bytes
     * @param actual         holds the one that is
     * @param actualOffset   where it begins
     * @param actualLength   its bytes
     * @return null when they are equal byte for byte, else {@code Event.field: expected=…, actual=…} of the first field
     *         that differs, or what else differs
     */
    public @Nullable String between(
            final DirectBuffer expected,
            final int expectedOffset,
            final int expectedLength,
            final DirectBuffer actual,
            final int actualOffset,
            final int actualLength) {
        if (expectedLength == actualLength && isEqual(expected, expectedOffset, actual, actualOffset, expectedLength)) {
            return null;
        }
        final EventType type = language.typeOf(expected, expectedOffset, expectedLength);
        final EventType other = language.typeOf(actual, actualOffset, actualLength);
        if (type == null || other == null || !type.equals(other)) {
            return "event: expected=" + json.toJson(expected, expectedOffset, expectedLength) + ", actual="
                    + json.toJson(actual, actualOffset, actualLength);
        }
        final String header = header(type, expected, expectedOffset, actual, actualOffset);
        if (header != null) {
            return header;
        }
        final String field = firstField(type, expected, expectedOffset, actual, actualOffset);
        return field != null
                ? field
                : type.name() + ": bytes outside the known fields differ: expected="
                        + EventJson.hex(expected, expectedOffset, expectedLength) + ", actual="
                        + EventJson.hex(actual, actualOffset, actualLength);
    }

    private static boolean isEqual(
            final DirectBuffer left,
            final int leftOffset,
            final DirectBuffer right,
            final int rightOffset,
            final int length) {
        for (int i = 0; i < length; i++) {
            if (left.getByte(leftOffset + i) != right.getByte(rightOffset + i)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String header(
            final EventType type,
            final DirectBuffer expected,
            final int expectedOffset,
            final DirectBuffer actual,
            final int actualOffset) {
        final int version = EventHeader.version(expected, expectedOffset);
        final int otherVersion = EventHeader.version(actual, actualOffset);
        final int block = EventHeader.blockLength(expected, expectedOffset);
        final int otherBlock = EventHeader.blockLength(actual, actualOffset);
        if (version == otherVersion && block == otherBlock) {
            return null;
        }
        return type.name() + " header: expected version=" + version + " blockLength=" + block + ", actual version="
                + otherVersion + " blockLength=" + otherBlock;
    }

    private static @Nullable String firstField(
            final EventType type,
            final DirectBuffer expected,
            final int expectedOffset,
            final DirectBuffer actual,
            final int actualOffset) {
        final int version = EventHeader.version(expected, expectedOffset);
        final int blockLength = EventHeader.blockLength(expected, expectedOffset);
        for (final EventField field : type.fields()) {
            final int at = EventHeader.LENGTH + field.offset();
            if (field.isIn(version, blockLength)
                    && !isEqual(expected, expectedOffset + at, actual, actualOffset + at, field.length())) {
                return describe(type, field, expected, expectedOffset, actual, actualOffset);
            }
        }
        return null;
    }

    private static String describe(
            final EventType type,
            final EventField field,
            final DirectBuffer expected,
            final int expectedOffset,
            final DirectBuffer actual,
            final int actualOffset) {
        final StringBuilder left = new StringBuilder();
        final StringBuilder right = new StringBuilder();
        field.append(left, expected, expectedOffset + EventHeader.LENGTH);
        field.append(right, actual, actualOffset + EventHeader.LENGTH);
        if (left.compareTo(right) == 0) {
            final int at = EventHeader.LENGTH + field.offset();
            left.append(" bits=").append(EventJson.hex(expected, expectedOffset + at, field.length()));
            right.append(" bits=").append(EventJson.hex(actual, actualOffset + at, field.length()));
        }
        return type.name() + "." + field.name() + ": expected=" + left + ", actual=" + right;
    }
}
