package io.gimbal.engine.app;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.session.CaptureSource;
import io.gimbal.engine.app.session.GbmSource;
import io.gimbal.engine.app.session.MarketSource;
import io.gimbal.engine.app.session.RecordedSource;
import io.gimbal.engine.app.session.SessionContext;
import io.gimbal.engine.app.session.SimulatedVenue;
import io.gimbal.feeds.recorded.CaptureMarket;
import io.gimbal.feeds.recorded.RecordedMarket;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal backtest}. */
@Command(
        name = "backtest",
        description = {
            "Run the engine over recorded or simulated data with simulated fills, into a journal.",
            "One thread steps feed, engine, sender and venue through market time: the same input gives the same hashes."
        },
        footer = {
            "",
            "Examples:",
            "  gimbal backtest --config config/desks/btc-straddles.toml --data DATA \\",
            "      --from 2023-04-13T00:00:00Z --to 2023-04-13T07:50:00Z --journal data/straddles --json",
            "  gimbal backtest --config config/desks/btc-straddles.toml --data btc.gbc --from 2026-01-05T09:01:00Z --json",
            "  gimbal backtest --world gbm --seed 3 --seconds 3600 --json"
        })
final class BacktestVerb implements Callable<Integer> {
    private static final String BUILT_IN_DESK = "demo.toml";
    private static final long NS = 1_000_000_000L;
    private static final Instant GBM_START = Instant.parse("2026-01-05T09:00:00Z");
    private static final double GBM_SECONDS = 3_600;
    private static final double MAX_SECONDS = 1e9;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Streams streams;

    /** Worlds that can be simulated. */
    enum World {
        gbm
    }

    @Mixin
    private final JsonOption output = new JsonOption();

    @Mixin
    private final SessionOptions session = new SessionOptions();

    @Option(names = "--config", paramLabel = "FILE", description = "The desk; a built-in one on a simulated market.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DATA", description = "A folder of recorded data, or a capture, to play.")
    private @Nullable Path data;

    @Option(names = "--world", paramLabel = "gbm", description = "Simulate the market instead.")
    private @Nullable World world;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "When trading begins, for instance 2023-04-13T00:00:00Z; the first recorded moment after the"
                    + " warm-up, or 2026-01-05T09:00:00Z on a simulated market.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "When it ends; the last recorded moment.")
    private @Nullable String to;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Market seconds to run, instead of --to; 3600 simulated.")
    private @Nullable Double seconds;

    BacktestVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if ((data == null) == (world == null)) {
            throw new VerbException(ExitCode.USAGE, "give either --data DATA or --world gbm");
        }
        if (seconds != null && (to != null || !(seconds > 0 && seconds <= MAX_SECONDS))) {
            throw new VerbException(ExitCode.USAGE, "--seconds is above 0, at most 1e9, and stands for --to");
        }
        final Configuration configuration = configuration();
        final MarketSource source = data == null ? simulated(configuration) : recorded(configuration, data);
        final Path directory = session.journal(Path.of("data", "backtest-" + STAMP.format(Instant.now())));
        final SessionContext context = new SessionContext(
                configuration,
                SimulatedVenue.stepped(configuration, source),
                RunMode.BACKTEST,
                directory,
                session.pace(Double.POSITIVE_INFINITY),
                false,
                CodeIdentity.hash(),
                CodeIdentity.version(),
                session.ackFile());
        new SessionRunner(streams, output.isJson()).run(context, running -> bar(running.progress()));
        return ExitCode.OK;
    }

    private Configuration configuration() {
        if (config != null) {
            final Configuration read = ConfigurationReader.read(config);
            if (read.books().isEmpty()) {
                throw new VerbException(ExitCode.CONFIGURATION, config + " has no [[book]]; see gimbal config schema");
            }
            return read.atOneVenue();
        }
        if (world == null) {
            throw new VerbException(ExitCode.USAGE, "--data needs --config FILE: a desk to run");
        }
        return ConfigurationReader.builtIn(BUILT_IN_DESK);
    }

    private MarketSource simulated(final Configuration configuration) {
        final long fromNs = from == null ? GBM_START.getEpochSecond() * NS : time("--from", from);
        final double span = seconds == null ? GBM_SECONDS : seconds;
        final long toNs = to == null ? fromNs + (long) (span * NS) : time("--to", to);
        requireOrder(fromNs, toNs);
        return new GbmSource(configuration, session.seed(), fromNs, toNs);
    }

    private MarketSource captured(final Configuration configuration, final Path file) {
        final CaptureMarket market = CaptureMarket.open(file);
        final long fromNs =
                from == null ? market.firstTimeNs() + configuration.simulation().warmUpNs() : time("--from", from);
        final long lastNs = to == null ? market.lastTimeNs() : time("--to", to);
        final long toNs = seconds == null ? lastNs : fromNs + (long) (seconds * NS);
        requireOrder(fromNs, toNs);
        if (fromNs > market.lastTimeNs() || toNs < market.firstTimeNs()) {
            throw new VerbException(
                    ExitCode.BAD_DATA,
                    "nothing is captured then: captured " + instant(market.firstTimeNs()) + " to "
                            + instant(market.lastTimeNs()) + ", asked " + instant(fromNs) + " to " + instant(toNs));
        }
        return new CaptureSource(market, fromNs, toNs);
    }

    private MarketSource recorded(final Configuration configuration, final Path folder) {
        if (Files.isRegularFile(folder)) {
            return captured(configuration, folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new VerbException(ExitCode.BAD_DATA, "no such folder of recorded data, or capture: path=" + folder);
        }
        final List<String> coins = configuration.coins();
        final RecordedMarket market = RecordedMarket.open(folder, coins);
        final long fromNs =
                from == null ? market.firstTimeNs() + configuration.simulation().warmUpNs() : time("--from", from);
        final long toNs = end(market, fromNs);
        requireWarmUp(configuration, market, fromNs);
        requireOrder(fromNs, toNs);
        if (fromNs > market.lastTimeNs() || toNs < market.firstTimeNs()) {
            throw new VerbException(
                    ExitCode.BAD_DATA,
                    "nothing is recorded then: recorded " + instant(market.firstTimeNs()) + " to "
                            + instant(market.lastTimeNs()) + ", asked " + instant(fromNs) + " to " + instant(toNs));
        }
        return new RecordedSource(market, configuration.simulation(), fromNs, toNs);
    }

    private long end(final RecordedMarket market, final long fromNs) {
        if (seconds != null) {
            return fromNs + (long) (seconds * NS);
        }
        return to == null ? market.lastTimeNs() : time("--to", to);
    }

    private void requireWarmUp(final Configuration configuration, final RecordedMarket market, final long fromNs) {
        if (from == null && fromNs >= market.lastTimeNs()) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "what is recorded, " + instant(market.firstTimeNs()) + " to " + instant(market.lastTimeNs())
                            + ", is shorter than the warm-up before it is traded on: simulation.warm_up_s="
                            + configuration.simulation().warmUpNs() / NS + "; lower that, or give --from");
        }
    }

    private static void requireOrder(final long fromNs, final long toNs) {
        if (toNs <= fromNs) {
            throw new VerbException(
                    ExitCode.USAGE, "--to must be after --from: from=" + instant(fromNs) + ", to=" + instant(toNs));
        }
    }

    private static Instant instant(final long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, NS), Math.floorMod(epochNs, NS));
    }

    private static long time(final String option, final String text) {
        try {
            final Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS), instant.getNano());
        } catch (final DateTimeException | ArithmeticException e) {
            throw new VerbException(
                    ExitCode.USAGE, option + " is a UTC time such as 2023-04-13T00:00:00Z: value=" + text);
        }
    }

    private static String bar(final double share) {
        return String.format(Locale.ROOT, "backtest %5.1f %%", share * 100);
    }
}
