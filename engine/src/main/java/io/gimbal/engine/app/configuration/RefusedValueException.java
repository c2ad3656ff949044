package io.gimbal.engine.app.configuration;

import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** A property holds what it must not; the reader turns it into a {@link Problem} with a position. */
final class RefusedValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    RefusedValueException(final String expected, final Object found) {
        super(expected, null, false, false);
        this.sentence = expected + ", found " + describe(found);
    }

    /** Refuses without a word on what was found. */
    RefusedValueException(final String expected) {
        super(expected, null, false, false);
        this.sentence = expected;
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
