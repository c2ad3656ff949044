package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schema as rows for people and programs. */
public final class SchemaTable {
    /**
     * One property.
     *
     * @param key      full name
     * @param type     integer, decimal, choice, boolean, string, list, trigger, delta or reference
     * @param unit     empty when it has none
     * @param fallback default as it would be written, null when there is none
     * @param required whether its table must say it
     * @param range    what is allowed
     * @param why      what it is for
     */
    public record Row(
            String key,
            String type,
            String unit,
            @Nullable String fallback,
            boolean required,
            String range,
            String why) {}

    private SchemaTable() {}

    /** {@return every property in the order of the schema} */
    public static List<Row> rows() {
        final List<Row> rows = new ArrayList<>();
        Schema.TABLES.forEach(section -> addRows(section, rows));
        VenueSchema.VENUES.keys().stream()
                .filter(key -> !VenueSchema.VENUE.keys().contains(key))
                .forEach(key -> rows.add(row(VenueSchema.VENUES, key, fallback(key))));
        addRows(BookSchema.BOOK, rows);
        addInheriting(BookSchema.HEDGING, rows);
        addInheriting(BookSchema.LIMITS, rows);
        addInheriting(ForecastSchema.BOOK_FORECAST, rows);
        addInheriting(StrategySchema.BOOK_STRATEGY, rows);
        addInheriting(OverlaySchema.BOOK_OVERLAY, rows);
        addRows(BookSchema.RULE, rows);
        addRows(BookSchema.POSITION, rows);
        addRows(ChoiceSchema.HEDGE, rows);
        addRows(ChoiceSchema.CHOICE, rows);
        return rows;
    }

    private static void addRows(final Section section, final List<Row> rows) {
        section.keys().forEach(key -> rows.add(row(section, key, fallback(key))));
    }

    /** A book's own choice falls back on the table of the same name. */
    private static void addInheriting(final Section section, final List<Row> rows) {
        for (final Key key : section.keys()) {
            rows.add(row(section, key, section.simpleName() + '.' + key.name()));
        }
    }

    private static Row row(final Section section, final Key key, final @Nullable String fallback) {
        return new Row(
                section.path(key.name()),
                key.kind().type(),
                key.unit(),
                fallback,
                key.presence() == Key.Presence.REQUIRED,
                key.kind().range(),
                key.why());
    }

    private static @Nullable String fallback(final Key key) {
        final Object value = key.fallback();
        return value == null ? null : key.kind().toToml(value);
    }
}
