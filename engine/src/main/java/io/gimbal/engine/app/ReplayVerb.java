package io.gimbal.engine.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.journal.JournalReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal replay}. */
@Command(
        name = "replay",
        description = {
            "Execute a journal again and compare every output with the journaled one, byte for byte.",
            "All generations, in order; nothing is sent. Stops at the first difference with exit code 3,",
            "at a damaged record with exit code 65."
        },
        footer = {"", "Example:", "  gimbal replay data/demo --json"})
final class ReplayVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private @Nullable Path directory;

    @Option(names = "--no-progress", description = "Do not draw a progress bar, also on a terminal.")
    private boolean isQuiet;

    ReplayVerb(final Streams streams) {
        this.streams = streams;
    }

    /** What a replay found. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Replayed(
            boolean identical,
            String outputHash,
            String stateHash,
            long inputEvents,
            long outputEvents,
            int generations,
            long neverSent,
            double seconds,
            double eventsPerSecond,
            String jdk,
            String codeHash,
            ReplayResult.@Nullable Difference firstDifference) {}

    @Override
    public Integer call() {
        final Path journal = JournalDirectory.existing(directory);
        final JournalReader reader = JournalReader.open(journal, JournalStorages.all());
        final EgressRelay relay = new EgressRelay();
        final HedgeEngine engine = new HedgeEngine(relay);
        final ReplayResult result;
        try (Progress progress = Progress.of("replay", reader.lastInSequence(), streams, isQuiet || output.isJson())) {
            final Replay replay = new Replay(reader, progress::at);
            relay.direct(replay.egress());
            result = replay.run(engine);
        }
        report(result, engine);
        return result.identical() ? ExitCode.OK : ExitCode.BREACH_OR_DIVERGENCE;
    }

    private void report(final ReplayResult result, final HedgeEngine engine) {
        final Replayed replayed = new Replayed(
                result.identical(),
                Hex.of(engine.outputHash()),
                Hex.of(engine.stateHash()),
                result.inputs(),
                result.outputs(),
                result.generations(),
                result.neverSent(),
                result.wallNs() / 1e9,
                result.eventsPerSecond(),
                Runtime.version().toString(),
                Hex.of(CodeIdentity.hash()),
                result.difference());
        final ReplayResult.Difference difference = result.difference();
        if (difference != null) {
            streams.message("outputs differ: generation=" + difference.generation() + ", out sequence="
                    + difference.outSequence() + ", cause=" + difference.causeSequence() + ": " + difference.what());
        }
        if (output.isJson()) {
            streams.json(replayed);
            return;
        }
        streams.line((replayed.identical() ? "identical" : "NOT identical")
                + String.format(
                        Locale.ROOT,
                        ": %d inputs, %d outputs, %d generation(s), %.2f s, %.0f inputs/s",
                        replayed.inputEvents(),
                        replayed.outputEvents(),
                        replayed.generations(),
                        replayed.seconds(),
                        replayed.eventsPerSecond()));
        streams.line("output hash " + replayed.outputHash() + ", state hash " + replayed.stateHash()
                + (replayed.neverSent() > 0 ? ", never sent " + replayed.neverSent() : ""));
    }
}
