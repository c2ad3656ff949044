package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * The words of a JSON text, one at a time: strings, numbers, literals. What stands between them is the business of {@link
 * JsonScanner}, of which this is the lower half. The text is followed by zeros, which belong to no word, so that no loop
 * needs to know where it ends.
 */
abstract class JsonTokens {
    /** Longest text, in bytes. */
    static final int MAX_TEXT_LENGTH = 1 << 24;

    /** {@code true}, as the first four bytes of a little-endian word. */
    static final int TRUE = 0x65757274;

    /** {@code false} without its first letter. */
    static final int ALSE = 0x65736C61;

    /** {@code null}. */
    static final int NULL = 0x6C6C756E;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long ZEROS = ONES * '0';
    private static final long BEYOND_NINE = ONES * (0x7F - 9);
    private static final long PAIRS = 0x000000FF000000FFL;
    private static final long HUNDRED_AND_MILLION = 100 + (1_000_000L << 32);
    private static final long ONE_AND_TEN_THOUSAND = 1 + (10_000L << 32);
    private static final int PADDING = 64;
    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int MAX_SCALE = 8;
    private static final int EXACT_DIGITS = 18;
    private static final long[] POWERS_OF_TEN = new long[MAX_SCALE + 1];
    private static final long[] LARGEST_FACTORS = new long[MAX_SCALE + 1];

    static {
        for (int i = 0, power = 1; i <= MAX_SCALE; i++, power *= 10) {
            POWERS_OF_TEN[i] = power;
            LARGEST_FACTORS[i] = Long.MAX_VALUE / power;
        }
    }

    private final JsonString carefulString = new JsonString();
    byte[] bytes = new byte[0];
    int end;
    int at;
    private JsonStatus status = JsonStatus.OK;
    private byte[] textBytes = bytes;
    private int textAt;
    private int textLength;

    JsonTokens() {
        reserve(FIRST_CAPACITY);
    }

    /** {@return the first fault of this text, {@link JsonStatus#OK} for none so far} */
    public final JsonStatus status() {
        return status;
    }

    /** {@return whether no fault was found so far} */
    public final boolean isOk() {
        return status == JsonStatus.OK;
    }

    /** {@return what the next value begins to be} */
    public final JsonKind peek() {
        final int c = space();
        return switch (c) {
            case '{' -> JsonKind.OBJECT;
            case '[' -> JsonKind.ARRAY;
            case '"' -> JsonKind.TEXT;
            case 't', 'f' -> JsonKind.BOOLEAN;
            case 'n' -> JsonKind.NULL;
            default -> (c == '-' || (c >= '0' && c <= '9')) ? JsonKind.NUMBER : JsonKind.NONE;
        };
    }

    /** {@return bytes of the current text, escapes resolved: of the last name or string taken} */
    public final int textLength() {
        return textLength;
    }

    /**
     * A byte of the current text.
     *
     * @param index from 0, below {@link #textLength}
     * @return the byte
     */
    public final byte textByte(final int index) {
        return textBytes[textAt + index];
    }

    /**
     * Looks the current text up.
     *
     * @param words a set of words
     * @return its id there, or {@link FieldNames#UNKNOWN}
     */
    public final int textId(final FieldNames words) {
        return words.find(textBytes, textAt, textLength);
    }

    /**
     * Compares the current text.
     *
     * @param other bytes
     * @return whether they are equal
     */
    public final boolean isText(final byte[] other) {
        return Arrays.equals(textBytes, textAt, textAt + textLength, other, 0, other.length);
    }

    /**
     * Copies the current text.
     *
     * @param target    gets it
     * @param offset    where
     * @param maxLength cut off behind this many bytes
     * @return bytes copied
     */
    public final int copyText(final MutableDirectBuffer target, final int offset, final int maxLength) {
        final int length = Math.min(textLength, maxLength);
        target.putBytes(offset, textBytes, textAt, length);
        return length;
    }

    /** {@return the current text as a new string} */
    public final String textString() {
        return new String(textBytes, textAt, textLength, StandardCharsets.UTF_8);
    }

    /** Reads the name that is the current text into an order of fields, the colon behind it being taken; returns its id. */
    final int learn(final FieldOrder order) {
        final int id = textId(order.names());
        if (textBytes == bytes && at == textAt + textLength + 2) {
            order.learn(bytes, textAt - 1, at, id);
        } else {
            order.pass();
        }
        return id;
    }

    /** Whether a number begins right here. */
    final boolean isNumberNext() {
        final int c = bytes[at];
        return (c >= '0' && c <= '9') || c == '-';
    }

    /** {@return what holds the current text, at {@link #textOffset}, with eight bytes to spare behind it} */
    final byte[] textBytes() {
        return textBytes;
    }

    /** {@return where the current text begins} */
    final int textOffset() {
        return textAt;
    }

    /** Copies the frame as it came, or as much of it as there is room for; returns the bytes copied. */
    final int copyFrame(final byte[] target) {
        final int length = Math.min(end, target.length);
        System.arraycopy(bytes, 0, target, 0, length);
        return length;
    }

    final boolean begin(final int length) {
        at = 0;
        end = 0;
        status = JsonStatus.OK;
        textLength = 0;
        if (length > MAX_TEXT_LENGTH) {
            Arrays.fill(bytes, 0, PADDING, (byte) 0);
            return fail(JsonStatus.TOO_LONG);
        }
        if (length + PADDING > bytes.length) {
            reserve(Math.max(length, Math.min(MAX_TEXT_LENGTH, 2 * bytes.length)));
        }
        end = length;
        for (int i = 0; i < PADDING; i += Long.BYTES) {
            WORDS.set(bytes, length + i, 0L);
        }
        return true;
    }

    private void reserve(final int capacity) {
        bytes = new byte[capacity + PADDING];
        textBytes = bytes;
        carefulString.reserve(capacity + PADDING);
    }

    final void clearText() {
        textLength = 0;
    }

    final boolean fail(final JsonStatus why) {
        status = status == JsonStatus.OK ? why : status;
        at = end;
        return false;
    }

    final boolean syntax() {
        return fail(at >= end ? JsonStatus.TRUNCATED : JsonStatus.BAD_SYNTAX);
    }

    final int space() {
        int c = bytes[at];
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            c = bytes[++at];
        }
        return c;
    }

    final boolean nullOr(final int c) {
        if (c == 'n') {
            literal(NULL);
            return false;
        }
        return peek() == JsonKind.NONE ? syntax() : fail(JsonStatus.WRONG_TYPE);
    }

    final boolean literal(final int word) {
        if ((int) (long) WORDS.get(bytes, at) != word) {
            return at + Integer.BYTES > end ? fail(JsonStatus.TRUNCATED) : fail(JsonStatus.BAD_SYNTAX);
        }
        at += Integer.BYTES;
        return true;
    }

    final boolean string() {
        final int start = at + 1;
        int p = start;
        long stops = stops((long) WORDS.get(bytes, p));
        while (stops == 0) {
            p += Long.BYTES;
            stops = stops((long) WORDS.get(bytes, p));
        }
        p += Long.numberOfTrailingZeros(stops) >>> 3;
        if (bytes[p] != '"') {
            return carefulString(start, p);
        }
        textBytes = bytes;
        textAt = start;
        textLength = p - start;
        at = p + 1;
        return true;
    }

    /** A high bit at the first byte that is a quote, a backslash, a control character or beyond ASCII; 0 for none. */
    private static long stops(final long word) {
        final long quote = word ^ QUOTES;
        final long backslash = word ^ BACKSLASHES;
        return ((quote - ONES) | (backslash - ONES) | (word - SPACES) | word) & HIGH_BITS;
    }

    private boolean carefulString(final int start, final int from) {
        final int quote = carefulString.read(bytes, start, from, end);
        if (quote < 0) {
            textLength = 0;
            return fail(carefulString.status());
        }
        textBytes = carefulString.hasEscape() ? carefulString.plain() : bytes;
        textAt = carefulString.hasEscape() ? 0 : start;
        textLength = carefulString.length();
        at = quote + 1;
        return true;
    }

    final long number(final int scale) {
        final byte[] text = bytes;
        space();
        final boolean isNegative = text[at] == '-';
        final int first = isNegative ? at + 1 : at;
        final long word = (long) WORDS.get(text, first);
        final int whole = digits(word);
        int p = first + whole;
        long mantissa = whole == 0 ? 0 : value(word, whole);
        int more = 0;
        if (whole == Long.BYTES) {
            final long second = (long) WORDS.get(text, p);
            more = digits(second);
            mantissa = more == 0 ? mantissa : mantissa * POWERS_OF_TEN[more] + value(second, more);
            p += more;
        }
        int decimals = 0;
        if (text[p] == '.') {
            final long fraction = (long) WORDS.get(text, p + 1);
            decimals = digits(fraction);
            if (decimals == 0 || decimals > scale) {
                return carefulNumber(scale);
            }
            mantissa = mantissa * POWERS_OF_TEN[decimals] + value(fraction, decimals);
            p += decimals + 1;
        }
        final boolean isCareful = whole == 0
                || (whole > 1 && text[first] == '0')
                || whole + more + decimals > EXACT_DIGITS
                || isNumberByte(text[p])
                || mantissa > LARGEST_FACTORS[scale - decimals];
        if (isCareful) {
            return carefulNumber(scale);
        }
        at = p;
        final long magnitude = mantissa * POWERS_OF_TEN[scale - decimals];
        return isNegative ? -magnitude : magnitude;
    }

    /** Whether the byte behind what was taken for a number belongs to it too. */
    private static boolean isNumberByte(final byte c) {
        return (c | 0x20) == 'e' || (c >= '0' && c <= '9');
    }

    /** How many of the first bytes of a word are digits. */
    private static int digits(final long word) {
        final long nibbles = word ^ ZEROS;
        return Long.numberOfTrailingZeros((nibbles | (nibbles + BEYOND_NINE)) & HIGH_BITS) >>> 3;
    }

    /** The value of the first bytes of a word, 1 to 8 digits: all of them at once, by pairs, fours and eights. */
    private static long value(final long word, final int count) {
        final long digits = (word ^ ZEROS) << (Long.SIZE - (count << 3));
        final long pairs = digits * 10 + (digits >>> 8);
        final long low = (pairs & PAIRS) * HUNDRED_AND_MILLION;
        final long high = ((pairs >>> 16) & PAIRS) * ONE_AND_TEN_THOUSAND;
        return (low + high) >>> 32;
    }

    private long carefulNumber(final int scale) {
        if (peek() != JsonKind.NUMBER) {
            nullOr(bytes[at]);
            return Decimals.ABSENT;
        }
        final int from = at;
        skipNumber();
        if (!isOk()) {
            return Decimals.ABSENT;
        }
        final boolean isLossy = scale == 0 && !ScaledNumber.isWhole(bytes, from, at);
        final long value = isLossy ? ScaledNumber.OVERFLOW : ScaledNumber.value(bytes, from, at, scale);
        if (value == ScaledNumber.OVERFLOW) {
            fail(JsonStatus.NUMBER_OVERFLOW);
        }
        return value;
    }

    final void skipNumber() {
        final int first = bytes[at] == '-' ? at + 1 : at;
        int p = first + digits((long) WORDS.get(bytes, first));
        boolean isPlain = p > first && (bytes[first] != '0' || p == first + 1);
        if (bytes[p] == '.') {
            final int decimals = digits((long) WORDS.get(bytes, p + 1));
            isPlain &= decimals > 0;
            p += decimals + 1;
        }
        final int c = bytes[p];
        if (isPlain && (c == ',' || c == '}' || c == ']')) {
            at = p;
        } else {
            skipCarefully();
        }
    }

    private void skipCarefully() {
        if (peek() != JsonKind.NUMBER) {
            syntax();
            return;
        }
        final int behind = ScaledNumber.end(bytes, at);
        if (behind == ScaledNumber.NOT_A_NUMBER) {
            fail(JsonStatus.BAD_NUMBER);
        } else {
            at = behind;
        }
    }
}
