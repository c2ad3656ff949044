package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads one table against its section: unknown keys, wrong values and missing ones become problems. */
final class SectionReader {
    private final Problems problems;

    SectionReader(final Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads a table.
     *
     * @param section   what it may hold
     * @param table     the table, or null when the file has none
     * @param position  where it begins; missing properties are reported there
     * @param inherited values that stand where the table is silent, or null for the declared defaults
     * @param nested    names of tables below it that others read
     * @return what was accepted; refused properties are absent, which {@link Problems} then reports
     */
    Values read(
            final Section section,
            final @Nullable TomlTable table,
            final @Nullable TomlPosition position,
            final @Nullable Values inherited,
            final Collection<String> nested) {
        final Values values = new Values();
        if (table != null) {
            reportUnknown(section, table, nested);
        }
        for (final Key key : section.keys()) {
            final Object written = table == null ? null : table.get(List.of(key.name()));
            if (table != null && written != null) {
                accept(section, key, table, values, written);
            } else {
                fallBack(section, key, position, inherited, values);
            }
        }
        return values;
    }

    /**
     * Finds a table that stands at most once.
     *
     * @param parent where to look
     * @param name   its name in the parent
     * @param path   its full name
     * @return the table, or null when it is not there or is something else, which is a problem
     */
    @Nullable
    TomlTable table(final TomlTable parent, final String name, final String path) {
        final Object found = parent.get(List.of(name));
        if (found == null || found instanceof TomlTable) {
            return (TomlTable) found;
        }
        problems.add(parent.inputPositionOf(List.of(name)), path, "must be a table: write [" + path + "]");
        return null;
    }

    /**
     * Finds the tables of an array of tables.
     *
     * @param parent where to look
     * @param name   its name in the parent
     * @param path   its full name
     * @return the array, or null when it is not there or is something else, which is a problem
     */
    @Nullable
    TomlArray tables(final TomlTable parent, final String name, final String path) {
        final Object found = parent.get(List.of(name));
        if (found == null) {
            return null;
        }
        if (found instanceof final TomlArray array && holdsTables(array)) {
            return array;
        }
        problems.add(parent.inputPositionOf(List.of(name)), path, "must be a list of tables: write [[" + path + "]]");
        return null;
    }

    private static boolean holdsTables(final TomlArray array) {
        for (int i = 0; i < array.size(); i++) {
            if (!array.isTable(i)) {
                return false;
            }
        }
        return true;
    }

    private void reportUnknown(final Section section, final TomlTable table, final Collection<String> nested) {
        final List<String> known = new ArrayList<>(section.keyNames());
        known.addAll(nested);
        for (final String name : table.keySet()) {
            if (!known.contains(name)) {
                problems.add(
                        table.inputPositionOf(List.of(name)),
                        section.path(name),
                        "is not a property" + wayOut(name, known));
            }
        }
    }

    /** The word that was meant, or else the table where this one is known, or else where all are listed. */
    private static String wayOut(final String name, final List<String> known) {
        final String hint = Suggestion.hint(name, known);
        if (!hint.isEmpty()) {
            return hint;
        }
        return Schema.TABLES.stream()
                .filter(other -> other.keyNames().contains(name))
                .map(other -> "; it belongs in [" + other.name() + "]")
                .findFirst()
                .orElse("; remove it: gimbal config schema lists all");
    }

    private void accept(
            final Section section, final Key key, final TomlTable table, final Values values, final Object written) {
        try {
            values.put(key, key.kind().accept(written));
        } catch (final RefusedValueException e) {
            values.refuse(key);
            problems.add(
                    table.inputPositionOf(List.of(key.name())),
                    section.path(key.name()),
                    e.sentence(),
                    written.toString(),
                    e.offset());
        }
    }

    private void fallBack(
            final Section section,
            final Key key,
            final @Nullable TomlPosition position,
            final @Nullable Values inherited,
            final Values values) {
        final Object fallback = inherited == null ? key.fallback() : inherited.find(key);
        if (fallback != null) {
            values.put(key, fallback);
        } else if (inherited != null && inherited.isRefused(key)) {
            values.refuse(key);
        } else if (key.presence() == Key.Presence.REQUIRED) {
            problems.add(
                    position,
                    section.path(key.name()),
                    "is missing: say " + key.kind().range() + ". " + key.why());
        }
    }
}
