package io.gimbal.engine.app;

import io.gimbal.engine.analysis.overlay.OverlayFrontier;
import io.gimbal.engine.analysis.overlay.OverlayFrontierReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code gimbal frontier --overlay}: what options as hedges are worth. */
final class OverlayFrontierRun {
    private static final int PERCENT = 100;

    @Option(
            names = "--overlay",
            description = "Options as hedges instead: a short straddle of seven days in the btc world, its delta hedged"
                    + " alike, with straddles of fourteen days sized daily by the overlay, by its linear form, and by"
                    + " neutrality.")
    private boolean isAsked;

    @Option(
            names = "--half-spread-vol",
            paramLabel = "POINTS",
            split = ",",
            defaultValue = "0.67,1.25",
            description = "With --overlay: half-spreads of options, vol points; default 0.67,1.25.")
    private List<Double> halfSpreads = new ArrayList<>();

    boolean isAsked() {
        return isAsked;
    }

    /** Runs and shows; threads 0 are one per processor. */
    void run(final int paths, final long seed, final int threads, final boolean isJson, final Streams streams) {
        final OverlayFrontierReport report;
        try {
            report = OverlayFrontier.run(
                    paths,
                    seed,
                    halfSpreads,
                    threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, e.getMessage() + "; see gimbal frontier --help");
        }
        if (isJson) {
            streams.json(report);
        } else {
            show(report, streams);
        }
    }

    private static void show(final OverlayFrontierReport report, final Streams streams) {
        streams.line(String.format(
                Locale.ROOT,
                "Short straddle of %d days, world %s, %d paths, seed %d; in %% of its premium at 60 %%.",
                report.days(),
                report.world(),
                report.paths(),
                report.seed()));
        streams.line("");
        streams.line(String.format(
                Locale.ROOT,
                "%-14s %8s %9s  %8s %6s  %9s %9s  %11s %10s  %8s %8s",
                "sizing",
                "spread",
                "aversion",
                "cut",
                "+-",
                "total std",
                "before",
                "option cost",
                "perp cost",
                "es95",
                "mean"));
        for (final OverlayFrontierReport.Row row : report.results()) {
            streams.line(String.format(
                    Locale.ROOT,
                    "%-14s %8.2f %9.2g  %7.1f%% %5.1f%%  %9.2f %9.2f  %11.2f %10.2f  %8.2f %8.2f",
                    row.sizing().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    row.halfSpreadVolPoints(),
                    row.riskAversion(),
                    PERCENT * row.reduction(),
                    PERCENT * row.standardError(),
                    PERCENT * row.totalStd(),
                    PERCENT * row.totalStdBefore(),
                    PERCENT * row.optionCost(),
                    PERCENT * row.perpetualCost(),
                    PERCENT * row.es95(),
                    PERCENT * row.meanPnl()));
        }
    }
}
