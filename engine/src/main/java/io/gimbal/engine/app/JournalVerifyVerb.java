package io.gimbal.engine.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.Damage;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.VerifyReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gimbal journal verify}. */
@Command(
        name = "verify",
        description = {
            "Check every record of a journal: layout, checksum, sequence, hash chain, epoch, each generation's beginning.",
            "Reads only; works beside a running writer. Exit code 65 when anything is not what was written."
        },
        footer = {"", "Example:", "  gimbal journal verify data/demo --json"})
final class JournalVerifyVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private @Nullable Path directory;

    JournalVerifyVerb(final Streams streams) {
        this.streams = streams;
    }

    /** What stands in the JSON. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verified(
            boolean ok,
            long records,
            long gaps,
            long badCrc,
            long badChain,
            long lastSequence,
            long lastOutSequence,
            int generations,
            int uncleanGenerations,
            @Nullable Damage firstBad) {
        static Verified of(final VerifyReport report) {
            return new Verified(
                    report.ok(),
                    report.records(),
                    report.gaps(),
                    report.badCrc(),
                    report.badChain(),
                    report.lastSequence(),
                    report.lastOutSequence(),
                    report.generations(),
                    report.uncleanGenerations(),
                    report.firstBad());
        }
    }

    @Override
    public Integer call() {
        final Path journal = JournalDirectory.existing(directory);
        final VerifyReport report =
                JournalReader.open(journal, JournalStorages.all()).verify();
        if (report.firstBad() != null) {
            streams.message("journal is damaged: " + report.firstBad());
        }
        if (output.isJson()) {
            streams.json(Verified.of(report));
        } else {
            streams.line((report.ok() ? "ok: " : "NOT ok: ") + report.records() + " records in " + report.generations()
                    + " generation(s), " + report.uncleanGenerations() + " of them unclean; gaps " + report.gaps()
                    + ", bad checksums " + report.badCrc() + ", bad chain " + report.badChain() + "; last input "
                    + report.lastSequence() + ", last output " + report.lastOutSequence());
        }
        return report.ok() ? ExitCode.OK : ExitCode.BAD_DATA;
    }
}
