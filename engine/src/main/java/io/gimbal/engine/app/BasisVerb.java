package io.gimbal.engine.app;

import io.gimbal.engine.analysis.basis.TermStructure;
import io.gimbal.engine.analysis.basis.TermStructureReader;
import io.gimbal.engine.analysis.basis.TermStructureText;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal basis}. */
@Command(
        name = "basis",
        description = {
            "Basis and term structure of a journal's market at a moment: premiums of perpetuals, dated futures and"
                    + " options'",
            "forwards over the index, contango or backwardation, funding and convergence expected until a horizon.",
            "Reads the journaled market alone; where a book chooses among hedge candidates the engine's own report"
                    + " stands",
            "beside it."
        },
        footer = {
            "",
            "Examples:",
            "  gimbal basis data/straddles",
            "  gimbal basis data/straddles --at 2023-04-13T00:12:30Z --horizon-h 72 --json"
        })
final class BasisVerb implements Callable<Integer> {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final double MOST_HOURS = 8_760;

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "JOURNAL", description = "Directory of the journal.")
    private @Nullable Path directory;

    @Option(names = "--at", paramLabel = "TIME", description = "The market as it was then; its end by default.")
    private @Nullable String at;

    @Option(
            names = "--horizon-h",
            paramLabel = "HOURS",
            description = "Carry until then; by default that of each book's instrument choice, 24 where it has none.")
    private @Nullable Double horizonHours;

    BasisVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        final long untilNs = at == null ? Long.MAX_VALUE : UtcTime.ns("--at", at);
        final long horizonNs = horizonNs();
        final Path journal = JournalDirectory.existing(directory);
        final JournalReader reader = JournalReader.open(journal, JournalStorages.all());
        final TermStructure found = TermStructureReader.read(journal, reader, untilNs, horizonNs)
                .orElseThrow(() -> new VerbException(
                        ExitCode.USAGE,
                        at == null ? "the journal holds no input" : "the journal begins later: --at=" + at));
        if (output.isJson()) {
            streams.json(found);
        } else {
            TermStructureText.lines(found).forEach(streams::line);
        }
        return ExitCode.OK;
    }

    private long horizonNs() {
        if (horizonHours == null) {
            return 0;
        }
        if (!(horizonHours > 0 && horizonHours <= MOST_HOURS)) {
            throw new VerbException(
                    ExitCode.USAGE, "--horizon-h is above 0 and at most a year of hours: value=" + horizonHours);
        }
        return Math.max(Math.round(horizonHours * HOUR_NS), 1);
    }
}
