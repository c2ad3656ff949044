package io.gimbal.engine.analysis;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values a CSV file of options with {@link Black76}. The input names its columns; {@code forward}, {@code strike},
 * {@code T} (years), {@code vol} (absolute) and {@code type} (call, put, C or P) must be among them, in any order. The
 * output is the input with eight columns appended: {@code price, delta, gamma, vega, theta, vanna, volga, charm}, in the
 * units of {@link OptionGreeks}, with 17 significant digits, so that they read back as the same doubles.
 */
public final class Black76File {
    private static final List<String> APPENDED =
            List.of("price", "delta", "gamma", "vega", "theta", "vanna", "volga", "charm");
    private static final MathContext DIGITS = new MathContext(17);
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
    private static final String ABOVE_ZERO = "a number above 0 like 27500.5";
    private static final String ZERO_OR_MORE = "a number of 0 or more like 0.60";
    private static final String ANY_NUMBER = "a number of years like 0.25; 0 or less is expired";

    private final Path input;
    private final OptionGreeks greeks = new OptionGreeks();
    private List<String> header = List.of();
    private int forward;
    private int strike;
    private int years;
    private int vol;
    private int type;
    private long line;

    private Black76File(final Path input) {
        this.input = input;
    }

    /**
     * What was done.
     *
     * @param input  file that was read
     * @param output file that was written
     * @param rows   options valued
     */
    public record Summary(String input, String output, long rows) {}

    /**
     * Values every row of a file. The output appears whole, and only when every row was good; a file that was there
     * before is replaced.
     *
     * @param input  CSV in UTF-8 with a header line
     * @param output to write; may be the input
     * @return what was done
     * @throws BadFileException when the input cannot be read, a column is missing or a cell is malformed
     * @throws IOException      when the output cannot be written
     */
    public static Summary evaluate(final Path input, final Path output) throws IOException {
        final Black76File file = new Black76File(input);
        final long[] rows = new long[1];
        try {
            AtomicFile.write(output, writer -> rows[0] = file.copy(writer));
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
        return new Summary(input.toString(), output.toString(), rows[0]);
    }

    private long copy(final Writer writer) throws IOException {
        final CsvWriter out =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        try (CsvReader<CsvRecord> reader = open()) {
            final Iterator<CsvRecord> records = reader.iterator();
            final CsvRecord names = next(records);
            if (names == null) {
                throw new BadFileException(input, 1, "", "", "a header line with forward,strike,T,vol,type");
            }
            readHeader(names.getFields());
            out.writeRecord(joined(header, APPENDED));
            long rows = 0;
            for (CsvRecord row = next(records); row != null; row = next(records)) {
                out.writeRecord(joined(row.getFields(), valued(row)));
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
            return row;
        } catch (final CsvParseException | UncheckedIOException e) {
            throw broken(line + 1, e, "a complete row with as many cells as the header");
        }
    }

    private void readHeader(final List<String> fields) {
        header = List.copyOf(fields);
        forward = column("forward");
        strike = column("strike");
        years = column("T");
        vol = column("vol");
        type = column("type");
    }

    private int column(final String name) {
        final int index = header.indexOf(name);
        if (index < 0) {
            throw new BadFileException(input, line, name, String.join(",", header), "a column of this name");
        }
        return index;
    }

    private List<String> valued(final CsvRecord row) {
        final boolean isCall = isCall(row);
        final double forwardPrice = positive(row, forward);
        final double strikePrice = positive(row, strike);
        final double timeToExpiryYears = number(row, years, ANY_NUMBER);
        final double volatility = number(row, vol, ZERO_OR_MORE);
        if (!(volatility >= 0.0)) {
            throw bad(row, vol, ZERO_OR_MORE);
        }
        if (!Black76.evaluate(isCall, forwardPrice, strikePrice, timeToExpiryYears, volatility, greeks)) {
            throw bad(row, forward, "numbers whose Greeks a double can hold");
        }
        return List.of(
                text(greeks.price()),
                text(greeks.delta()),
                text(greeks.gamma()),
                text(greeks.vega()),
                text(greeks.theta()),
                text(greeks.vanna()),
                text(greeks.volga()),
                text(greeks.charm()));
    }

    private boolean isCall(final CsvRecord row) {
        return switch (row.getField(type).strip().toUpperCase(Locale.ROOT)) {
            case "CALL", "C" -> true;
            case "PUT", "P" -> false;
            default -> throw bad(row, type, "call, put, C or P");
        };
    }

    private double positive(final CsvRecord row, final int column) {
        final double value = number(row, column, ABOVE_ZERO);
        if (!(value > 0.0)) {
            throw bad(row, column, ABOVE_ZERO);
        }
        return value;
    }

    // Stricter than Double.parseDouble, which takes NaN, hexadecimal numbers and a trailing d.
    private double number(final CsvRecord row, final int column, final String expected) {
        final String text = row.getField(column).strip();
        final double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw bad(row, column, expected);
        }
        return value;
    }

    private BadFileException bad(final CsvRecord row, final int column, final String expected) {
        return new BadFileException(input, line, header.get(column), row.getField(column), expected);
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

    private static String text(final double value) {
        return new BigDecimal(value).round(DIGITS).toString();
    }
}
