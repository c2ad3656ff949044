package io.gimbal.engine.analysis;

import java.nio.file.Path;

/** A file that a user gave is not what it should be. The message says where, what was found and what to put there. */
public final class BadFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;
    private final String column;

    /**
     * Describes the fault.
     *
     * @param file     concerned
     * @param line     in the file, from 1; 0 when the file as a whole is meant
     * @param column   its name, empty when none is concerned
     * @param value    what was found
     * @param expected what to put there instead
     */
    public BadFileException(
            final Path file, final long line, final String column, final String value, final String expected) {
        super(file + ":" + line + (column.isEmpty() ? "" : ":" + column) + ": found \"" + value + "\", expected "
                + expected);
        this.file = file.toString();
        this.line = line;
        this.column = column;
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
}
