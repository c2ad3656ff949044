package io.gimbal.engine.app;

import io.gimbal.engine.analysis.reproduce.PublishedTable;
import io.gimbal.engine.analysis.reproduce.PublishedTables;
import io.gimbal.engine.analysis.reproduce.ReproduceReport;
import io.gimbal.engine.analysis.reproduce.ReproduceScale;
import io.gimbal.engine.analysis.reproduce.ReproducedRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal reproduce}. */
@Command(
        name = "reproduce",
        description = {
            "Run published tables again and print what comes out beside what was published.",
            "Simulated and worked examples of hedging: each figure passes where it lies within three combined standard",
            "errors of our own reference figure, or half its last digit, and within the tolerance of the published one."
        },
        footer = {
            "",
            "The same figures on every machine and with any number of threads. A figure may be skipped for want of"
                    + " data;",
            "it then says what is missing. With few paths about one simulated figure in 370 fails by chance.",
            "Exit code 3 when a figure failed.",
            "",
            "Examples:",
            "  gimbal reproduce --list",
            "  gimbal reproduce hull-delta-hedging everlasting",
            "  gimbal reproduce --all --json"
        })
final class ReproduceVerb implements Callable<Integer> {
    private static final String DATA = "GIMBAL_DATA";

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(names = "--all", description = "Every table.")
    private boolean isAll;

    @Option(names = "--list", description = "List the tables and run none.")
    private boolean isList;

    @Option(
            names = "--paths",
            paramLabel = "N",
            defaultValue = "" + ReproduceScale.USUAL_PATHS,
            description = "Paths of the largest simulations, smaller ones keep their share; default ${DEFAULT-VALUE}.")
    private int paths = ReproduceScale.USUAL_PATHS;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Tables.")
    private List<String> names = new ArrayList<>();

    ReproduceVerb(final Streams streams) {
        this.streams = streams;
    }

    /** What {@code --list} prints. */
    record Tables(List<Table> tables) {}

    /** One table of {@link Tables}. */
    record Table(String name, String source) {}

    @Override
    public Integer call() {
        if (isList) {
            list();
            return ExitCode.OK;
        }
        final List<PublishedTable> tables = chosen();
        if (paths < ReproduceScale.FEWEST_PATHS) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "too few paths: --paths " + paths + "; take " + ReproduceScale.FEWEST_PATHS + " or more");
        }
        final int threads = Runtime.getRuntime().availableProcessors();
        final ReproduceReport report = ReproduceReport.of(tables, new ReproduceScale(paths, threads));
        if (output.isJson()) {
            streams.json(report);
        } else {
            show(report);
        }
        return report.failed().isEmpty() ? ExitCode.OK : ExitCode.BREACH_OR_DIVERGENCE;
    }

    private void list() {
        final List<PublishedTable> all = tables();
        if (output.isJson()) {
            streams.json(new Tables(all.stream()
                    .map(table -> new Table(table.name(), table.source()))
                    .toList()));
            return;
        }
        all.forEach(table -> streams.line(String.format(Locale.ROOT, "%-28s %s", table.name(), table.source())));
    }

    private static List<PublishedTable> tables() {
        final String data = System.getenv(DATA);
        return PublishedTables.all(data == null || data.isEmpty() ? null : Path.of(data));
    }

    private List<PublishedTable> chosen() {
        if (isAll == !names.isEmpty()) {
            throw new VerbException(
                    ExitCode.USAGE, "name some tables, or all with --all; gimbal reproduce --list lists them");
        }
        final List<PublishedTable> all = tables();
        return isAll
                ? all
                : names.stream().distinct().map(name -> named(all, name)).toList();
    }

    private static PublishedTable named(final List<PublishedTable> all, final String name) {
        return all.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new VerbException(
                        ExitCode.USAGE, "no such table: " + name + "; gimbal reproduce --list lists them"));
    }

    private void show(final ReproduceReport report) {
        String table = "";
        for (final ReproducedRow row : report.rows()) {
            if (!row.table().equals(table)) {
                table = row.table();
                streams.line("");
                streams.line(String.format(
                        Locale.ROOT,
                        "%-28s %12s %12s %12s %10s %10s",
                        table,
                        "published",
                        "reference",
                        "got",
                        "+-",
                        "tolerance"));
            }
            streams.line(line(row));
        }
        streams.line("");
        streams.line(String.format(
                Locale.ROOT,
                "%d passed, %d failed, %d skipped; %d paths, %d threads, %.1f s",
                report.passed(),
                report.failed().size(),
                report.skipped().size(),
                report.paths(),
                report.threads(),
                report.seconds()));
    }

    private static String line(final ReproducedRow row) {
        return String.format(
                Locale.ROOT,
                "  %-26s %12s %12s %12s %10s %10s  %s: %s; %s",
                row.id(),
                number(row.published()),
                number(row.target()),
                number(row.got()),
                number(row.standardError()),
                number(row.tolerance() == null ? row.publishedTolerance() : row.tolerance()),
                row.why() == null ? row.status() : row.status() + ", " + row.why(),
                row.quantity(),
                row.inputs());
    }

    private static String number(final @Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.7g", value);
    }
}
