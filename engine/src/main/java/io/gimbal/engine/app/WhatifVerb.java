package io.gimbal.engine.app;

import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.analysis.whatif.FillModel;
import io.gimbal.engine.analysis.whatif.PolicyVariant;
import io.gimbal.engine.analysis.whatif.WhatIf;
import io.gimbal.engine.analysis.whatif.WhatIfReport;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal whatif}. */
@Command(
        name = "whatif",
        description = {
            "Run a journal's market again under other policies: orders, cost, tracking error, P&L, largest delta, time",
            "outside a common band, and the differences to the journal's own policy with their standard errors.",
            "The session's own executions are replaced by fills of a declared rule, that of backtest."
        },
        footer = {
            "",
            "A policy is NAME[:key=value,key=value]; gimbal policies lists names, parameters, units and ranges.",
            "",
            "Examples:",
            "  gimbal whatif data/straddles --policy fixed-time:interval_s=900 --policy"
                    + " fixed-band-edge:half_width_coins=5",
            "  gimbal whatif data/straddles --each --with risk_aversion_per_usd=1e-3 --with price_move_bp=20 --json",
            "  gimbal whatif data/live --policy fixed-time --latency-ms 40 --band 2.5"
        })
final class WhatifVerb implements Callable<Integer> {
    private static final double NS_PER_MS = 1e6;
    private static final int NAME_WIDTH = 44;

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "JOURNAL", description = "Directory of the journal.")
    private @Nullable Path directory;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "A policy to run with, for every book; may be repeated.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--each",
            description = "Also every policy of the catalogue with its defaults; bands as wide as the recorded one.")
    private boolean isEach;

    @Option(
            names = "--with",
            paramLabel = "KEY=VALUE",
            description = "A parameter's value for all policies of --each that take it; may be repeated.")
    private Map<String, Double> with = new LinkedHashMap<>();

    @Mixin
    private final CounterfactualOptions counterfactual = new CounterfactualOptions();

    @Option(names = "--seed", paramLabel = "N", description = "Of the bootstrap; ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--no-progress", description = "Do not draw a progress bar, also on a terminal.")
    private boolean isQuiet;

    WhatifVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        final List<PolicyVariant> variants = new ArrayList<>(variants());
        final Path journal = JournalDirectory.existing(directory);
        final WhatIf.Question question = counterfactual.question(journal, seed);
        final WhatIf whatIf = new WhatIf(question, JournalReader.open(journal, JournalStorages.all()));
        final List<WhatIfReport.Skipped> skipped = new ArrayList<>();
        if (isEach) {
            variants.addAll(each(whatIf, skipped));
        }
        final WhatIfReport report;
        final long total = whatIf.inputs() * (variants.size() + 2);
        try (Progress progress = Progress.of("whatif", total, streams, isQuiet || output.isJson())) {
            report = whatIf.run(variants, skipped, progress::at);
        }
        warn(report);
        if (output.isJson()) {
            streams.json(report);
        } else {
            show(report);
        }
        return ExitCode.OK;
    }

    private List<PolicyVariant> variants() {
        if (!with.isEmpty() && !isEach) {
            throw new VerbException(ExitCode.USAGE, "--with says values for --each; write --policy NAME:key=value");
        }
        if (policies.isEmpty() && !isEach) {
            throw new VerbException(
                    ExitCode.USAGE, "give at least one --policy NAME[:key=value,…], or --each; see gimbal policies");
        }
        try {
            return policies.stream().map(PolicyVariant::parse).toList();
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--policy: " + e.getMessage());
        }
    }

    private List<PolicyVariant> each(final WhatIf whatIf, final List<WhatIfReport.Skipped> skipped) {
        final Map<PolicyParameter, Double> values = new EnumMap<>(PolicyParameter.class);
        with.forEach((key, value) -> values.put(parameter(key), value));
        try {
            return whatIf.each(values, skipped);
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--with: " + e.getMessage());
        }
    }

    private static PolicyParameter parameter(final String key) {
        return Arrays.stream(PolicyParameter.values())
                .filter(parameter -> parameter.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new VerbException(
                        ExitCode.USAGE,
                        "--with: no policy takes '" + key + "'; there are "
                                + Arrays.stream(PolicyParameter.values())
                                        .map(PolicyParameter::key)
                                        .collect(Collectors.joining(", "))));
    }

    /** A journal of an exchange is expected to differ from fills by a rule; a backtest's only by another rule. */
    private void warn(final WhatIfReport report) {
        final ReplayResult.Difference stale = report.recorded().firstDifference();
        final ReplayResult.Difference first = report.baseline().firstDifference();
        if (stale != null) {
            streams.message("this code does not make the journal's outputs again, so the session has no figures: "
                    + text(stale));
        } else if (first != null) {
            final String why = report.mode().equals(RunMode.BACKTEST.name())
                    ? "another fill model wrote this journal; give its desk with --config"
                    : "its orders met a venue; the line 'recorded' shows what that changed";
            streams.message("the recorded policy decides otherwise under this fill model: " + why + ". " + text(first));
        }
    }

    private static String text(final ReplayResult.Difference difference) {
        return "First difference: cause=" + difference.causeSequence() + ": " + difference.what();
    }

    private void show(final WhatIfReport report) {
        final FillModel fills = report.fillModel();
        streams.line(report.journal() + ": generation " + report.generation() + ", " + report.mode() + ", "
                + report.from() + " to " + report.to());
        streams.line(String.format(
                Locale.ROOT,
                "fills: latency %.1f ms, slippage %d tick(s), size %s; errors: %d buckets of 5 min in blocks of %d min,"
                        + " %d draws",
                fills.latencyNs() / NS_PER_MS,
                fills.slippageTicks(),
                fills.isSizeRespected() ? "respected" : "not respected",
                report.bootstrap().buckets(),
                counterfactual.blockMinutes(),
                report.bootstrap().draws()));
        streams.line("recorded policy under this fill model: "
                + (report.baseline().identical() ? "identical" : "NOT identical") + " to the journal");
        streams.line("");
        streams.line(String.format(
                Locale.ROOT,
                "%-44s %7s %7s %11s %11s %13s %9s %9s   %s",
                "policy",
                "orders",
                "fills",
                "cost USD",
                "error USD",
                "P&L USD",
                "max delta",
                "outside s",
                "to as-recorded: cost USD, error ratio, P&L USD (± s.e.)"));
        final WhatIfReport.Outcome recorded = report.recorded().outcome();
        if (recorded != null) {
            streams.line(line(recorded));
        }
        streams.line(line(report.baseline().outcome()));
        report.variants().forEach(outcome -> streams.line(line(outcome)));
        report.skipped().forEach(skip -> streams.line("not run: " + skip.policy() + ": " + skip.reason()));
    }

    private static String line(final WhatIfReport.Outcome outcome) {
        final String name = outcome.policy();
        final String figures = String.format(
                Locale.ROOT,
                "%-44s %7d %7d %11.2f %11.2f %13.2f %9s %9s",
                name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH - 1) + "…" : name,
                outcome.orders(),
                outcome.fills(),
                outcome.costUsd(),
                outcome.trackingErrorUsd(),
                outcome.pnlUsd(),
                number(outcome.maxAbsDelta(), "%.4f"),
                number(outcome.timeOutsideS(), "%.1f"));
        final WhatIfReport.Difference difference = outcome.difference();
        if (difference == null) {
            return figures;
        }
        return figures + "   " + estimate(difference.costUsd(), "%+.2f") + ", "
                + estimate(difference.trackingErrorRatio(), "%.4f") + ", " + estimate(difference.pnlUsd(), "%+.2f");
    }

    private static String estimate(final WhatIfReport.@Nullable Estimate estimate, final String format) {
        if (estimate == null) {
            return "-";
        }
        return number(estimate.value(), format) + " ± " + number(estimate.standardError(), format.replace("+", ""));
    }

    private static String number(final @Nullable Double value, final String format) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }
}
