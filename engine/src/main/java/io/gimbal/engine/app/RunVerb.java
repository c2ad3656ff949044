package io.gimbal.engine.app;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.session.EngineSession;
import io.gimbal.engine.app.session.SessionContext;
import io.gimbal.engine.app.session.SessionSpan;
import io.gimbal.engine.app.session.SessionStatus;
import io.gimbal.engine.app.session.SessionVenue;
import io.gimbal.engine.app.session.TradingMode;
import io.gimbal.engine.pipeline.Pace;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal run}. */
@Command(
        name = "run",
        description = {
            "Hedge against a real market, until interrupted. Nothing is sent unless --live is given.",
            "SIGTERM or Ctrl-C cancels own orders, waits for the venue's word, and closes the journal."
        },
        footer = {
            "",
            "Examples:",
            "  gimbal run --config config/desks/local-exchange.toml",
            "  gimbal run --config my-desk.toml --shadow --journal data/my-desk",
            "  gimbal run --config my-desk.toml --live --journal data/my-desk"
        })
final class RunVerb implements Callable<Integer> {
    private static final long NS = 1_000_000_000L;
    private static final double MAX_SECONDS = 1e9;

    private final Streams streams;
    private final Venues venues;

    /** Makes the venue of a run. */
    @FunctionalInterface
    interface Venues {
        /**
         * Makes a venue; nothing is connected yet.
         *
         * @param configuration effective settings
         * @param mode          what becomes of the orders
         * @param span          of the session
         * @return the venue
         */
        SessionVenue venue(Configuration configuration, TradingMode mode, SessionSpan span);
    }

    /** At most one of them. */
    static final class Mode {
        @Option(names = "--paper", description = "Real data, simulated fills; the default.")
        private boolean isPaper;

        @Option(
                names = "--shadow",
                description = "A real account, read only: orders are decided and journaled, never sent.")
        private boolean isShadow;

        @Option(names = "--live", description = "Send orders, at first no larger than venue.ramp_order_usd.")
        private boolean isLive;

        TradingMode trading() {
            if (isLive) {
                return TradingMode.LIVE;
            }
            return isShadow && !isPaper ? TradingMode.SHADOW : TradingMode.PAPER;
        }
    }

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The desk: [venue], or one [[venue]] per exchange, and one [[book]] per coin and style.")
    private @Nullable Path config;

    @ArgGroup(exclusive = true)
    private @Nullable Mode mode;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Where the journal is kept: empty, absent, or an earlier instance, which is continued;"
                    + " data/NAME-MODE of the desk's file unless given.")
    private @Nullable Path journal;

    @Option(names = "--seconds", paramLabel = "N", description = "Seconds to run; until interrupted unless given.")
    private @Nullable Double seconds;

    RunVerb(final Streams streams, final Venues venues) {
        this.streams = streams;
        this.venues = venues;
    }

    @Override
    public Integer call() {
        if (seconds != null && !(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new VerbException(ExitCode.USAGE, "--seconds is more than 0, at most 1e9: seconds=" + seconds);
        }
        final Path file = Objects.requireNonNull(config);
        final Configuration configuration = ConfigurationReader.read(file);
        if (configuration.books().isEmpty()) {
            throw new VerbException(ExitCode.CONFIGURATION, file + " has no [[book]]; see gimbal config schema");
        }
        final TradingMode trading = mode == null ? TradingMode.PAPER : mode.trading();
        final SessionContext context = new SessionContext(
                configuration,
                venues.venue(configuration, trading, span()),
                runMode(trading),
                SessionOptions.directory(journal == null ? directory(file, trading) : journal),
                Pace.times(1.0),
                true,
                CodeIdentity.hash(),
                CodeIdentity.version(),
                null);
        streams.message(word(trading) + " at " + addresses(configuration) + ", journal " + context.directory());
        new SessionRunner(streams, output.isJson()).run(context, RunVerb::line);
        return ExitCode.OK;
    }

    private static String addresses(final Configuration configuration) {
        return configuration.venues().all().stream()
                .map(venue -> venue.settings().address() + (venue.name().isEmpty() ? "" : " (" + venue.name() + ')'))
                .collect(Collectors.joining(" and "));
    }

    private SessionSpan span() {
        final Instant now = Instant.now();
        final long startNs = now.getEpochSecond() * NS + now.getNano();
        return new SessionSpan(startNs, startNs, startNs + (long) ((seconds == null ? MAX_SECONDS : seconds) * NS));
    }

    private static RunMode runMode(final TradingMode trading) {
        return switch (trading) {
            case PAPER -> RunMode.PAPER;
            case SHADOW -> RunMode.SHADOW;
            case LIVE -> RunMode.LIVE;
        };
    }

    private static Path directory(final Path file, final TradingMode trading) {
        final String name = String.valueOf(file.getFileName()).replaceFirst("\\.toml$", "");
        return Path.of("data", name + '-' + word(trading));
    }

    private static String word(final TradingMode trading) {
        return trading.name().toLowerCase(Locale.ROOT);
    }

    /** What a terminal shows while a session runs. */
    static String line(final EngineSession session) {
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
