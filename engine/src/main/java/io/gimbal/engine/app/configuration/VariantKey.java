package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A property that a variant may change, by how it is written: {@code section.key}; the keys of a book and of its hedging
 * without their section; and a section's name alone for the property that chooses: {@code execution} for {@code
 * execution.tactic}.
 *
 * @param section of a book
 * @param key     in it
 */
record VariantKey(Section section, Key key) {
    /** Takes a property away, where a file may be silent of it. */
    static final String NONE = "none";

    /** Hedges with the hedge instrument alone. */
    static final String OFF = "off";

    /** Written alone: whether candidates are chosen among at all. */
    static final String CHOICE = ChoiceSchema.CHOICE.simpleName();

    private static final Pattern BARE = Pattern.compile("[+-]?\\d[\\d_]*(\\.\\d+)?([eE][+-]?\\d+)?|true|false");
    private static final Pattern UNSAFE = Pattern.compile("[\"\\\\\\p{Cntrl}]");
    private static final List<Section> SECTIONS = List.of(
            BookSchema.BOOK,
            BookSchema.HEDGING,
            ExecutionSchema.BOOK_EXECUTION,
            BookSchema.LIMITS,
            ForecastSchema.BOOK_FORECAST,
            StrategySchema.BOOK_STRATEGY,
            ChoiceSchema.CHOICE);
    private static final Map<String, VariantKey> WRITTEN = written();

    private static Map<String, VariantKey> written() {
        final Map<String, VariantKey> written = new LinkedHashMap<>();
        for (final Section section : SECTIONS) {
            for (final Key key : section.keys()) {
                final VariantKey found = new VariantKey(section, key);
                written.put(section.simpleName() + '.' + key.name(), found);
                if (section.equals(BookSchema.BOOK) || section.equals(BookSchema.HEDGING)) {
                    written.put(key.name(), found);
                }
            }
        }
        written.put("execution", new VariantKey(ExecutionSchema.BOOK_EXECUTION, ExecutionSchema.TACTIC));
        written.put("strategy", new VariantKey(StrategySchema.BOOK_STRATEGY, StrategySchema.KIND));
        written.put("forecast", new VariantKey(ForecastSchema.BOOK_FORECAST, ForecastSchema.ESTIMATOR));
        return written;
    }

    /** {@return the property; null where there is none} */
    static @Nullable VariantKey find(final String name) {
        return WRITTEN.get(name);
    }

    /** {@return what was probably meant, as the configuration's messages say it} */
    static String hint(final String name) {
        final List<String> known = new ArrayList<>(WRITTEN.keySet());
        known.add(CHOICE);
        return Suggestion.hint(name, known);
    }

    /** Whether it says what is held, listed and stated in a journal, which no variant changes. */
    boolean isOfTheJournal() {
        return section.equals(BookSchema.BOOK)
                && !key.equals(BookSchema.HALF_WIDTH_COINS)
                && !key.equals(BookSchema.UPPER_HALF_WIDTH_COINS);
    }

    /** Whether a value takes the property away. */
    boolean isRemoved(final String value) {
        return key.presence() == Key.Presence.OPTIONAL && NONE.equals(value);
    }

    /**
     * A value as a file has it: a number or truth as it is, words as words of a list, all else in quotes.
     *
     * @param value as written
     * @return TOML
     * @throws RefusedValueException when no file could have it
     */
    String toToml(final String value) {
        if (UNSAFE.matcher(value).find()) {
            throw new RefusedValueException("must not hold quotes, backslashes or control characters", value);
        }
        if (key.kind() instanceof Kind.Words) {
            return NONE.equals(value) ? "[]" : "[\"" + String.join("\", \"", value.split("\\|", -1)) + "\"]";
        }
        if (key.kind() instanceof final Kind.Choice choice && !choice.words().contains(value)) {
            final String underscored = value.replace('-', '_');
            return '"' + (choice.words().contains(underscored) ? underscored : value) + '"';
        }
        final boolean isBare =
                !(key.kind() instanceof Kind.Text) && BARE.matcher(value).matches();
        return isBare ? value : '"' + value + '"';
    }
}
