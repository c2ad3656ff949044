package io.gimbal.engine.app;

import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gimbal journal ls}. */
@Command(
        name = "ls",
        description = "List the generations of a journal: one uninterrupted run of the writer each.",
        footer = {"", "Example:", "  gimbal journal ls data/demo"})
final class JournalListVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private @Nullable Path directory;

    JournalListVerb(final Streams streams) {
        this.streams = streams;
    }

    /** One generation; of an open one the ends are those of its predecessor. */
    record Line(
            int generation,
            long epoch,
            String day,
            String storage,
            String state,
            long firstInSequence,
            long lastInSequence,
            long firstOutSequence,
            long lastOutSequence) {
        static Line of(final Generation generation) {
            return new Line(
                    generation.number(),
                    Integer.toUnsignedLong(generation.epoch()),
                    generation.day(),
                    generation.storage(),
                    generation.state().name().toLowerCase(Locale.ROOT),
                    generation.firstInSequence(),
                    generation.end().lastInSequence(),
                    generation.firstOutSequence(),
                    generation.end().lastOutSequence());
        }
    }

    /** All of them. */
    record Listing(String directory, List<Line> generations) {}

    @Override
    public Integer call() {
        final Path journal = JournalDirectory.existing(directory);
        final List<Line> lines = JournalReader.open(journal, JournalStorages.all()).generations().stream()
                .map(Line::of)
                .toList();
        if (output.isJson()) {
            streams.json(new Listing(journal.toString(), lines));
            return ExitCode.OK;
        }
        streams.line("generation  epoch  day       storage    state   inputs               outputs");
        lines.forEach(line -> streams.line(String.format(
                Locale.ROOT,
                "%10d  %5d  %s  %-9s  %-6s  %-19s  %s",
                line.generation(),
                line.epoch(),
                line.day(),
                line.storage(),
                line.state(),
                span(line.firstInSequence(), line.lastInSequence()),
                span(line.firstOutSequence(), line.lastOutSequence()))));
        return ExitCode.OK;
    }

    private static String span(final long first, final long last) {
        return first > last ? "from " + first : first + ".." + last;
    }
}
