package io.gimbal.engine.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.pricing.instrument.Greek;
import io.gimbal.engine.pricing.instrument.Input;
import io.gimbal.engine.pricing.instrument.InstrumentModel;
import io.gimbal.engine.pricing.instrument.InstrumentModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be valued, for people and programs: every registered model with the columns it reads, and the Greeks that are
 * appended.
 *
 * @param models in the order of the registry
 * @param greeks in the order of the columns
 */
record ModelCatalogue(List<Model> models, List<Appended> greeks) {
    private static final int NAME_WIDTH = 14;

    /**
     * One model.
     *
     * @param name    for {@code --model}
     * @param summary what it values, how, in what numeraire
     * @param columns that it reads
     */
    record Model(String name, String summary, List<Column> columns) {}

    /**
     * One column that a model reads.
     *
     * @param name      of the column
     * @param unit      of its numbers
     * @param allowed   what may stand there
     * @param otherwise what is taken where the column is absent; null where it must be there
     * @param meaning   one line
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Column(
            String name,
            String unit,
            String allowed,
            @Nullable Double otherwise,
            String meaning) {}

    /**
     * One column that is appended.
     *
     * @param name       of the column
     * @param definition V value, U underlying, T years left, K strike
     */
    record Appended(String name, String definition) {}

    /** {@return the catalogue of all registered models} */
    static ModelCatalogue ofAll() {
        return new ModelCatalogue(
                InstrumentModels.all().stream().map(ModelCatalogue::model).toList(),
                Arrays.stream(Greek.values())
                        .map(greek -> new Appended(greek.column(), greek.definition()))
                        .toList());
    }

    private static Model model(final InstrumentModel model) {
        return new Model(
                model.name(),
                model.summary(),
                model.inputs().stream().map(ModelCatalogue::column).toList());
    }

    private static Column column(final Input input) {
        return new Column(
                input.name(),
                input.unit(),
                input.range().words(),
                input.isOptional() ? input.absent() : null,
                input.meaning());
    }

    /** {@return names of all models} */
    static List<String> names() {
        return InstrumentModels.all().stream().map(InstrumentModel::name).toList();
    }

    /** {@return the catalogue as text: each model once, then each column and each Greek once} */
    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        lines.add("models (columns in brackets may be absent):");
        for (final Model model : models) {
            lines.add("  " + model.name() + ": " + model.summary());
            lines.add("    " + columnNames(model));
        }
        lines.add("columns read:");
        models.stream()
                .flatMap(model -> model.columns().stream())
                .map(ModelCatalogue::columnLine)
                .distinct()
                .forEach(lines::add);
        lines.add("columns appended (V value, U underlying, T years left, K strike):");
        for (final Appended greek : greeks) {
            lines.add(padded(greek.name()) + greek.definition());
        }
        return lines;
    }

    private static String columnNames(final Model model) {
        return String.join(
                ",",
                model.columns().stream()
                        .map(column -> column.otherwise() == null ? column.name() : "[" + column.name() + "]")
                        .toList());
    }

    private static String columnLine(final Column column) {
        final String otherwise = column.otherwise() == null ? "" : "; " + column.otherwise() + " where absent";
        return padded(column.name()) + column.meaning() + "; " + column.unit() + otherwise;
    }

    private static String padded(final String name) {
        return "  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
    }
}
