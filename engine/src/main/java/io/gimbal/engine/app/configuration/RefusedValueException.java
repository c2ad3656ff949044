package io.gimbal.engine.app.configuration;

import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** A property holds what it must not; the reader turns it into a {@link Problem} with a position. */
final class RefusedValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@link #offset} where it is the value as a whole that is refused. */
    static final int WHOLE = -1;

    private final String sentence;
    private final int offset;

    RefusedValueException(final String expected, final Object found) {
        super(expected, null, false, false);
        this.sentence = expected + ", found " + describe(found);
        this.offset = WHOLE;
    }

    /** Refuses without a word on what was found. */
    RefusedValueException(final String expected) {
        this(expected, WHOLE);
    }

    /** Refuses what stands at a character of the value, from 0. */
    RefusedValueException(final String sentence, final int offset) {
        super(sentence, null, false, false);
        this.sentence = sentence;
        this.offset = offset;
    }

    /** {@return the character of the value that is refused, from 0, or {@link #WHOLE}} */
    int offset() {
        return offset;
    }

    /** {@return what was expected and what was found} */
    String sentence() {
        return sentence;
    }

    private static String describe(final Object found) {
        if (found instanceof final String text) {
            return "the string \"" + text + '"';
        }
        if (found instanceof TomlTable) {
            return "a table";
        }
        if (found instanceof TomlArray) {
            return "an array";
        }
        return found.toString();
    }
}
