package io.gimbal.engine.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One row of a {@link TableFile}: its cells by the name of their column, read strictly. */
public final class TableRow {
    private static final MathContext DIGITS = new MathContext(17);
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

    private final Path input;
    private final long line;
    private final List<String> header;
    private final List<String> cells;

    TableRow(final Path input, final long line, final List<String> header, final List<String> cells) {
        this.input = input;
        this.line = line;
        this.header = header;
        this.cells = cells;
    }

    /**
     * Whether a column that need not be there is there.
     *
     * @param column its name
     * @return true where the file has it
     */
    public boolean has(final String column) {
        return header.contains(column);
    }

    /**
     * A cell's text.
     *
     * @param column its name; the file has it
     * @return the text without surrounding blanks, empty where the cell is
     */
    public String text(final String column) {
        final int index = header.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no such column: name=" + column + ", columns=" + header);
        }
        return cells.get(index).strip();
    }

    /**
     * A cell's number, in decimal or scientific notation. Stricter than {@link Double#parseDouble}: no NaN, infinity,
     * hexadecimal digits or trailing letters.
     *
     * @param column   its name
     * @param expected what should stand there, for the message
     * @return a finite number
     * @throws BadFileException where the cell holds anything else
     */
    public double number(final String column, final String expected) {
        final String text = text(column);
        final double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw bad(column, expected);
        }
        return value;
    }

    /**
     * A cell's side of an option: call, put, C or P in any case.
     *
     * @param column its name
     * @return true for a call, false for a put
     * @throws BadFileException where the cell holds anything else
     */
    public boolean isCall(final String column) {
        return switch (text(column).toUpperCase(Locale.ROOT)) {
            case "CALL", "C" -> true;
            case "PUT", "P" -> false;
            default -> throw bad(column, "call, put, C or P");
        };
    }

    /**
     * Describes a cell that is not what it should be: file, line, column, what was found and what to put there.
     *
     * @param column   its name
     * @param expected what to put there instead
     * @return to be thrown
     */
    public BadFileException bad(final String column, final String expected) {
        return new BadFileException(input, line, column, cells.get(header.indexOf(column)), expected);
    }

    /**
     * A number as a cell: 17 significant digits, which read back as the same double; a point whatever the locale.
     *
     * @param value finite
     * @return its text
     */
    public static String text(final double value) {
        return new BigDecimal(value).round(DIGITS).toString();
    }
}
