package io.gimbal.engine.app;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gimbal config show}. */
@Command(
        name = "show",
        description = {
            "Show the effective configuration: what the file says and every default it leaves alone.",
            "The output is canonical TOML and can be used as a configuration file; equal settings print equal text."
        },
        footer = {"", "Example:", "  gimbal config show config/desks/btc-straddles.toml"})
final class ConfigShowVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A configuration file; without one, the defaults.")
    private @Nullable Path file;

    ConfigShowVerb(final Streams streams) {
        this.streams = streams;
    }

    /** Effective settings. */
    record Shown(String configurationHash, Map<String, Object> configuration) {}

    @Override
    public Integer call() {
        final Configuration configuration =
                file == null ? ConfigurationReader.defaults() : ConfigurationReader.read(file);
        if (output.isJson()) {
            streams.json(new Shown(
                    Hex.of(configuration.hash()), configuration.canonical().tree()));
        } else {
            streams.line(configuration.canonical().text().stripTrailing());
        }
        return ExitCode.OK;
    }
}
