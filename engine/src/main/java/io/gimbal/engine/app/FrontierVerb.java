package io.gimbal.engine.app;

import io.gimbal.engine.analysis.frontier.BarReport;
import io.gimbal.engine.analysis.frontier.BarSettings;
import io.gimbal.engine.analysis.frontier.BarStudy;
import io.gimbal.engine.analysis.frontier.Frontier;
import io.gimbal.engine.analysis.frontier.FrontierPicture;
import io.gimbal.engine.analysis.frontier.FrontierReport;
import io.gimbal.engine.analysis.frontier.FrontierSettings;
import io.gimbal.engine.analysis.frontier.FrontierWorld;
import io.gimbal.engine.analysis.frontier.JournalFrontierReport;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal frontier}. */
@Command(
        name = "frontier",
        description = {
            "Which hedging policy buys how much accuracy for how much cost.",
            "Sweeps every policy over its parameter on the same paths: a short straddle at the money, hedged with a"
                    + " linear",
            "perpetual, in a simulated world or on recorded one-minute bars; and compares tracking errors at the cost"
                    + " of a",
            "clock. Cost is the shortfall of all trades, adverse fills and the unwind at expiry included. On bars,"
                    + " parameters",
            "are chosen on the first half and judged on the second. With --journal, the market is a journal's, the book its",
            "own, and every point is compared with the recorded policy, with paired block-bootstrap errors. With --overlay,"
                    + " what",
            "options as hedges of gamma and vega take off the total risk of a short straddle, and cost."
        },
        footer = {
            "",
            "Units: money in %% of the straddle's premium at 60 %%; ratio is tracking error over the clock's at equal"
                    + " cost,",
            "+- its standard error; bp are basis points of the value traded.",
            "",
            "Examples:",
            "  gimbal frontier --world gbm --days 7",
            "  gimbal frontier --world btc --days 30 --paths 500 --json --html frontier.html",
            "  gimbal frontier --world btc --maker-fee-bp 2",
            "  gimbal frontier --bars bars.csv --days 3 --json",
            "  gimbal frontier --overlay --paths 2000 --half-spread-vol 0.67,1.25 --json",
            "  gimbal frontier --journal data/straddles --policies fixed-time,whalley-wilmott-edge --html frontier.html"
        })
final class FrontierVerb implements Callable<Integer> {
    private static final Pattern CLOCK = Pattern.compile("([1-9][0-9]{0,2})h");
    private static final int MINUTES_PER_HOUR = 60;

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            description = "gbm: geometric Brownian motion; btc: two-factor stochastic volatility with jumps.")
    private @Nullable String world;

    @Option(
            names = "--bars",
            paramLabel = "PATH",
            description =
                    "Recorded one-minute bars instead: a CSV file with timestamp,low,high,close, or a folder of them.")
    private @Nullable Path bars;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description =
                    "A journal's market instead: every point is a counterfactual run of it, as whatif makes them.")
    private @Nullable Path journal;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "To expiry of the straddle, 1 to 60 (bars: 30); default 7.")
    private int days;

    @Option(
            names = "--clock",
            paramLabel = "TIME",
            defaultValue = "4h",
            description = "Interval of the clock at whose cost policies are compared; default 4h.")
    private String clock = "";

    @Option(
            names = "--paths",
            paramLabel = "N",
            defaultValue = "4000",
            description = "Simulated paths, 50 to 100000; default 4000.")
    private int paths = FrontierSettings.USUAL_PATHS;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "101", description = "Of all chance; default 101.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Share the paths among them; they change no figure. Default: one per processor.")
    private int threads;

    @Option(
            names = "--spend",
            paramLabel = "SHARE",
            defaultValue = "0.85",
            description =
                    "With --bars: share of the clock's cost that a parameter may cost in the first half; default 0.85.")
    private double spend = BarSettings.USUAL_SPEND;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "With --world or --bars: also the policy of this trained network; gimbal train makes one.")
    private @Nullable String network;

    @Option(names = "--html", paramLabel = "FILE", description = "Draw all frontiers into one page without links.")
    private @Nullable Path picture;

    @Option(names = "--no-progress", description = "With --journal: do not draw a progress bar, also on a terminal.")
    private boolean isQuiet;

    @Mixin
    private final FrontierOptions assumed = new FrontierOptions();

    @Mixin
    private final JournalFrontierRun counterfactual = new JournalFrontierRun();

    @Mixin
    private final OverlayFrontierRun options = new OverlayFrontierRun();

    FrontierVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (options.isAsked()) {
            if (world != null || bars != null || journal != null || picture != null) {
                throw new VerbException(
                        ExitCode.USAGE, "--overlay has a market of its own, and no picture: leave the others out");
            }
            options.run(paths, seed, threads, output.isJson(), streams);
            return ExitCode.OK;
        }
        if (Stream.of(world, bars, journal).filter(Objects::nonNull).count() != 1) {
            throw new VerbException(
                    ExitCode.USAGE, "say --world gbm, --world btc, or --bars PATH, or --journal DIR, or --overlay");
        }
        checkPicture();
        if (network != null && journal != null) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "--network goes with --world and --bars; write --policies band-network:network=FILE");
        }
        if (journal != null) {
            rerun(journal);
        } else if (bars != null) {
            study(bars);
        } else {
            sweep(settings(String.valueOf(world)));
        }
        return ExitCode.OK;
    }

    private void sweep(final FrontierSettings settings) {
        final FrontierReport report = Frontier.run(settings, network());
        if (picture != null) {
            draw(FrontierPicture.of(report), picture);
        }
        if (output.isJson()) {
            streams.json(report);
        } else {
            new FrontierTable(streams).show(report);
        }
    }

    private void rerun(final Path directory) {
        final JournalFrontierReport report = counterfactual.run(directory, seed, streams, isQuiet || output.isJson());
        if (picture != null) {
            draw(FrontierPicture.of(report), picture);
        }
        if (output.isJson()) {
            streams.json(report);
        } else {
            counterfactual.show(report, streams);
        }
    }

    private void study(final Path path) {
        if (!Files.isReadable(path)) {
            throw new VerbException(ExitCode.BAD_DATA, "bars cannot be read: path=" + path + "; check the path");
        }
        final BarReport report = BarStudy.run(path, barSettings(), network());
        if (picture != null) {
            draw(FrontierPicture.of(report), picture);
        }
        if (output.isJson()) {
            streams.json(report);
        } else {
            new FrontierTable(streams).show(report);
        }
    }

    private FrontierSettings settings(final String name) {
        try {
            return new FrontierSettings(
                    world(name),
                    days,
                    paths,
                    seed,
                    threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                    clockMinutes(),
                    assumed.makerReach(),
                    assumed.costs(),
                    assumed.queue());
        } catch (final IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private @Nullable BandNetwork network() {
        try {
            return network == null ? null : DeskVariants.network(network);
        } catch (final IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private BarSettings barSettings() {
        try {
            return new BarSettings(
                    days, seed, clockMinutes(), assumed.makerReach(), spend, assumed.costs(), assumed.queue());
        } catch (final IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static VerbException refused(final IllegalArgumentException cause) {
        return new VerbException(ExitCode.USAGE, cause.getMessage() + "; see gimbal frontier --help");
    }

    private static FrontierWorld world(final String name) {
        return switch (name) {
            case "gbm" -> FrontierWorld.GBM;
            case "btc" -> FrontierWorld.BTC;
            default -> throw new VerbException(ExitCode.USAGE, "no such world: --world " + name + "; write gbm or btc");
        };
    }

    private int clockMinutes() {
        final Matcher hours = CLOCK.matcher(clock);
        if (!hours.matches()) {
            throw new VerbException(ExitCode.USAGE, "no interval in hours: --clock " + clock + "; write 1h, 4h, 24h");
        }
        return Integer.parseInt(hours.group(1)) * MINUTES_PER_HOUR;
    }

    private void checkPicture() {
        if (picture != null
                && Files.exists(picture)
                && !picture.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
            throw new VerbException(
                    ExitCode.USAGE, "--html would replace a file that is no page: path=" + picture + "; name another");
        }
    }

    private static void draw(final FrontierPicture picture, final Path file) {
        try {
            picture.write(file);
        } catch (final IOException e) {
            throw new VerbException(ExitCode.BAD_DATA, "cannot write: path=" + file + ", cause=" + e);
        }
    }
}
