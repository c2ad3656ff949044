package io.gimbal.engine.pricing;

import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A small comma-separated table of published numbers, read whole; cells are found by column name. */
public final class ReferenceTable {
    private final List<String> columns;
    private final List<String[]> rows;

    private ReferenceTable(final List<String> columns, final List<String[]> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads a table.
     *
     * @param name of its file among the reference values
     * @return the table; skips the calling test where it is absent
     */
    public static ReferenceTable load(final String name) {
        try {
            return parse(Files.readAllLines(SharedData.values(name)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of high-precision numbers that lies beside the tests of this package. */
    static ReferenceTable ownTable(final String name) {
        try (InputStream file = Objects.requireNonNull(ReferenceTable.class.getResourceAsStream(name), name)) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReferenceTable parse(final List<String> lines) {
        final List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        return new ReferenceTable(Arrays.asList(lines.get(0).split(",", -1)), rows);
    }

    /** {@return how many rows} */
    public int size() {
        return rows.size();
    }

    /**
     * A cell.
     *
     * @param row    from 0
     * @param column its name
     * @return its text
     */
    public String text(final int row, final String column) {
        final int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no such column: name=" + column + ", columns=" + columns);
        }
        return rows.get(row)[index];
    }

    /**
     * A cell's number.
     *
     * @param row    from 0
     * @param column its name
     * @return the number
     */
    public double number(final int row, final String column) {
        return Double.parseDouble(text(row, column));
    }

    /**
     * Whether a row is a call.
     *
     * @param row from 0
     * @return true for a call, false for a put
     */
    public boolean isCall(final int row) {
        return text(row, "type").equals("call");
    }
}
