package io.gimbal.engine.app;

import io.gimbal.engine.analysis.ImpliedVolFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal iv}. */
@Command(
        name = "iv",
        description = {
            "Implied volatilities of a file of option prices.",
            "Reads columns forward,strike,T,price,type, keeps all others, and appends vol and status. Where a price has no",
            "volatility, vol is empty and status says why; such rows are no error."
        },
        footer = {
            "",
            "Units: T in years of 365 days; price undiscounted, in the forward's unit; vol 0.60 for 60 %%, with bachelier",
            "in the forward's unit per square root of a year.",
            "Status: ok, at_intrinsic, below_intrinsic, above_maximum, expired, invalid.",
            "",
            "Examples:",
            "  gimbal iv --input prices.csv --output vols.csv",
            "  gimbal iv --model bachelier --input prices.csv --output vols.csv --json"
        })
final class ImpliedVolVerb implements Callable<Integer> {
    private static final String BLACK = "black";
    private static final String BACHELIER = "bachelier";
    private static final double NS_PER_SECOND = 1e9;

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(names = "--model", paramLabel = "NAME", defaultValue = BLACK, description = "black (default) or bachelier.")
    private String model = BLACK;

    @Option(names = "--input", paramLabel = "FILE", required = true, description = "The prices, a CSV file.")
    private Path input = Path.of("");

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "Where the volatilities go.")
    private Path solved = Path.of("");

    ImpliedVolVerb(final Streams streams) {
        this.streams = streams;
    }

    /** What was done, and how long it took. */
    record Solved(String input, String output, String model, long rows, Map<String, Long> status, double seconds) {}

    @Override
    public Integer call() {
        final ImpliedVolFile.Model chosen = chosenModel();
        if (!Files.isReadable(input) || Files.isDirectory(input)) {
            throw new VerbException(ExitCode.BAD_DATA, "file cannot be read: path=" + input + "; check the path");
        }
        final long startNs = System.nanoTime();
        try {
            final ImpliedVolFile.Summary summary = ImpliedVolFile.solve(input, solved, chosen);
            report(summary, (System.nanoTime() - startNs) / NS_PER_SECOND);
        } catch (final IOException e) {
            throw new VerbException(ExitCode.BAD_DATA, "cannot write: path=" + solved + ", cause=" + e);
        }
        return ExitCode.OK;
    }

    private ImpliedVolFile.Model chosenModel() {
        return switch (model) {
            case BLACK -> ImpliedVolFile.Model.BLACK;
            case BACHELIER -> ImpliedVolFile.Model.BACHELIER;
            default ->
                throw new VerbException(
                        ExitCode.USAGE, "no such model: --model " + model + "; known: " + BLACK + ", " + BACHELIER);
        };
    }

    private void report(final ImpliedVolFile.Summary summary, final double seconds) {
        if (output.isJson()) {
            streams.json(
                    new Solved(summary.input(), summary.output(), model, summary.rows(), summary.status(), seconds));
            return;
        }
        streams.line(String.format(
                Locale.ROOT, "%d rows written to %s in %.3f s", summary.rows(), summary.output(), seconds));
        summary.status().forEach((status, rows) -> {
            if (rows > 0) {
                streams.line(String.format(Locale.ROOT, "%-16s %d", status, rows));
            }
        });
    }
}
