package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.analysis.AtomicFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws frontiers as one page: tracking error over cost, both logarithmic, one line per policy, and the table of
 * results. It needs nothing but itself: no script, no font, no link; it follows the reader's light or dark. The same
 * report gives the same bytes.
 */
public final class FrontierPicture {
    private static final String STYLE = """
        :root{color-scheme:light dark;--ground:#fff;--ink:#222;--faint:#667;--rule:#dde;\
        --c0:#555;--c1:#b07aa1;--c2:#8c564b;--c3:#bc8f00;--c4:#0a8f8f;--c5:#7aa6d6;--c6:#1f5fbf;--c7:#2c8a2c;\
        --c8:#999;--c9:#c77ca5;--c10:#d0342c;--c11:#556b2f;--c12:#000}
        @media(prefers-color-scheme:dark){:root{--ground:#15171c;--ink:#e6e6ea;--faint:#9aa;--rule:#333843;\
        --c0:#bbb;--c1:#d3a6c8;--c2:#c79a8f;--c3:#e3c04d;--c4:#4cc7c7;--c5:#a5c8ef;--c6:#6ea8ff;--c7:#6ccf6c;\
        --c8:#888;--c9:#eaa9cc;--c10:#ff7b72;--c11:#a3b86c;--c12:#fff}}
        body{margin:24px;background:var(--ground);color:var(--ink);font:14px/1.45 system-ui,sans-serif}
        h1{font-size:20px;margin:0 0 4px}p{margin:4px 0 12px;color:var(--faint);max-width:80ch}
        .wide{overflow-x:auto}svg{display:block;min-width:720px;max-width:1100px;width:100%;height:auto}
        svg text{font:12px system-ui,sans-serif;fill:var(--ink)}.grid{stroke:var(--rule)}
        .clock{stroke:var(--faint);stroke-dasharray:3 4}.line{fill:none;stroke-width:2}
        table{border-collapse:collapse;margin-top:12px;font-variant-numeric:tabular-nums}
        th,td{padding:3px 10px;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
        th:first-child,td:first-child{text-align:left}ul{color:var(--faint);max-width:80ch;padding-left:18px}
        """;

    private final String title;
    private final String subtitle;
    private final List<FrontierChart.Line> lines;
    private final double clockCost;
    private final FrontierChart.Axes axes;
    private final List<List<String>> table;
    private final List<String> notes;

    private FrontierPicture(
            final String title,
            final String subtitle,
            final List<FrontierChart.Line> lines,
            final double clockCost,
            final FrontierChart.Axes axes,
            final List<List<String>> table,
            final List<String> notes) {
        this.title = title;
        this.subtitle = subtitle;
        this.lines = lines;
        this.clockCost = clockCost;
        this.axes = axes;
        this.table = table;
        this.notes = notes;
    }

    /**
     * A picture of a simulated sweep.
     *
     * @param report what to draw
     * @return to be written
     */
    public static FrontierPicture of(final FrontierReport report) {
        final List<FrontierChart.Line> lines = new ArrayList<>();
        for (final FrontierReport.Frontier frontier : report.frontiers()) {
            lines.add(new FrontierChart.Line(
                    frontier.policy(),
                    frontier.points().stream()
                            .map(point -> new FrontierChart.Dot(
                                    label(frontier.parameter(), point.parameter(), frontier.unit()),
                                    point.cost(),
                                    point.trackingError()))
                            .toList()));
        }
        final List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "policy",
                "ratio at equal cost",
                "cost",
                "tracking error",
                "total std",
                "es95",
                "mean pnl",
                "all-in bp",
                "maker"));
        for (final FrontierReport.Row row : report.results()) {
            final FrontierReport.Point point = row.point();
            table.add(List.of(
                    row.policy(),
                    pair(row.teRatioAtEqualCost(), row.standardError()),
                    pair(point.cost(), point.costError()),
                    pair(point.trackingError(), point.trackingErrorError()),
                    pair(point.totalStd(), point.totalStdError()),
                    pair(point.es95(), point.es95Error()),
                    pair(point.meanPnl(), point.meanPnlError()),
                    text("%.2f", point.execution().allInBp()),
                    text("%.0f %%", 100.0 * point.execution().makerShare())));
        }
        final String subtitle = text(
                "World %s, %d days, %d common paths, seed %d. Ratios at the cost of a %d h clock; money in %% of"
                        + " premium; ± standard error.",
                report.world(), report.days(), report.paths(), report.seed(), report.clockMinutes() / 60);
        return new FrontierPicture(
                "Hedging frontiers: " + report.world(),
                subtitle,
                lines,
                report.result(Candidate.CLOCK).point().cost(),
                FrontierChart.Axes.PREMIUM,
                table,
                report.assumptions().notes());
    }

    /**
     * A picture of a study of recorded bars.
     *
     * @param report what to draw
     * @return to be written
     */
    public static FrontierPicture of(final BarReport report) {
        final List<FrontierChart.Line> lines = new ArrayList<>();
        double clockCost = Double.NaN;
        for (final BarReport.Line line : report.frontiers()) {
            final List<FrontierChart.Dot> dots = new ArrayList<>();
            for (final BarReport.Point point : line.points()) {
                dots.add(new FrontierChart.Dot(
                        label(line.parameter(), point.parameter(), line.unit()), point.cost(), point.trackingError()));
                if (line.policy().equals(Candidate.CLOCK) && point.parameter() == report.clockMinutes()) {
                    clockCost = point.cost();
                }
            }
            lines.add(new FrontierChart.Line(line.policy(), dots));
        }
        final List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "policy",
                "ratio at equal cost, all",
                "ratio, second half",
                "95 % interval",
                "cost ratio",
                "all-in bp",
                "maker"));
        report.results().forEach(row -> table.add(cells(row)));
        final String subtitle = text(
                "%s to %s, %d straddles of %d days. Parameters chosen on the first half, judged on the second, against"
                        + " a %d h clock; money in %% of premium at 60 %%.",
                Instant.ofEpochMilli(report.fromMs()),
                Instant.ofEpochMilli(report.toMs()),
                report.straddles(),
                report.days(),
                report.clockMinutes() / 60);
        return new FrontierPicture(
                "Hedging frontiers: recorded bars",
                subtitle,
                lines,
                clockCost,
                FrontierChart.Axes.PREMIUM,
                table,
                report.assumptions().notes());
    }

    /**
     * A picture of a sweep over a journal.
     *
     * @param report what to draw
     * @return to be written
     */
    public static FrontierPicture of(final JournalFrontierReport report) {
        final JournalPicture drawn = new JournalPicture(report);
        return new FrontierPicture(
                "Hedging frontiers: " + report.journal(),
                drawn.subtitle(),
                drawn.lines(),
                report.baseline().outcome().costUsd(),
                drawn.axes(),
                drawn.table(),
                drawn.notes());
    }

    private static List<String> cells(final BarReport.Row row) {
        final BarReport.OutOfSample judged = row.outOfSample();
        final String all = pair(row.teRatioAtEqualCost(), row.standardError());
        if (judged == null) {
            return List.of(row.policy(), all, "–", "–", "–", "–", "–");
        }
        return List.of(
                row.policy(),
                all,
                pair(judged.teRatio(), judged.standardError()),
                text("%.3f – %.3f", judged.lower95(), judged.upper95()),
                text("%.3f", judged.costRatio()),
                text("%.2f", judged.allInBp()),
                text("%.0f %%", 100.0 * judged.makerShare()));
    }

    /**
     * Writes the page, whole or not at all.
     *
     * @param file replaced where it exists
     * @throws IOException when it cannot be written
     */
    public void write(final Path file) throws IOException {
        AtomicFile.write(file, this::draw);
    }

    private void draw(final Writer out) throws IOException {
        out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        out.write("<title>" + FrontierChart.escaped(title) + "</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n");
        out.write("<h1>" + FrontierChart.escaped(title) + "</h1>\n<p>" + FrontierChart.escaped(subtitle) + "</p>\n");
        out.write("<div class=\"wide\">\n");
        new FrontierChart(lines, clockCost, axes).draw(out);
        out.write("</div>\n<div class=\"wide\">\n<table>\n");
        for (int i = 0; i < table.size(); i++) {
            row(out, table.get(i), i == 0 ? "th" : "td");
        }
        out.write("</table>\n</div>\n<ul>\n");
        for (final String note : notes) {
            out.write("<li>" + FrontierChart.escaped(note) + "</li>\n");
        }
        out.write("</ul>\n</body>\n</html>\n");
    }

    private static void row(final Writer out, final List<String> cells, final String tag) throws IOException {
        out.write("<tr>");
        for (final String cell : cells) {
            out.write("<" + tag + ">" + FrontierChart.escaped(cell) + "</" + tag + ">");
        }
        out.write("</tr>\n");
    }

    static String label(final String parameter, final double value, final String unit) {
        return text("%s %.4g %s", parameter, value, unit);
    }

    private static String pair(final @Nullable Double value, final @Nullable Double error) {
        if (value == null) {
            return "–";
        }
        return error == null ? text("%.3f", value) : text("%.3f ± %.3f", value, error);
    }

    private static String text(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
