package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON into a growing array of bytes, and numbers in both of the venue's habits: plain decimals with at least one
 * digit behind the point ({@code 92284.0}) in market data, the shortest of plain and scientific ({@code 3.2e4},
 * {@code 5.0e-8}) in private data. Commas are its own business. Owned by the exchange's thread; reset and used again.
 */
final class JsonWriter {
    private static final int INITIAL_BYTES = 4 * 1024;
    private static final int LONGEST_NUMBER = 64;
    private static final int SCALE = 8;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] digits = new byte[LONGEST_NUMBER];
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;
    private boolean needsComma;

    /** {@return the bytes written so far; valid until the next write} */
    byte[] bytes() {
        return bytes;
    }

    /** {@return how many bytes are written} */
    int length() {
        return length;
    }

    /** {@return the text written so far} */
    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Begins anew. */
    void reset() {
        length = 0;
        needsComma = false;
    }

    /**
     * Goes back to an earlier point, just after a name.
     *
     * @param earlierLength what {@link #length} was
     */
    void rewind(final int earlierLength) {
        length = earlierLength;
        needsComma = false;
    }

    JsonWriter beginObject() {
        return open('{');
    }

    JsonWriter endObject() {
        return close('}');
    }

    JsonWriter beginArray() {
        return open('[');
    }

    JsonWriter endArray() {
        return close(']');
    }

    JsonWriter name(final String name) {
        comma();
        quote(name);
        put(':');
        needsComma = false;
        return this;
    }

    JsonWriter text(final String value) {
        comma();
        quote(value);
        return value();
    }

    JsonWriter integer(final long value) {
        comma();
        put(Long.toString(value));
        return value();
    }

    JsonWriter bool(final boolean value) {
        comma();
        put(value ? "true" : "false");
        return value();
    }

    JsonWriter absent() {
        comma();
        put("null");
        return value();
    }

    /**
     * Writes JSON text as it is.
     *
     * @param json a whole value
     */
    JsonWriter raw(final String json) {
        comma();
        append(json.getBytes(StandardCharsets.UTF_8));
        return value();
    }

    /**
     * Writes a decimal without exponent.
     *
     * @param scaled decimal times 1e8; absent becomes null
     */
    JsonWriter plain(final long scaled) {
        if (scaled == Decimals.ABSENT) {
            return absent();
        }
        comma();
        final int count = significantDigits(scaled);
        putPlain(count, pointPlace(scaled, count));
        return value();
    }

    /**
     * Writes a decimal in the shorter of plain and scientific form, plain when equal.
     *
     * @param scaled decimal times 1e8; absent becomes null
     */
    JsonWriter shortest(final long scaled) {
        if (scaled == Decimals.ABSENT) {
            return absent();
        }
        comma();
        final int count = significantDigits(scaled);
        final int place = pointPlace(scaled, count);
        if (isPlainShorter(count, place)) {
            putPlain(count, place);
        } else {
            putScientific(count, place);
        }
        return value();
    }

    /**
     * Writes a binary number rounded to some decimals.
     *
     * @param value    finite; anything else becomes null
     * @param decimals 0 to 8
     */
    JsonWriter rounded(final double value, final int decimals) {
        final double scale = powerOfTen(decimals);
        final double magnitude = Math.abs(value) * scale;
        if (!(magnitude <= Long.MAX_VALUE / powerOfTen(SCALE))) {
            return absent();
        }
        final long units = Math.round(magnitude) * (long) powerOfTen(SCALE - decimals);
        return plain(value < 0 ? -units : units);
    }

    JsonWriter text(final String name, final String value) {
        return name(name).text(value);
    }

    JsonWriter integer(final String name, final long value) {
        return name(name).integer(value);
    }

    JsonWriter bool(final String name, final boolean value) {
        return name(name).bool(value);
    }

    JsonWriter absent(final String name) {
        return name(name).absent();
    }

    JsonWriter plain(final String name, final long scaled) {
        return name(name).plain(scaled);
    }

    JsonWriter shortest(final String name, final long scaled) {
        return name(name).shortest(scaled);
    }

    JsonWriter rounded(final String name, final double value, final int decimals) {
        return name(name).rounded(value, decimals);
    }

    private static double powerOfTen(final int power) {
        double result = 1;
        for (int i = 0; i < power; i++) {
            result *= 10;
        }
        return result;
    }

    private JsonWriter open(final char bracket) {
        comma();
        put(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter close(final char bracket) {
        put(bracket);
        return value();
    }

    private JsonWriter value() {
        needsComma = true;
        return this;
    }

    private void comma() {
        if (needsComma) {
            put(',');
        }
    }

    /** Puts the sign out and the digits, without zeros behind, into {@code digits}; 0 has none. */
    private int significantDigits(final long scaled) {
        if (scaled < 0) {
            put('-');
        }
        long rest = Math.abs(scaled);
        while (rest != 0 && rest % 10 == 0) {
            rest /= 10;
        }
        int count = 0;
        for (long left = rest; left != 0; left /= 10) {
            count++;
        }
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return count;
    }

    /** Where the point stands: so many digits before it; negative for zeros between it and the first digit. */
    private static int pointPlace(final long scaled, final int count) {
        int trailing = 0;
        for (long rest = Math.abs(scaled); rest != 0 && rest % 10 == 0; rest /= 10) {
            trailing++;
        }
        return count + trailing - SCALE;
    }

    private static boolean isPlainShorter(final int count, final int place) {
        if (count == 0 || (place > 0 && place < count)) {
            return true;
        }
        final int exponent = place - 1;
        final int exponentCost = Integer.toString(exponent).length() + 1 + (count == 1 ? 2 : 1);
        return place <= 0 ? 2 - place <= exponentCost : place - count + 2 <= exponentCost;
    }

    private void putPlain(final int count, final int place) {
        if (count == 0) {
            put("0.0");
            return;
        }
        for (int i = 0; i < place; i++) {
            put((char) (i < count ? digits[i] : '0'));
        }
        put(place <= 0 ? "0." : ".");
        for (int i = place; i < 0; i++) {
            put('0');
        }
        for (int i = Math.max(place, 0); i < count; i++) {
            put((char) digits[i]);
        }
        if (place >= count) {
            put('0');
        }
    }

    private void putScientific(final int count, final int place) {
        put((char) digits[0]);
        put('.');
        for (int i = 1; i < count; i++) {
            put((char) digits[i]);
        }
        if (count == 1) {
            put('0');
        }
        put('e');
        put(Integer.toString(place - 1));
    }

    private void quote(final String value) {
        put('"');
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c < FIRST_PRINTABLE || c >= Byte.MAX_VALUE) {
                escape(c);
            } else {
                put(c);
            }
        }
        put('"');
    }

    private void escape(final char c) {
        put("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put((char) HEX[(c >>> shift) & 0xf]);
        }
    }

    private void put(final String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    private void put(final char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    private void append(final byte[] source) {
        ensure(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
    }

    private void ensure(final int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
