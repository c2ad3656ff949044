package io.gimbal.feeds.deribit;

/**
 * Strings that are not plain ASCII: escapes are resolved into a buffer of its own, UTF-8 is checked. The careful way
 * beside the scanner's quick one. Owned by the scanner that made it; its buffer grows with the scanner's.
 */
final class JsonString {
    private static final int FIRST_SURROGATE = 0xD800;
    private static final int FIRST_LOW_SURROGATE = 0xDC00;
    private static final int LAST_SURROGATE = 0xDFFF;

    private byte[] plain = new byte[0];
    private int length;
    private boolean hasEscape;
    private JsonStatus status = JsonStatus.OK;

    JsonString() {}

    /** Makes room for strings of this many bytes. */
    void reserve(final int capacity) {
        plain = new byte[capacity];
    }

    /** {@return whether the last string had escapes, so that its content stands in {@link #plain()}} */
    boolean hasEscape() {
        return hasEscape;
    }

    /** {@return what holds the last string with its escapes resolved} */
    byte[] plain() {
        return plain;
    }

    /** {@return bytes of it} */
    int length() {
        return length;
    }

    /** {@return why {@link #read} failed} */
    JsonStatus status() {
        return status;
    }

    /**
     * Reads a string to its end.
     *
     * @param bytes hold it, zeros behind the text
     * @param start behind its opening quote
     * @param from  where the first byte stands that is not plain ASCII; everything before is
     * @param end   of the text
     * @return the place of the closing quote, or -1: see {@link #status()}
     */
    int read(final byte[] bytes, final int start, final int from, final int end) {
        length = from - start;
        hasEscape = false;
        System.arraycopy(bytes, start, plain, 0, length);
        int at = from;
        while (at < end && bytes[at] != '"') {
            final int c = bytes[at];
            final int taken;
            if (c == '\\') {
                taken = escape(bytes, at, end);
            } else if (c >= 0 && c < ' ') {
                return fail(JsonStatus.BAD_STRING);
            } else {
                taken = character(bytes, at, end);
            }
            if (taken == 0) {
                return fail(at + 1 >= end ? JsonStatus.TRUNCATED : status);
            }
            at += taken;
        }
        return at < end ? at : fail(JsonStatus.TRUNCATED);
    }

    private int fail(final JsonStatus why) {
        status = why;
        return -1;
    }

    private int character(final byte[] bytes, final int at, final int end) {
        final int count = bytes[at] >= 0 ? 1 : utf8Length(bytes, at, end);
        status = JsonStatus.BAD_UTF8;
        for (int i = 0; i < count; i++) {
            plain[length++] = bytes[at + i];
        }
        return count;
    }

    private int escape(final byte[] bytes, final int at, final int end) {
        hasEscape = true;
        status = JsonStatus.BAD_STRING;
        switch (bytes[at + 1]) {
            case '"', '\\', '/' -> plain[length++] = bytes[at + 1];
            case 'b' -> plain[length++] = '\b';
            case 'f' -> plain[length++] = '\f';
            case 'n' -> plain[length++] = '\n';
            case 'r' -> plain[length++] = '\r';
            case 't' -> plain[length++] = '\t';
            case 'u' -> {
                return unicode(bytes, at, end);
            }
            default -> {
                return 0;
            }
        }
        return 2;
    }

    private int unicode(final byte[] bytes, final int at, final int end) {
        final int first = hex(bytes, at + 2, end);
        if (first < 0) {
            return 0;
        }
        final boolean isHigh = first >= FIRST_SURROGATE && first < FIRST_LOW_SURROGATE;
        final boolean hasSecond = isHigh && at + 12 <= end && bytes[at + 6] == '\\' && bytes[at + 7] == 'u';
        final int second = hasSecond ? hex(bytes, at + 8, end) : -1;
        if (second >= FIRST_LOW_SURROGATE && second <= LAST_SURROGATE) {
            append(Character.toCodePoint((char) first, (char) second));
            return 12;
        }
        append(first);
        return 6;
    }

    private void append(final int codePoint) {
        if (codePoint < 0x80) {
            plain[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            plain[length++] = (byte) (0xC0 | (codePoint >> 6));
            plain[length++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            plain[length++] = (byte) (0xE0 | (codePoint >> 12));
            plain[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            plain[length++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            plain[length++] = (byte) (0xF0 | (codePoint >> 18));
            plain[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            plain[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            plain[length++] = (byte) (0x80 | (codePoint & 0x3F));
        }
    }

    private static int hex(final byte[] bytes, final int at, final int end) {
        if (at + 4 > end) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            final int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** The bytes of one character beyond ASCII, by the table of well-formed sequences; 0 when it is none. */
    private static int utf8Length(final byte[] bytes, final int at, final int end) {
        final int lead = bytes[at] & 0xFF;
        final int count = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + count > end) {
            return 0;
        }
        final int second = bytes[at + 1] & 0xFF;
        final int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        final int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 2; i < count; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return count;
    }
}
