package io.gimbal.engine.app;

import io.gimbal.engine.analysis.explain.Explain;
import io.gimbal.engine.analysis.explain.Explanation;
import io.gimbal.engine.analysis.explain.ExplanationText;
import io.gimbal.engine.analysis.explain.NotInJournalException;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal explain}. */
@Command(
        name = "explain",
        description = {
            "Explain one decision of a journal: what was seen, the delta ledger line by line, how strategy and policy"
                    + " came",
            "to target and band, what triggers, network, tactic and candidates made of it, every gate in order and"
                    + " which",
            "one stopped it, why this size, and what became of the order.",
            "The engine's state is rebuilt by replaying the journal up to the input that caused it."
        },
        footer = {
            "",
            "SEQ counts outputs through all generations, as journal dump --queue out prints them; with --queue in it"
                    + " is an",
            "input, and every decision that it caused is explained, also those not published.",
            "",
            "Examples:",
            "  gimbal explain data/straddles 4711",
            "  gimbal explain data/straddles 1234 --queue in --json",
            "  gimbal explain data/straddles --around 2023-04-13T00:12:30Z"
        })
final class ExplainVerb implements Callable<Integer> {
    /** The two queues; decisions stand in out. */
    enum Queue {
        in,
        out
    }

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "Directory of the journal.")
    private @Nullable Path directory;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SEQ",
            description = "Sequence of the decision, or of an input with --queue in.")
    private @Nullable Long sequence;

    @Option(
            names = "--queue",
            paramLabel = "in|out",
            defaultValue = "out",
            description = "Which sequences SEQ counts: what the engine decided (out, the default) or saw (in).")
    private Queue queue = Queue.out;

    @Option(
            names = "--around",
            paramLabel = "TIME",
            description = "The published decision nearest to this engine time instead of SEQ.")
    private @Nullable String around;

    @Option(names = "--no-progress", description = "Do not draw a progress bar, also on a terminal.")
    private boolean isQuiet;

    ExplainVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if ((sequence == null) == (around == null)) {
            throw new VerbException(ExitCode.USAGE, "say SEQ or --around TIME; see gimbal explain --help");
        }
        final Path journal = JournalDirectory.existing(directory);
        final JournalReader reader = JournalReader.open(journal, JournalStorages.all());
        final Explanation explanation;
        try (Progress progress = Progress.of("replay", inputs(reader), streams, isQuiet || output.isJson())) {
            explanation = explain(new Explain(journal, reader), progress::at);
        } catch (final NotInJournalException e) {
            throw new VerbException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        final String whyNotRebuilt = explanation.whyNotRebuilt();
        if (whyNotRebuilt != null) {
            streams.message(whyNotRebuilt + "; this is code " + Hex.of(CodeIdentity.hash())
                    + "; use the version that wrote the journal to see the engine's state");
        }
        if (output.isJson()) {
            streams.json(explanation);
        } else {
            ExplanationText.lines(explanation).forEach(streams::line);
        }
        return ExitCode.OK;
    }

    /** Of the generations that are closed: the bar is not worth reading a running one to its end. */
    private static long inputs(final JournalReader reader) {
        return reader.generations().stream()
                .mapToLong(Generation::firstInSequence)
                .max()
                .orElse(0);
    }

    private Explanation explain(final Explain explain, final LongConsumer progress) {
        if (around != null) {
            return explain.around(UtcTime.ns("--around", around), progress);
        }
        final long of = sequence == null ? 0 : sequence;
        return queue == Queue.in ? explain.input(of, progress) : explain.output(of, progress);
    }
}
