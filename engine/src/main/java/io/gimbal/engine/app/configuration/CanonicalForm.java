package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Effective settings in one defined form, as TOML text and as a tree: sections and properties in the order of the schema,
 * every default written out, numbers without spare zeros. The text reads back to the same settings.
 */
public final class CanonicalForm {
    private final StringBuilder text = new StringBuilder(4096);
    private final Map<String, Object> tree = new LinkedHashMap<>();

    CanonicalForm() {}

    /** {@return the settings as TOML} */
    public String text() {
        return text.toString();
    }

    /** {@return the settings as maps and lists of strings, booleans, longs and big decimals, in order} */
    public Map<String, Object> tree() {
        return new LinkedHashMap<>(tree);
    }

    /** Adds a table that stands once. */
    void table(final Section section, final Values values) {
        heading('[' + section.name() + ']');
        tree.put(section.name(), properties(section, values));
    }

    /** Adds one of several tables that bear one name. */
    void entry(final Section section, final Values values) {
        heading("[[" + section.name() + "]]");
        list(tree, section.name()).add(properties(section, values));
    }

    /** Begins a book; its sections follow. */
    Map<String, Object> book(final Values values) {
        heading("[[" + BookSchema.BOOK.name() + "]]");
        final Map<String, Object> book = properties(BookSchema.BOOK, values);
        list(tree, BookSchema.BOOK.name()).add(book);
        return book;
    }

    /** Adds a table of a book. */
    void bookTable(final Map<String, Object> book, final Section section, final Values values) {
        heading('[' + section.name() + ']');
        book.put(section.simpleName(), properties(section, values));
    }

    /** Adds one of several tables of a book that bear one name. */
    void bookEntry(final Map<String, Object> book, final Section section, final Values values) {
        heading("[[" + section.name() + "]]");
        list(book, section.simpleName()).add(properties(section, values));
    }

    /** Adds a position of a book. */
    void position(final Map<String, Object> book, final Values values) {
        bookEntry(book, BookSchema.POSITION, values);
    }

    private void heading(final String heading) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(heading).append('\n');
    }

    private Map<String, Object> properties(final Section section, final Values values) {
        final Map<String, Object> properties = new LinkedHashMap<>();
        for (final Key key : section.keys()) {
            final Object value = values.find(key);
            if (value != null) {
                text.append(key.name())
                        .append(" = ")
                        .append(key.kind().toToml(value))
                        .append('\n');
                properties.put(key.name(), key.kind().toJson(value));
            }
        }
        return properties;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(final Map<String, Object> parent, final String name) {
        return (List<Object>) parent.computeIfAbsent(name, missing -> new ArrayList<>());
    }
}
