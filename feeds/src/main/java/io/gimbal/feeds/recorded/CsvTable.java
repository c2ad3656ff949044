package io.gimbal.feeds.recorded;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.gimbal.feeds.Decimals;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file with a header, plain or gzip, read row by row; every fault becomes a {@link BadRecordedDataException} that
 * names file, line and column. Owned by one thread.
 */
final class CsvTable implements AutoCloseable {
    static final int NO_COLUMN = -1;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LARGEST_MILLIS = Long.MAX_VALUE / NANOS_PER_MILLI;

    private final Path file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private CsvRecord current;

    private CsvTable(final Path file, final CsvReader<CsvRecord> reader) {
        this.file = file;
        this.reader = reader;
        this.records = reader.iterator();
        this.current = first();
        this.header = List.copyOf(current.getFields());
    }

    static CsvTable open(final Path file) {
        try {
            final InputStream bytes = Files.newInputStream(file);
            return new CsvTable(
                    file,
                    CsvReader.builder()
                            .detectBomHeader(true)
                            .ofCsvRecord(unpacked(file, bytes), StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Position of a column that must be there. */
    int column(final String name) {
        final int column = header.indexOf(name);
        if (column == NO_COLUMN) {
            throw new BadRecordedDataException(file, 1, name, String.join(",", header), "a column of this name");
        }
        return column;
    }

    /** Position of a column, or {@link #NO_COLUMN}. */
    int optionalColumn(final String name) {
        return header.indexOf(name);
    }

    /** Moves to the next row; false at the end. */
    boolean next() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            current = records.next();
            return true;
        } catch (final CsvParseException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    /** Text of a cell, empty when the column is not there. */
    String text(final int column) {
        return column == NO_COLUMN ? "" : current.getField(column);
    }

    /** A number that must be there, times 1e8. */
    long decimal(final int column) {
        return checked(column, Decimals.parse(text(column)), "a decimal number");
    }

    /** A number above zero that must be there, times 1e8. */
    long positive(final int column) {
        final long value = Decimals.parse(text(column));
        return checked(column, value > 0 ? value : Decimals.MALFORMED, "a decimal number above 0");
    }

    /** A number of zero or more that must be there, times 1e8. */
    long nonNegative(final int column) {
        final long value = Decimals.parse(text(column));
        return checked(column, value >= 0 ? value : Decimals.MALFORMED, "a decimal number, 0 or more");
    }

    /** A volatility in percent, as an absolute number times 1e8. */
    long percent(final int column) {
        final long value = Decimals.parsePercent(text(column));
        return checked(column, value >= 0 ? value : Decimals.MALFORMED, "a percentage, 0 or more");
    }

    /** A number that may be missing, times 1e8. */
    long optional(final int column) {
        return text(column).isEmpty() ? Decimals.ABSENT : decimal(column);
    }

    /** A price or an amount whose side may be empty: no cell and 0 both mean that nothing is there. */
    long side(final int column) {
        final long value = text(column).isEmpty() ? 0 : nonNegative(column);
        return value == 0 ? Decimals.ABSENT : value;
    }

    /** A time in epoch milliseconds, as nanoseconds. */
    long millis(final int column) {
        try {
            final long millis = Long.parseLong(text(column));
            if (millis > 0 && millis < LARGEST_MILLIS) {
                return millis * NANOS_PER_MILLI;
            }
        } catch (final NumberFormatException e) {
            throw bad(column, "a time in milliseconds since 1970");
        }
        throw bad(column, "a time in milliseconds since 1970");
    }

    /** A time in ISO 8601 with its offset, as epoch nanoseconds. */
    long isoTime(final int column) {
        try {
            final Instant time = OffsetDateTime.parse(text(column)).toInstant();
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
        } catch (final DateTimeException | ArithmeticException e) {
            throw bad(column, "a time like 2026-01-15T08:00:00+00:00");
        }
    }

    BadRecordedDataException bad(final int column, final String expected) {
        final String name = column == NO_COLUMN ? "" : header.get(column);
        return new BadRecordedDataException(file, line(), name, text(column), expected);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (final IOException e) {
            throw unreadable(file, e);
        }
    }

    private long line() {
        return current.getStartingLineNumber();
    }

    private long checked(final int column, final long value, final String expected) {
        if (value == Decimals.MALFORMED) {
            throw bad(column, expected);
        }
        return value;
    }

    private CsvRecord first() {
        try {
            return records.next();
        } catch (final NoSuchElementException e) {
            throw new BadRecordedDataException(file, 1, "", "", "a header line");
        } catch (final CsvParseException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    private BadRecordedDataException broken(final RuntimeException cause) {
        final BadRecordedDataException bad = new BadRecordedDataException(
                file,
                line() + 1,
                "",
                String.valueOf(cause.getMessage()),
                "a complete row with as many cells as the header");
        bad.initCause(cause);
        return bad;
    }

    private static InputStream unpacked(final Path file, final InputStream bytes) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return new BufferedInputStream(bytes, BUFFER_BYTES);
        }
        try {
            return new GZIPInputStream(bytes, BUFFER_BYTES);
        } catch (final IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static BadRecordedDataException unreadable(final Path file, final IOException cause) {
        final BadRecordedDataException bad =
                new BadRecordedDataException(file, 0, "", String.valueOf(cause), "a readable CSV file");
        bad.initCause(cause);
        return bad;
    }
}
