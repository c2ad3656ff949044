package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.analysis.whatif.WhatIfReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What the page of a {@link FrontierPicture} shows of a journal. Pure. */
final class JournalPicture {
    private static final double MARGIN = 1.1;
    private static final double FEWEST = 1e-3;

    private final JournalFrontierReport report;

    JournalPicture(final JournalFrontierReport report) {
        this.report = report;
    }

    String subtitle() {
        return String.format(
                Locale.ROOT,
                "Generation %d, %s, %s to %s. %d counterfactual runs; money in USD; ratios to the recorded policy, ±"
                        + " standard error; * efficient.",
                report.generation(),
                report.mode(),
                report.from(),
                report.to(),
                report.runs());
    }

    List<FrontierChart.Line> lines() {
        final List<FrontierChart.Line> lines = new ArrayList<>();
        for (final JournalFrontierReport.Series series : report.frontiers()) {
            lines.add(new FrontierChart.Line(
                    series.policy(),
                    series.points().stream()
                            .map(point -> new FrontierChart.Dot(
                                    FrontierPicture.label(series.parameter(), point.parameter(), series.unit()),
                                    point.outcome().costUsd(),
                                    point.outcome().trackingErrorUsd()))
                            .toList()));
        }
        final WhatIfReport.Outcome own = report.baseline().outcome();
        lines.add(new FrontierChart.Line(
                own.policy(),
                List.of(new FrontierChart.Dot("recorded policy", own.costUsd(), own.trackingErrorUsd()))));
        return lines;
    }

    /** Wide enough for every point that cost something; a scale of logarithms has no place for those that did not. */
    FrontierChart.Axes axes() {
        final double least = costs().min().orElse(FEWEST);
        final double most = costs().max().orElse(1);
        return new FrontierChart.Axes(
                "cost, USD (dashed: the recorded policy's)", "tracking error, USD", least / MARGIN, most * MARGIN);
    }

    private DoubleStream costs() {
        return DoubleStream.concat(
                        report.frontiers().stream()
                                .flatMap(series -> series.points().stream())
                                .mapToDouble(point -> point.outcome().costUsd()),
                        DoubleStream.of(report.baseline().outcome().costUsd()))
                .filter(cost -> cost > 0);
    }

    List<List<String>> table() {
        final List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "policy",
                "orders",
                "cost",
                "cost ratio",
                "tracking error",
                "error ratio",
                "total std",
                "std ratio",
                "P&L",
                "outside s"));
        table.add(row(report.baseline().outcome(), report.baseline().efficient()));
        for (final JournalFrontierReport.Series series : report.frontiers()) {
            series.points().forEach(point -> table.add(row(point.outcome(), point.efficient())));
        }
        return table;
    }

    private static List<String> row(final WhatIfReport.Outcome outcome, final boolean isEfficient) {
        final WhatIfReport.Difference difference = outcome.difference();
        return List.of(
                (isEfficient ? "* " : "") + outcome.policy(),
                Long.toString(outcome.orders()),
                money(outcome.costUsd()),
                difference == null ? "1" : ratio(difference.costRatio()),
                money(outcome.trackingErrorUsd()),
                difference == null ? "1" : ratio(difference.trackingErrorRatio()),
                money(outcome.pnlStdUsd()),
                difference == null ? "1" : ratio(difference.pnlStdRatio()),
                money(outcome.pnlUsd()),
                number(outcome.timeOutsideS(), "%.1f"));
    }

    private static String money(final double usd) {
        return String.format(Locale.ROOT, "%.2f", usd);
    }

    static String ratio(final WhatIfReport.@Nullable Estimate estimate) {
        if (estimate == null) {
            return "–";
        }
        return number(estimate.value(), "%.3f")
                + (estimate.standardError() == null ? "" : " ± " + number(estimate.standardError(), "%.3f"));
    }

    private static String number(final @Nullable Double value, final String format) {
        return value == null ? "–" : String.format(Locale.ROOT, format, value);
    }

    List<String> notes() {
        final List<String> notes = new ArrayList<>(List.of(
                "every point is the journal's market again under another policy, through the whole pipeline, with fills by"
                        + " a declared rule in place of the session's own; our orders consume no depth and move no price",
                "tracking error and total std: standard deviations over five-minute buckets, of the result of the delta"
                        + " less its target and of the whole change of equity",
                "standard errors: paired circular block bootstrap over the buckets of this day; they do not tell what"
                        + " another day would bring",
                "efficient: no other point costs no more and errs no more"));
        report.skipped().forEach(skip -> notes.add("not run: " + skip.policy() + ": " + skip.reason()));
        return notes;
    }
}
