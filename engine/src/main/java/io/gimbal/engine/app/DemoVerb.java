package io.gimbal.engine.app;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.session.DemoVenue;
import io.gimbal.engine.app.session.SessionContext;
import io.gimbal.engine.app.session.SessionSpan;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal demo}. */
@Command(
        name = "demo",
        description = {
            "Hedge a book of options on a local exchange, over the venue's own protocol.",
            "A simulated market, loopback sockets, the real client. Nothing leaves the machine. Proven by: gimbal replay on the journal."
        },
        footer = {
            "",
            "Examples:",
            "  gimbal demo --seconds 20 --seed 7 --json",
            "  gimbal demo --speed 50 --seconds 3600 --journal data/demo"
        })
final class DemoVerb implements Callable<Integer> {
    private static final String BUILT_IN_DESK = "demo.toml";
    private static final long NS = 1_000_000_000L;

    /** Virtual time has no present: one beginning for all, so that the same seed gives the same hashes on any day. */
    private static final Instant VIRTUAL_START = Instant.parse("2026-01-05T09:00:00Z");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Mixin
    private final SessionOptions session = new SessionOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Market seconds to run; until interrupted unless given.")
    private @Nullable Double seconds;

    @Option(names = "--config", paramLabel = "FILE", description = "A desk to run instead of the built-in one.")
    private @Nullable Path config;

    DemoVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (seconds != null && !(seconds > 0 && seconds <= 1e9)) {
            throw new VerbException(ExitCode.USAGE, "--seconds is more than 0, at most 1e9: seconds=" + seconds);
        }
        final Configuration configuration =
                config == null ? ConfigurationReader.builtIn(BUILT_IN_DESK) : ConfigurationReader.read(config);
        final Instant now = Instant.now();
        final long startNs = (session.pace(1.0).isMax() ? VIRTUAL_START : now).getEpochSecond() * NS;
        final double span = seconds == null ? 1e9 : seconds;
        final Path directory = session.journal(Path.of("data", "demo-" + STAMP.format(now)));
        final SessionSpan times = new SessionSpan(startNs, startNs, startNs + (long) (span * NS));
        try (DemoVenue venue = new DemoVenue(configuration, session.seed(), times)) {
            final SessionContext context = new SessionContext(
                    configuration,
                    venue,
                    RunMode.DEMO,
                    directory,
                    session.pace(1.0),
                    !session.pace(1.0).isMax(),
                    CodeIdentity.hash(),
                    CodeIdentity.version(),
                    session.ackFile());
            new SessionRunner(streams, output.isJson()).run(context, RunVerb::line);
        }
        return ExitCode.OK;
    }
}
