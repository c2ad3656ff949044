package io.gimbal.engine.analysis;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that is read row by row, or to which a calculation appends columns. The first line names the columns; those that the calculation reads
 * must be among them, in any order; all cells are kept as they are, and none may hold a line break. The output appears whole, and only when every row
 * was good; a file that was there before is replaced.
 */
public final class TableFile {
    private final Path input;
    private final List<String> columns;
    private List<String> header = List.of();
    private long line;

    private TableFile(final Path input, final List<String> columns) {
        this.input = input;
        this.columns = columns;
    }

    /** What is done with each row. Called by the thread that called {@link TableFile#append}, row by row. */
    public interface Calculation {
        /** {@return names of the columns that must be there} */
        List<String> reads();

        /** {@return names of the columns that are appended, in order} */
        List<String> appends();

        /**
         * Calculates one row.
         *
         * @param row the row, valid during the call
         * @return one cell for each of {@link #appends}; numbers as {@link TableRow#text(double)} writes them
         * @throws BadFileException where a cell is not what it should be, see {@link TableRow#bad}
         */
        List<String> calculate(TableRow row);
    }

    /**
     * What was done.
     *
     * @param input  file that was read
     * @param output file that was written
     * @param rows   rows calculated
     */
    public record Summary(String input, String output, long rows) {}

    /**
     * Calculates every row of a file.
     *
     * @param input       CSV in UTF-8 with a header line
     * @param output      to write; may be the input
     * @param calculation of each row
     * @return what was done
     * @throws BadFileException when the input cannot be read, a column is missing or a cell is malformed
     * @throws IOException      when the output cannot be written
     */
    public static Summary append(final Path input, final Path output, final Calculation calculation)
            throws IOException {
        final TableFile file = new TableFile(input, calculation.reads());
        final long[] rows = new long[1];
        try {
            AtomicFile.write(output, writer -> rows[0] = file.copy(writer, calculation));
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
        return new Summary(input.toString(), output.toString(), rows[0]);
    }

    /**
     * Reads every row of a file and writes nothing.
     *
     * @param input   CSV in UTF-8 with a header line
     * @param columns that must be there
     * @param sink    called with each row, which is valid during the call, in the order of the file
     * @throws BadFileException when the input cannot be read, a column is missing, or the sink finds a cell malformed
     */
    public static void forEach(final Path input, final List<String> columns, final Consumer<TableRow> sink) {
        final TableFile file = new TableFile(input, columns);
        try (CsvReader<CsvRecord> reader = file.open()) {
            final Iterator<CsvRecord> records = reader.iterator();
            file.readHeader(file.next(records));
            for (CsvRecord row = file.next(records); row != null; row = file.next(records)) {
                sink.accept(new TableRow(input, file.line, file.header, row.getFields()));
            }
        } catch (final IOException e) {
            throw file.broken(0, e, "a readable CSV file");
        }
    }

    private long copy(final Writer writer, final Calculation calculation) throws IOException {
        final CsvWriter out =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        try (CsvReader<CsvRecord> reader = open()) {
            final Iterator<CsvRecord> records = reader.iterator();
            readHeader(next(records));
            out.writeRecord(joined(header, calculation.appends()));
            long rows = 0;
            for (CsvRecord row = next(records); row != null; row = next(records)) {
                final List<String> cells = row.getFields();
                out.writeRecord(joined(cells, calculation.calculate(new TableRow(input, line, header, cells))));
                rows++;
            }
            out.flush();
            return rows;
        }
    }

    private CsvReader<CsvRecord> open() {
        try {
            return CsvReader.builder()
                    .detectBomHeader(true)
                    .allowMissingFields(true)
                    .allowExtraFields(true)
                    .ofCsvRecord(Files.newInputStream(input), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw broken(0, e, "a readable CSV file");
        }
    }

    private @Nullable CsvRecord next(final Iterator<CsvRecord> records) {
        try {
            if (!records.hasNext()) {
                return null;
            }
            final CsvRecord row = records.next();
            line = row.getStartingLineNumber();
            if (!header.isEmpty() && row.getFieldCount() != header.size()) {
                throw new BadFileException(
                        input,
                        line,
                        "",
                        row.getFieldCount() + " cells",
                        "a complete row with as many cells as the header, " + header.size());
            }
            checkOnOneLine(row);
            return row;
        } catch (final CsvParseException | UncheckedIOException e) {
            throw broken(line + 1, e, "rows of comma-separated cells");
        }
    }

    /** A quote that nobody closes would swallow all rows to the end of the file. */
    private void checkOnOneLine(final CsvRecord row) {
        for (final String cell : row.getFields()) {
            final int end = cell.indexOf('\n');
            if (end >= 0) {
                throw new BadFileException(
                        input,
                        line,
                        "",
                        cell.substring(0, end),
                        "cells that end on their line; a quote may be left open");
            }
        }
    }

    private void readHeader(final @Nullable CsvRecord names) {
        if (names == null) {
            throw new BadFileException(input, 1, "", "", "a header line with " + String.join(",", columns));
        }
        header = List.copyOf(names.getFields());
        for (final String name : columns) {
            if (!header.contains(name)) {
                throw new BadFileException(input, line, name, String.join(",", header), "a column of this name");
            }
            if (header.indexOf(name) != header.lastIndexOf(name)) {
                throw new BadFileException(input, line, name, String.join(",", header), "only one column of this name");
            }
        }
    }

    private BadFileException broken(final long at, final Exception cause, final String expected) {
        final BadFileException bad = new BadFileException(input, at, "", String.valueOf(cause.getMessage()), expected);
        bad.initCause(cause);
        return bad;
    }

    private static List<String> joined(final List<String> first, final List<String> second) {
        final List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
