package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.ExecutionTactic;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Checks what no single property of a tactic can tell. */
final class ExecutionCheck {
    private final Problems problems;

    ExecutionCheck(final Problems problems) {
        this.problems = problems;
    }

    /**
     * Checks one table with what it inherits.
     *
     * @param choice   effective values
     * @param section  where they are said
     * @param table    as written, or null
     * @param position where to point when the table does not say what is wrong itself
     */
    void check(
            final ExecutionChoice choice,
            final Section section,
            final @Nullable TomlTable table,
            final @Nullable TomlPosition position) {
        if (choice.crossMultiple() < choice.takeMultiple()) {
            report(
                    section,
                    ExecutionSchema.CROSS_MULTIPLE,
                    table,
                    position,
                    "must not be below take_multiple: everything would be taken before a part of it");
        }
        if (choice.tactic() == ExecutionTactic.ICEBERG && choice.displayLots() == 0) {
            report(
                    section,
                    ExecutionSchema.DISPLAY_LOTS,
                    table,
                    position,
                    "must be 1 or more with tactic iceberg: say how many lots may show");
        }
    }

    private void report(
            final Section section,
            final Key key,
            final @Nullable TomlTable table,
            final @Nullable TomlPosition position,
            final String message) {
        final TomlPosition written = table == null ? null : table.inputPositionOf(List.of(key.name()));
        problems.add(written == null ? position : written, section.path(key.name()), message);
    }
}
