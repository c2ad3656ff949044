package io.gimbal.engine.app;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.session.EngineSession;
import io.gimbal.engine.app.session.GbmSource;
import io.gimbal.engine.app.session.SessionContext;
import io.gimbal.engine.app.session.SessionResult;
import io.gimbal.engine.app.session.SessionStatus;
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
            "Hedge a book of options on a simulated market, live: rings, threads, journal, simulated fills.",
            "Nothing leaves the machine. What was done is proven by: gimbal replay on the journal."
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
        final long startNs = now.getEpochSecond() * NS;
        final double span = seconds == null ? 1e9 : seconds;
        final Path directory = session.journal(Path.of("data", "demo-" + STAMP.format(now)));
        final SessionContext context = new SessionContext(
                configuration,
                new GbmSource(configuration, session.seed(), startNs, startNs + (long) (span * NS)),
                RunMode.DEMO,
                directory,
                session.pace(1.0),
                !session.pace(1.0).isMax(),
                CodeIdentity.hash(),
                CodeIdentity.version(),
                session.ackFile());
        final SessionRunner runner = new SessionRunner(streams, output.isJson());
        final SessionResult result = runner.run(context, DemoVerb::line);
        runner.report(result);
        return ExitCode.OK;
    }

    private static String line(final EngineSession session) {
        final SessionStatus status = session.status();
        return String.format(
                Locale.ROOT,
                "index %.2f  delta %+.4f  band %.4f  orders %d  equity %.0f USD",
                status.index(),
                status.delta(),
                status.band(),
                status.orders(),
                status.equityUsd());
    }
}
