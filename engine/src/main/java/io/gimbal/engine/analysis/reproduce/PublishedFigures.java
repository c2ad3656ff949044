package io.gimbal.engine.analysis.reproduce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of the resource of published figures: one line each, fields parted by commas, no quotes. */
final class PublishedFigures {
    private static final String RESOURCE = "published.csv";
    private static final int FIELDS = 11;
    private static final double HALF = 0.5;

    private PublishedFigures() {}

    /** {@return every figure, in the order of the resource} */
    static List<PublishedFigure> all() {
        try (InputStream stream = PublishedFigures.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("resource is missing: name=" + RESOURCE);
            }
            final BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            final List<PublishedFigure> figures = new ArrayList<>();
            lines.lines().skip(1).forEach(line -> figures.add(figure(line)));
            return List.copyOf(figures);
        } catch (final IOException e) {
            throw new UncheckedIOException("resource cannot be read: name=" + RESOURCE, e);
        }
    }

    /** {@return the figures of one table, in the order of the resource} */
    static List<PublishedFigure> of(final String table) {
        return all().stream().filter(figure -> figure.table().equals(table)).toList();
    }

    /**
     * Reads one line.
     *
     * @param line id, table, source, quantity, inputs, published, its tolerance, our reference, its standard error, its
     *             paths, its tolerance
     * @return the figure
     * @throws IllegalStateException where the line is malformed
     */
    static PublishedFigure figure(final String line) {
        final List<String> fields = List.of(line.split(",", -1));
        if (fields.size() != FIELDS || fields.get(0).isEmpty()) {
            throw new IllegalStateException("line of the resource is malformed: line=" + line);
        }
        final String reference = fields.get(7);
        final Double stated = number(fields.get(10));
        return new PublishedFigure(
                fields.get(0),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                number(fields.get(5)),
                number(fields.get(6)),
                number(reference),
                number(fields.get(8)),
                number(fields.get(9)),
                stated == null ? halfLastDigit(reference) : stated);
    }

    private static @Nullable Double number(final String text) {
        return text.isEmpty() ? null : Double.valueOf(text);
    }

    /** {@return half a unit of the last digit written; null where nothing is written} */
    static @Nullable Double halfLastDigit(final String text) {
        if (text.isEmpty()) {
            return null;
        }
        final int exponentAt = text.indexOf('e');
        final String digits = exponentAt < 0 ? text : text.substring(0, exponentAt);
        final String exponent = exponentAt < 0 ? "0" : text.substring(exponentAt + 1);
        final int point = digits.indexOf('.');
        final int decimals = point < 0 ? 0 : digits.length() - point - 1;
        return HALF * Double.parseDouble("1e" + (Integer.parseInt(exponent) - decimals));
    }
}
