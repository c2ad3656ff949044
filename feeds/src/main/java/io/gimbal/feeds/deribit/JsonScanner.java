package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import org.agrona.DirectBuffer;

/**
 * Walks through one JSON text from front to back and hands out what is asked for. Fields may come in any order, unknown
 * ones are skipped, numbers become longs without passing through binary floating point.
 *
 * <pre>
 *   scanner.wrap(buffer, offset, length);
 *   scanner.enterObject();
 *   for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
 *       switch (field) {
 *           case PRICE -&gt; price = scanner.decimal();
 *           case LEGS -&gt; { scanner.enterArray(); while (scanner.nextElement()) { … } }
 *           default -&gt; scanner.skip();
 *       }
 *   }
 *   if (scanner.finish()) { … }
 * </pre>
 *
 * After {@link #nextField} and {@link #nextElement} exactly one value must be taken; an object or array whose beginning was
 * answered with true must be walked to its end. Faults are remembered, not thrown:
 * after the first one every loop ends, every value is {@link Decimals#ABSENT}, false or empty, and {@link #status} says what
 * it was; so it is enough to ask once, at the end. {@code null} is {@link Decimals#ABSENT}, false or no text, never a fault.
 *
 * <p>The grammar is RFC 8259's and nothing more: everything is checked, skipped values too, UTF-8 included. Nesting is
 * bounded by {@link #MAX_DEPTH}. The text is copied by {@link #wrap}, so it stays readable until the next one. Owned by one
 * thread. Allocates only when a text is longer than any before, and in {@link #textString}.
 */
public final class JsonScanner extends JsonTokens {
    /** Answer of {@link #nextField} when the object has no more fields, or after a fault. */
    public static final int END = -1;

    /** Deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 32;

    /** Longest text, in bytes. */
    public static final int MAX_LENGTH = JsonTokens.MAX_TEXT_LENGTH;

    private static final int SCALE = 8;
    private static final int PERCENT_SCALE = 6;

    private int depth;
    private boolean isFirst;

    /** Creates a scanner over nothing. */
    public JsonScanner() {}

    /**
     * Begins a text.
     *
     * @param buffer holds it; copied, so it may change after the call
     * @param offset where it begins
     * @param length its bytes, UTF-8
     * @return this
     */
    public JsonScanner wrap(final DirectBuffer buffer, final int offset, final int length) {
        depth = 0;
        isFirst = false;
        if (begin(length)) {
            buffer.getBytes(offset, bytes, 0, length);
        }
        return this;
    }

    /**
     * Begins a text.
     *
     * @param source holds it; copied, so it may change after the call
     * @param offset where it begins
     * @param length its bytes, UTF-8
     * @return this
     */
    public JsonScanner wrap(final byte[] source, final int offset, final int length) {
        depth = 0;
        isFirst = false;
        if (begin(length)) {
            System.arraycopy(source, offset, bytes, 0, length);
        }
        return this;
    }

    /**
     * Ends the text: nothing but white space may follow.
     *
     * @return whether the whole text was without fault
     */
    public boolean finish() {
        space();
        return isOk() && (at == end || fail(JsonStatus.TRAILING));
    }

    /** {@return the place of the next byte in the text; give it to {@link #seek} to read the value there again} */
    public int position() {
        return at;
    }

    /**
     * Goes back to a value that was passed over before. One value may be read there; its surroundings are not known any
     * more, so {@link #finish} and the end of an enclosing object must have been read before, or not be asked for.
     *
     * @param position of a value, as {@link #position} gave it after {@link #nextField} or {@link #nextElement}
     */
    public void seek(final int position) {
        if (isOk()) {
            at = position;
            depth = 0;
        }
    }

    /** {@return whether an object began; false for null, which is taken, and for faults} */
    public boolean enterObject() {
        return enter('{');
    }

    /** {@return whether an array began; false for null, which is taken, and for faults} */
    public boolean enterArray() {
        return enter('[');
    }

    /**
     * Goes to the next field whose name is known. The others are skipped.
     *
     * @param names the names that are known
     * @return the id of the name in {@code names}, its value being next, or {@link #END} behind the object
     */
    public int nextField(final FieldNames names) {
        while (nextName()) {
            final int id = textId(names);
            if (id != FieldNames.UNKNOWN) {
                return id;
            }
            skip();
        }
        return END;
    }

    /** As {@link #nextField(FieldNames)}, quicker where fields come in the same order every time. */
    int nextField(final FieldOrder order) {
        int id = FieldNames.UNKNOWN;
        while (true) {
            final int from = isFirst ? at : at + 1;
            final int length = isFirst || bytes[at] == ',' ? order.match(bytes, from) : 0;
            if (length > 0) {
                isFirst = false;
                at = from + length;
                id = order.take();
            } else if (nextName()) {
                id = learn(order);
            } else {
                order.rewind();
                return END;
            }
            if (id != FieldNames.UNKNOWN) {
                return id;
            }
            skip();
        }
    }

    /** {@return whether there is another field: then its name is the current text and its value is next} */
    public boolean nextName() {
        int c = space();
        if (c == '}') {
            return leave();
        }
        if (!isFirst) {
            if (c != ',') {
                return syntax();
            }
            at++;
            c = space();
        }
        isFirst = false;
        if (c != '"') {
            return syntax();
        }
        if (!string() || space() != ':') {
            return isOk() && syntax();
        }
        at++;
        return true;
    }

    /** {@return whether the array has another element: then it is next} */
    public boolean nextElement() {
        final int c = space();
        if (c == ']') {
            return leave();
        }
        if (!isFirst) {
            if (c != ',') {
                return syntax();
            }
            at++;
        }
        isFirst = false;
        return isOk();
    }

    /**
     * Takes a number.
     *
     * @return decimal times 1e8, digits beyond the eighth decimal rounded half to even; {@link Decimals#ABSENT} for null
     *     and for faults, {@link JsonStatus#NUMBER_OVERFLOW} among them
     */
    public long decimal() {
        return number(SCALE);
    }

    /** {@return a number in percent as a fraction: 87.27 is 0.8727; else as {@link #decimal}} */
    public long percent() {
        return number(PERCENT_SCALE);
    }

    /** {@return a number as {@link #decimal}; {@link Decimals#ABSENT} for a value that is well-formed but no number} */
    public long decimalIfAny() {
        return isNumberNext() || peek() == JsonKind.NUMBER ? number(SCALE) : skipped();
    }

    /** {@return a number as {@link #percent}; {@link Decimals#ABSENT} for a value that is well-formed but no number} */
    public long percentIfAny() {
        return isNumberNext() || peek() == JsonKind.NUMBER ? number(PERCENT_SCALE) : skipped();
    }

    /** {@return a whole number, {@code 1.2e3} included; {@link Decimals#ABSENT} for null and for faults} */
    public long integer() {
        return number(0);
    }

    /** {@return a whole number as {@link #integer}; {@link Decimals#ABSENT} for a value that is well-formed but no number} */
    public long integerIfAny() {
        return isNumberNext() || peek() == JsonKind.NUMBER ? number(0) : skipped();
    }

    /** {@return whether the value is true; false for any other that is well-formed, and for faults} */
    public boolean isTrue() {
        if (peek() == JsonKind.BOOLEAN) {
            return bool();
        }
        skip();
        return false;
    }

    /** {@return whether the value is true; false for null and for faults} */
    public boolean bool() {
        final int c = space();
        switch (c) {
            case 't' -> {
                return literal(TRUE);
            }
            case 'f' -> {
                at++;
                literal(ALSE);
            }
            default -> nullOr(c);
        }
        return false;
    }

    /** {@return whether the value is a string, now the current text; false for null and for faults, the text being empty} */
    public boolean text() {
        final int c = space();
        if (c == '"') {
            return string();
        }
        clearText();
        return nullOr(c);
    }

    /**
     * Takes a string that is one of a set of words.
     *
     * @param words the set
     * @return the word's id, or {@link FieldNames#UNKNOWN} for any other value that is well-formed, and for faults
     */
    public int word(final FieldNames words) {
        if (peek() == JsonKind.TEXT) {
            return text() ? textId(words) : FieldNames.UNKNOWN;
        }
        skip();
        return FieldNames.UNKNOWN;
    }

    /** Passes over a value, whatever it is; it must be well-formed. */
    public void skip() {
        final int c = space();
        switch (c) {
            case '"' -> string();
            case '{' -> {
                enter('{');
                while (nextName()) {
                    skip();
                }
            }
            case '[' -> {
                enter('[');
                while (nextElement()) {
                    skip();
                }
            }
            case 't', 'f' -> bool();
            case 'n' -> literal(NULL);
            default -> skipNumber();
        }
    }

    private boolean enter(final int bracket) {
        final int c = space();
        if (c != bracket) {
            return nullOr(c);
        }
        if (++depth > MAX_DEPTH) {
            return fail(JsonStatus.TOO_DEEP);
        }
        at++;
        isFirst = true;
        return true;
    }

    private boolean leave() {
        at++;
        depth--;
        isFirst = false;
        return false;
    }

    private long skipped() {
        skip();
        return Decimals.ABSENT;
    }
}
