package io.gimbal.engine.app;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.configuration.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gimbal config check}. */
@Command(
        name = "check",
        description = {
            "Read a configuration file and report everything that is wrong with it, with line and column.",
            "What can be used and is hardly meant is a warning. Exit code 0 when it can be used, 78 when not."
        },
        footer = {"", "Example:", "  gimbal config check config/desks/btc-straddles.toml"})
final class ConfigCheckVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "FILE", description = "A configuration file (TOML).")
    private Path file = Path.of("");

    ConfigCheckVerb(final Streams streams) {
        this.streams = streams;
    }

    /** A usable file. */
    record Check(boolean ok, String file, String configurationHash, int books, int venues, List<Problem> warnings) {}

    @Override
    public Integer call() {
        final Configuration configuration = ConfigurationReader.read(file);
        final Check check = new Check(
                true,
                file.toString(),
                Hex.of(configuration.hash()),
                configuration.books().size(),
                configuration.venues().size(),
                configuration.warnings());
        configuration.warnings().forEach(warning -> streams.message("warning: " + warning.text()));
        if (output.isJson()) {
            streams.json(check);
        } else {
            streams.line(check.file() + ": ok, " + check.books() + (check.books() == 1 ? " book" : " books")
                    + (check.venues() == 1 ? "" : " at " + check.venues() + " venues") + ", hash "
                    + check.configurationHash());
        }
        return ExitCode.OK;
    }
}
