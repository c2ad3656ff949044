package io.gimbal.engine.app;

import io.gimbal.engine.app.configuration.SchemaTable;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gimbal config schema}. */
@Command(
        name = "schema",
        description = "List every property of a configuration file: type, unit, default, range and what it is for.",
        footer = {"", "Example:", "  gimbal config schema --json"})
final class ConfigSchemaVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    ConfigSchemaVerb(final Streams streams) {
        this.streams = streams;
    }

    /** The schema. */
    record Listed(List<SchemaTable.Row> properties) {}

    @Override
    public Integer call() {
        final List<SchemaTable.Row> rows = SchemaTable.rows();
        if (output.isJson()) {
            streams.json(new Listed(rows));
        } else {
            rows.forEach(row -> streams.line(text(row)));
        }
        return ExitCode.OK;
    }

    private static String text(final SchemaTable.Row row) {
        final String unit = row.unit().isEmpty() ? "" : " [" + row.unit() + ']';
        return row.key() + ": " + row.type() + unit + ", " + row.range() + ", "
                + presence(row.required(), row.fallback()) + "\n    " + row.why();
    }

    private static String presence(final boolean isRequired, final @Nullable String fallback) {
        if (isRequired) {
            return "required";
        }
        return fallback == null ? "may be absent" : "default " + fallback;
    }
}
