package io.gimbal.feeds.recorded;

import java.nio.file.Path;

/** A recorded file is not what it should be. The message says where, what was found and what was expected. */
public final class BadRecordedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;
    private final String column;
    private final String value;
    private final String expected;

    /**
     * Describes the fault.
     *
     * @param file     concerned
     * @param line     in the file, from 1; 0 when the file as a whole is meant
     * @param column   its name, empty when none is concerned
     * @param value    what was found
     * @param expected what would have been right
     */
    public BadRecordedDataException(
            final Path file, final long line, final String column, final String value, final String expected) {
        super("bad recorded data: file=" + file + ", line=" + line + ", column=" + column + ", value=\"" + value
                + "\", expected=" + expected);
        this.file = file.toString();
        this.line = line;
        this.column = column;
        this.value = value;
        this.expected = expected;
    }

    /** {@return the file concerned} */
    public String file() {
        return file;
    }

    /** {@return line in the file, from 1; 0 when the file as a whole is meant} */
    public long line() {
        return line;
    }

    /** {@return name of the column, empty when none is concerned} */
    public String column() {
        return column;
    }

    /** {@return what was found} */
    public String value() {
        return value;
    }

    /** {@return what would have been right} */
    public String expected() {
        return expected;
    }
}
