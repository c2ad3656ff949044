package io.gimbal.engine.pricing;

import io.gimbal.journal.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** A small comma-separated table of published numbers, read whole; cells are found by column name. */
public final class ReferenceTable {
    private final List<String> columns;
    private final List<String[]> rows;

    private ReferenceTable(final List<String> columns, final List<String[]> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    public static ReferenceTable load(final String name) {
        try {
            final List<String> lines = Files.readAllLines(SharedData.values(name));
            final List<String[]> rows =
                    lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
            return new ReferenceTable(Arrays.asList(lines.get(0).split(",", -1)), rows);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int size() {
        return rows.size();
    }

    public String text(final int row, final String column) {
        final int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no such column: name=" + column + ", columns=" + columns);
        }
        return rows.get(row)[index];
    }

    public double number(final int row, final String column) {
        return Double.parseDouble(text(row, column));
    }

    public boolean isCall(final int row) {
        return text(row, "type").equals("call");
    }
}
