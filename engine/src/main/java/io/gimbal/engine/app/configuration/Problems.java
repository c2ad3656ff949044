package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/** Collects what is wrong with one file. */
final class Problems {
    private static final Comparator<Problem> IN_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private String text = "";

    Problems(final String file) {
        this.file = file;
    }

    void add(final @Nullable TomlPosition position, final String key, final String message) {
        addOnce(found, problem(position, key, message));
    }

    /** Adds what can be used and is hardly meant. */
    void warn(final @Nullable TomlPosition position, final String key, final String message) {
        addOnce(warnings, problem(position, key, message));
    }

    /** {@return all that was warned of, in the order of the file} */
    List<Problem> warnings() {
        return warnings.stream().sorted(IN_ORDER).toList();
    }

    private Problem problem(final @Nullable TomlPosition position, final String key, final String message) {
        final int line = position == null ? 1 : position.line();
        final int column = position == null ? 1 : position.column();
        return new Problem(file, line, column, key, message);
    }

    /** What several books inherit is wrong for each of them and told once. */
    private static void addOnce(final List<Problem> told, final Problem problem) {
        if (!told.contains(problem)) {
            told.add(problem);
        }
    }

    /** Says what the file holds, so that places inside a value can be named. */
    void text(final String newText) {
        text = newText;
    }

    /**
     * Adds what is wrong with one character of a text value: at that character, where the value stands in the file as it was
     * read; else at its property.
     */
    void add(
            final @Nullable TomlPosition position,
            final String key,
            final String message,
            final String value,
            final int offset) {
        final int property = position == null ? -1 : indexOf(position.line(), position.column());
        final int start = offset < 0 || property < 0 ? -1 : text.indexOf(value, text.indexOf('=', property) + 1);
        if (start < 0 || text.indexOf('=', property) < 0) {
            add(position, key, message);
            return;
        }
        final String before = text.substring(0, start + offset);
        final int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        addOnce(found, new Problem(file, line, before.length() - before.lastIndexOf('\n'), key, message));
    }

    private int indexOf(final int line, final int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            final int end = text.indexOf('\n', start);
            if (end < 0) {
                return -1;
            }
            start = end + 1;
        }
        return start + column - 1;
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(IN_ORDER);
            throw new ConfigurationException(found);
        }
    }
}
