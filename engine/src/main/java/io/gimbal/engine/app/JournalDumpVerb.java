package io.gimbal.engine.app;

import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal journal dump}. */
@Command(
        name = "dump",
        description = {
            "Print events of a journal, one line of JSON each, in order of sequence.",
            "With --json: one object that holds them all."
        },
        footer = {
            "",
            "Examples:",
            "  gimbal journal dump data/demo --queue out --type NewOrder",
            "  gimbal journal dump data/demo --from 1 --count 10"
        })
final class JournalDumpVerb implements Callable<Integer> {
    private static final int MAX_TEMPLATE_ID = 255;

    private final Streams streams;
    private final EventJson json = new EventJson();

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private @Nullable Path directory;

    @Mixin
    private final QueueOption queue = new QueueOption();

    @Option(names = "--from", paramLabel = "SEQ", defaultValue = "1", description = "First sequence to print; 1.")
    private long from;

    @Option(names = "--count", paramLabel = "N", description = "Print at most so many events; all of them.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--type", paramLabel = "NAME", description = "Print only events of this name, for instance Fill.")
    private @Nullable String type;

    JournalDumpVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (from < 1 || count < 0) {
            throw new VerbException(ExitCode.USAGE, "--from is 1 or more and --count 0 or more");
        }
        requireKnown(type);
        final Path journal = JournalDirectory.existing(directory);
        final JournalReader reader = JournalReader.open(journal, JournalStorages.all());
        if (output.isJson()) {
            streams.out()
                    .print("{\"directory\":" + streams.quoted(journal.toString()) + ",\"queue\":\"" + queue.name()
                            + "\",\"events\":[");
        }
        long printed = 0;
        for (final Generation generation : reader.generations()) {
            printed = print(reader, generation, printed);
        }
        if (output.isJson()) {
            streams.line("]}");
        }
        streams.out().flush();
        return ExitCode.OK;
    }

    private void requireKnown(final @Nullable String name) {
        final Set<String> known = new TreeSet<>();
        for (int id = 0; id <= MAX_TEMPLATE_ID; id++) {
            final String event = json.name(id);
            if (event != null) {
                known.add(event);
            }
        }
        if (name != null && !known.contains(name)) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "--type is the name of an event: type=" + name + "; one of " + String.join(", ", known));
        }
    }

    private long print(final JournalReader reader, final Generation generation, final long before) {
        long printed = before;
        try (JournalTailer tailer = queue.open(reader, generation.number())) {
            while (printed < count && tailer.next()) {
                if (tailer.sequence() >= from && isWanted(tailer)) {
                    printOne(json.toJson(tailer, queue.name(), generation.number()), printed > 0);
                    printed++;
                }
            }
        }
        return printed;
    }

    private boolean isWanted(final JournalTailer tailer) {
        return type == null || type.equals(json.name(tailer.type()));
    }

    private void printOne(final String event, final boolean hasBefore) {
        if (output.isJson()) {
            streams.out().print(hasBefore ? "," + event : event);
        } else {
            streams.out().print(event + '\n');
        }
    }
}
