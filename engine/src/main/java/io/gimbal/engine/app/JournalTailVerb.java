package io.gimbal.engine.app;

import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal journal tail}. */
@Command(
        name = "tail",
        description = {
            "Print the last events of a journal, one line of JSON each; with --follow go on as they are written.",
            "With --json: one object that holds them; not together with --follow."
        },
        footer = {"", "Example:", "  gimbal journal tail data/demo --queue out -n 5 --follow"})
final class JournalTailVerb implements Callable<Integer> {
    private static final long POLL_NS = 100_000_000L;

    private final Streams streams;
    private final EventJson json = new EventJson();

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private @Nullable Path directory;

    @Mixin
    private final QueueOption queue = new QueueOption();

    @Option(names = "-n", paramLabel = "N", defaultValue = "10", description = "How many events; 10.")
    private int count;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until interrupted, into later generations too.")
    private boolean isFollowing;

    JournalTailVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (count < 0 || (isFollowing && output.isJson())) {
            throw new VerbException(ExitCode.USAGE, "-n is 0 or more, and --follow does not go with --json");
        }
        final Path journal = JournalDirectory.existing(directory);
        final List<Generation> generations =
                JournalReader.open(journal, JournalStorages.all()).generations();
        final Deque<String> last = new ArrayDeque<>();
        int at = 0;
        while (at < generations.size()) {
            at++;
            final boolean isLast = at == generations.size();
            readGeneration(journal, at, last, isLast);
        }
        return ExitCode.OK;
    }

    private void readGeneration(
            final Path journal, final int generation, final Deque<String> last, final boolean isLast) {
        final JournalReader reader = JournalReader.open(journal, JournalStorages.all());
        try (JournalTailer tailer = queue.open(reader, generation)) {
            while (tailer.next()) {
                last.addLast(json.toJson(tailer, queue.name(), generation));
                if (last.size() > count) {
                    last.removeFirst();
                }
            }
            if (isLast) {
                print(journal, last);
                if (isFollowing) {
                    follow(journal, tailer, generation);
                }
            }
        }
    }

    private void print(final Path journal, final Deque<String> last) {
        if (output.isJson()) {
            streams.line("{\"directory\":" + streams.quoted(journal.toString()) + ",\"queue\":\"" + queue.name()
                    + "\",\"events\":[" + String.join(",", last) + "]}");
        } else {
            last.forEach(streams::line);
        }
    }

    private void follow(final Path journal, final JournalTailer first, final int firstGeneration) {
        int generation = firstGeneration;
        JournalTailer tailer = first;
        while (!Thread.currentThread().isInterrupted()) {
            while (tailer.next()) {
                streams.line(json.toJson(tailer, queue.name(), generation));
            }
            final JournalReader now = JournalReader.open(journal, JournalStorages.all());
            if (now.generations().size() > generation && !tailer.next()) {
                if (tailer != first) {
                    tailer.close();
                }
                generation++;
                tailer = queue.open(now, generation);
            } else {
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }
}
