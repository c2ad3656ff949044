package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.instrument.CashGreeks;
import io.gimbal.engine.pricing.instrument.Greek;
import io.gimbal.engine.pricing.instrument.Greeks;
import io.gimbal.engine.pricing.instrument.Input;
import io.gimbal.engine.pricing.instrument.InstrumentModel;
import io.gimbal.engine.pricing.instrument.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Values a {@link TableFile} of instruments with a model: reads a column for each of its inputs, by name, and appends one
 * for each {@link Greek}, in that order, raw or in the cash forms of {@link CashGreeks}.
 */
public final class InstrumentFile implements TableFile.Calculation {
    private static final String RESULTS = "numbers whose Greeks a double can hold, and that go together";

    private final InstrumentModel model;
    private final boolean isCash;
    private final List<Input> inputs;
    private final double[] values;
    private final Greeks greeks = new Greeks();

    private InstrumentFile(final InstrumentModel model, final boolean isCash) {
        this.model = model;
        this.isCash = isCash;
        inputs = model.inputs();
        values = new double[inputs.size()];
    }

    /**
     * Values every row of a file; Greeks are raw, per option.
     *
     * @param model  of all rows; used by this call alone while it lasts
     * @param input  CSV in UTF-8 with a header line
     * @param output to write; may be the input
     * @return what was done
     * @throws BadFileException when the input cannot be read, a column is missing or a cell is malformed
     * @throws IOException      when the output cannot be written
     */
    public static TableFile.Summary evaluate(final InstrumentModel model, final Path input, final Path output)
            throws IOException {
        return TableFile.append(input, output, new InstrumentFile(model, false));
    }

    /**
     * The same with cash Greeks in columns called {@code cash_...}.
     *
     * @param model  of all rows; used by this call alone while it lasts
     * @param input  CSV in UTF-8 with a header line
     * @param output to write; may be the input
     * @return what was done
     * @throws BadFileException when the input cannot be read, a column is missing or a cell is malformed
     * @throws IOException      when the output cannot be written
     */
    public static TableFile.Summary evaluateCash(final InstrumentModel model, final Path input, final Path output)
            throws IOException {
        return TableFile.append(input, output, new InstrumentFile(model, true));
    }

    @Override
    public List<String> reads() {
        return inputs.stream()
                .filter(input -> !input.isOptional())
                .map(Input::name)
                .toList();
    }

    @Override
    public List<String> appends() {
        final List<String> columns = new ArrayList<>();
        for (final Greek greek : Greek.values()) {
            columns.add(isCash && greek != Greek.PRICE ? "cash_" + greek.column() : greek.column());
        }
        return columns;
    }

    @Override
    public List<String> calculate(final TableRow row) {
        double underlying = 0.0;
        for (int i = 0; i < values.length; i++) {
            final Input input = inputs.get(i);
            values[i] = value(row, input);
            underlying = input.role() == Role.UNDERLYING ? values[i] : underlying;
        }
        if (!model.evaluate(values, greeks)) {
            throw row.bad(reads().get(0), RESULTS);
        }
        if (isCash) {
            CashGreeks.convert(greeks, underlying, greeks);
        }
        final List<String> cells = new ArrayList<>();
        for (final Greek greek : Greek.values()) {
            cells.add(TableRow.text(greeks.value(greek)));
        }
        return cells;
    }

    private static double value(final TableRow row, final Input input) {
        if (input.isOptional() && !row.has(input.name())) {
            return input.absent();
        }
        if (input.role() == Role.SIDE) {
            return row.isCall(input.name()) ? Input.CALL : Input.PUT;
        }
        final double value = row.number(input.name(), input.range().words());
        if (!input.accepts(value)) {
            throw row.bad(input.name(), input.range().words());
        }
        return value;
    }
}
