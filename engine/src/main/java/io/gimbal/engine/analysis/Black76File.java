package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Values a {@link TableFile} of options with {@link Black76}. It reads the columns {@code forward}, {@code strike},
 * {@code T} (years), {@code vol} (absolute) and {@code type} (call, put, C or P) and appends eight: {@code price, delta,
 * gamma, vega, theta, vanna, volga, charm}, in the units of {@link OptionGreeks}.
 */
public final class Black76File implements TableFile.Calculation {
    private static final String FORWARD = "forward";
    private static final String STRIKE = "strike";
    private static final String YEARS = "T";
    private static final String VOL = "vol";
    private static final String TYPE = "type";
    private static final String ABOVE_ZERO = "a number above 0 like 27500.5";
    private static final String ZERO_OR_MORE = "a number of 0 or more like 0.60";
    private static final String ANY_NUMBER = "a number of years like 0.25; 0 or less is expired";

    private final OptionGreeks greeks = new OptionGreeks();

    private Black76File() {}

    /**
     * Values every row of a file.
     *
     * @param input  CSV in UTF-8 with a header line
     * @param output to write; may be the input
     * @return what was done
     * @throws BadFileException when the input cannot be read, a column is missing or a cell is malformed
     * @throws IOException      when the output cannot be written
     */
    public static TableFile.Summary evaluate(final Path input, final Path output) throws IOException {
        return TableFile.append(input, output, new Black76File());
    }

    @Override
    public List<String> reads() {
        return List.of(FORWARD, STRIKE, YEARS, VOL, TYPE);
    }

    @Override
    public List<String> appends() {
        return List.of("price", "delta", "gamma", "vega", "theta", "vanna", "volga", "charm");
    }

    @Override
    public List<String> calculate(final TableRow row) {
        final boolean isCall = row.isCall(TYPE);
        final double forward = positive(row, FORWARD);
        final double strike = positive(row, STRIKE);
        final double timeToExpiryYears = row.number(YEARS, ANY_NUMBER);
        final double vol = row.number(VOL, ZERO_OR_MORE);
        if (!(vol >= 0.0)) {
            throw row.bad(VOL, ZERO_OR_MORE);
        }
        if (!Black76.evaluate(isCall, forward, strike, timeToExpiryYears, vol, greeks)) {
            throw row.bad(FORWARD, "numbers whose Greeks a double can hold");
        }
        return List.of(
                TableRow.text(greeks.price()),
                TableRow.text(greeks.delta()),
                TableRow.text(greeks.gamma()),
                TableRow.text(greeks.vega()),
                TableRow.text(greeks.theta()),
                TableRow.text(greeks.vanna()),
                TableRow.text(greeks.volga()),
                TableRow.text(greeks.charm()));
    }

    private static double positive(final TableRow row, final String column) {
        final double value = row.number(column, ABOVE_ZERO);
        if (!(value > 0.0)) {
            throw row.bad(column, ABOVE_ZERO);
        }
        return value;
    }
}
