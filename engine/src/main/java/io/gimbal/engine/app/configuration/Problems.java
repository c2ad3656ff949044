package io.gimbal.engine.app.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/** Collects what is wrong with one file. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(final String file) {
        this.file = file;
    }

    void add(final @Nullable TomlPosition position, final String key, final String message) {
        final int line = position == null ? 1 : position.line();
        final int column = position == null ? 1 : position.column();
        found.add(new Problem(file, line, column, key, message));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new ConfigurationException(found);
        }
    }
}
