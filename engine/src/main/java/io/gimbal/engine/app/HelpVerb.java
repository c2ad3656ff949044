package io.gimbal.engine.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gimbal help}: help of any verb, by its full name. */
@Command(
        name = "help",
        description = "Show the help of a verb.",
        footer = {"", "Example:", "  gimbal help config check"})
final class HelpVerb implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "VERB", arity = "0..*", description = "The verb; without one, all verbs are listed.")
    private List<String> verbs = new ArrayList<>();

    HelpVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("help runs only as a verb");
        }
        CommandLine command = spec.root().commandLine();
        for (final String verb : verbs) {
            final CommandLine next = command.getSubcommands().get(verb);
            if (next == null) {
                throw new VerbException(
                        ExitCode.USAGE, "no such verb: " + String.join(" ", verbs) + "; gimbal help lists all");
            }
            command = next;
        }
        streams.line(command.getUsageMessage().stripTrailing());
        return ExitCode.OK;
    }
}
