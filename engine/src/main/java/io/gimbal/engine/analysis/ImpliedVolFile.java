package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.ImpliedVol;
import io.gimbal.engine.pricing.ImpliedVolStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Appends implied volatilities to a {@link TableFile} of option prices. It reads the columns {@code forward},
 * {@code strike}, {@code T} (years), {@code price} (undiscounted, in the forward's unit) and {@code type} (call, put, C or
 * P) and appends two: {@code vol} and {@code status}. A row whose numbers have no volatility is no bad row: its status
 * says why, and its volatility is empty, or 0 at the intrinsic value.
 */
public final class ImpliedVolFile implements TableFile.Calculation {
    private static final String FORWARD = "forward";
    private static final String STRIKE = "strike";
    private static final String YEARS = "T";
    private static final String PRICE = "price";
    private static final String TYPE = "type";
    private static final String A_PRICE = "a number like 27500.5";
    private static final String A_TIME = "a number of years like 0.25; 0 or less is expired";

    private final Model model;
    private final ImpliedVol implied = new ImpliedVol();
    private final Map<ImpliedVolStatus, Long> counts = new EnumMap<>(ImpliedVolStatus.class);

    private ImpliedVolFile(final Model model) {
        this.model = model;
    }

    /** What the forward is assumed to do until expiry. */
    public enum Model {
        /** Lognormal: the volatility is relative, 0.60 for 60 % a year. */
        BLACK,
        /** Normal: the volatility is in the forward's unit per square root of a year; prices may be negative. */
        BACHELIER
    }

    /**
     * What was done.
     *
     * @param input  file that was read
     * @param output file that was written
     * @param rows   rows calculated
     * @param status rows by status, in small letters, all statuses in their order
     */
    public record Summary(String input, String output, long rows, Map<String, Long> status) {}

    /**
     * Solves every row of a file.
     *
     * @param input  CSV in UTF-8 with a header line
     * @param output to write; may be the input
     * @param model  to invert
     * @return what was done
     * @throws BadFileException when the input cannot be read, a column is missing or a cell is malformed
     * @throws IOException      when the output cannot be written
     */
    public static Summary solve(final Path input, final Path output, final Model model) throws IOException {
        final ImpliedVolFile file = new ImpliedVolFile(model);
        final TableFile.Summary summary = TableFile.append(input, output, file);
        return new Summary(summary.input(), summary.output(), summary.rows(), file.countsByName());
    }

    @Override
    public List<String> reads() {
        return List.of(FORWARD, STRIKE, YEARS, PRICE, TYPE);
    }

    @Override
    public List<String> appends() {
        return List.of("vol", "status");
    }

    @Override
    public List<String> calculate(final TableRow row) {
        solve(row);
        final ImpliedVolStatus status = implied.status();
        counts.merge(status, 1L, Long::sum);
        final boolean isKnown = status == ImpliedVolStatus.OK || status == ImpliedVolStatus.AT_INTRINSIC;
        return List.of(isKnown ? TableRow.text(implied.vol()) : "", name(status));
    }

    private void solve(final TableRow row) {
        final boolean isCall = row.isCall(TYPE);
        final double forward = row.number(FORWARD, A_PRICE);
        final double strike = row.number(STRIKE, A_PRICE);
        final double years = row.number(YEARS, A_TIME);
        final double price = row.number(PRICE, A_PRICE);
        if (model == Model.BLACK) {
            implied.solveBlack(isCall, forward, strike, years, price);
        } else {
            implied.solveBachelier(isCall, forward, strike, years, price);
        }
    }

    private Map<String, Long> countsByName() {
        final Map<String, Long> named = new LinkedHashMap<>();
        for (final ImpliedVolStatus status : ImpliedVolStatus.values()) {
            named.put(name(status), counts.getOrDefault(status, 0L));
        }
        return named;
    }

    private static String name(final ImpliedVolStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
