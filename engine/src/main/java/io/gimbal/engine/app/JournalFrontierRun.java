package io.gimbal.engine.app;

import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.analysis.frontier.JournalFrontier;
import io.gimbal.engine.analysis.frontier.JournalFrontierReport;
import io.gimbal.engine.analysis.whatif.NamedPolicy;
import io.gimbal.engine.analysis.whatif.WhatIfReport;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The frontier over a journal: its options, its runs, and how it is told to people. */
final class JournalFrontierRun {
    private static final int SHORTEST_NAME = 16;

    /** A comma that begins another policy; one between parameters has a key and an equals sign behind it. */
    private static final Pattern BETWEEN_POLICIES = Pattern.compile(",(?![^,:]*=)");

    @Option(
            names = "--policies",
            paramLabel = "POLICY,…",
            description = "With --journal: NAME, or NAME:key=value,… where what is said is not swept; all.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "With --journal: values of each policy's parameter, 2 to 9; ${DEFAULT-VALUE}.")
    private int points = 5;

    @Option(
            names = "--with",
            paramLabel = "KEY=VALUE",
            description = "With --journal: a parameter's value for all policies that take it; may be repeated.")
    private Map<String, String> with = new LinkedHashMap<>();

    @Mixin
    private final CounterfactualOptions counterfactual = new CounterfactualOptions();

    /**
     * Runs all of it.
     *
     * @param journal given
     * @param seed    of the bootstrap
     * @param streams told first how many runs there will be
     * @param isQuiet whether not to draw a progress bar
     * @return what was found
     */
    JournalFrontierReport run(final Path journal, final long seed, final Streams streams, final boolean isQuiet) {
        with.keySet().forEach(JournalFrontierRun::requireParameter);
        final Path directory = JournalDirectory.existing(journal);
        final JournalFrontier frontier = frontier(directory, seed);
        streams.message(String.format(
                Locale.ROOT,
                "%d runs of %,d inputs: %d policies by up to %d values, the session as it was, its own policy",
                frontier.runs(),
                frontier.inputs(),
                frontier.policies(),
                points));
        final JournalFrontierReport report;
        try (Progress progress = Progress.of("frontier", frontier.inputs() * frontier.runs(), streams, isQuiet)) {
            report = frontier.run(progress::at);
        }
        warn(report, streams);
        return report;
    }

    private JournalFrontier frontier(final Path directory, final long seed) {
        final List<String> split = policies.stream()
                .flatMap(text -> Arrays.stream(BETWEEN_POLICIES.split(text)))
                .map(String::strip)
                .toList();
        try {
            return new JournalFrontier(
                    counterfactual.question(directory, seed, false, 0),
                    JournalReader.open(directory, JournalStorages.all()),
                    split,
                    with,
                    DeskVariants::network,
                    points);
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, e.getMessage() + "; see gimbal policies");
        }
    }

    /** A key of {@code --with}: a parameter of some policy, or the network of one. */
    static void requireParameter(final String key) {
        if (!key.equals(NamedPolicy.NETWORK)
                && Arrays.stream(PolicyParameter.values())
                        .noneMatch(parameter -> parameter.key().equals(key))) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "--with: no policy takes '" + key + "'; there are "
                            + Arrays.stream(PolicyParameter.values())
                                    .map(PolicyParameter::key)
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static void warn(final JournalFrontierReport report, final Streams streams) {
        final ReplayResult.Difference stale = report.recorded().firstDifference();
        if (stale != null) {
            streams.message("this code does not make the journal's outputs again, so the session has no figures. First"
                    + " difference: cause=" + stale.causeSequence() + ": " + stale.what());
        } else if (!report.baseline().identical()) {
            streams.message("the recorded policy decides otherwise under this fill model: "
                    + (report.mode().equals(RunMode.BACKTEST.name())
                            ? "another one wrote this journal; give its desk with --config"
                            : "its orders met a venue; the line 'recorded' shows what that changed"));
        }
    }

    void show(final JournalFrontierReport report, final Streams streams) {
        streams.line(report.journal() + ": generation " + report.generation() + ", " + report.mode() + ", "
                + report.from() + " to " + report.to());
        streams.line(String.format(
                Locale.ROOT,
                "%d runs; ratios to the recorded policy under the same fill model; errors: %d buckets of 5 min in"
                        + " blocks of %d min, %d draws",
                report.runs(),
                report.bootstrap().buckets(),
                counterfactual.blockMinutes(),
                report.bootstrap().draws()));
        streams.line("* efficient: no other point costs no more and errs no more");
        streams.line("");
        final int width = report.frontiers().stream()
                .flatMap(series -> series.points().stream())
                .mapToInt(point -> point.outcome().policy().length())
                .reduce(SHORTEST_NAME, Math::max);
        streams.line(String.format(
                Locale.ROOT,
                "  %s %6s %11s %15s %11s %15s %11s %15s %10s",
                padded("policy", width),
                "orders",
                "cost USD",
                "ratio",
                "error USD",
                "ratio",
                "std USD",
                "ratio",
                "outside s"));
        final WhatIfReport.Outcome recorded = report.recorded().outcome();
        if (recorded != null) {
            streams.line(line(recorded, false, width));
        }
        streams.line(line(report.baseline().outcome(), report.baseline().efficient(), width));
        for (final JournalFrontierReport.Series series : report.frontiers()) {
            series.points().forEach(point -> streams.line(line(point.outcome(), point.efficient(), width)));
        }
        report.skipped().forEach(skip -> streams.line("not run: " + skip.policy() + ": " + skip.reason()));
    }

    /** Names are never cut: two points may differ in their last digit. */
    private static String padded(final String name, final int width) {
        return name + " ".repeat(Math.max(0, width - name.length()));
    }

    private static String line(final WhatIfReport.Outcome outcome, final boolean isEfficient, final int width) {
        final WhatIfReport.Difference difference = outcome.difference();
        return String.format(
                Locale.ROOT,
                "%s %s %6d %11.2f %15s %11.2f %15s %11.2f %15s %10s",
                isEfficient ? "*" : " ",
                padded(outcome.policy(), width),
                outcome.orders(),
                outcome.costUsd(),
                difference == null ? "1" : ratio(difference.costRatio()),
                outcome.trackingErrorUsd(),
                difference == null ? "1" : ratio(difference.trackingErrorRatio()),
                outcome.pnlStdUsd(),
                difference == null ? "1" : ratio(difference.pnlStdRatio()),
                outcome.timeOutsideS() == null ? "-" : String.format(Locale.ROOT, "%.1f", outcome.timeOutsideS()));
    }

    private static String ratio(final WhatIfReport.@Nullable Estimate estimate) {
        if (estimate == null) {
            return "-";
        }
        final String value = String.format(Locale.ROOT, "%.3f", estimate.value());
        return estimate.standardError() == null
                ? value
                : value + String.format(Locale.ROOT, "+-%.3f", estimate.standardError());
    }
}
