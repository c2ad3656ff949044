package io.gimbal.engine.app;

import io.gimbal.engine.analysis.AcrossCoins;
import io.gimbal.engine.analysis.ChainBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A book of a chain's options as lines for people: sums per expiry, then the buckets. */
final class ChainBookLines {
    private ChainBookLines() {}

    static List<String> of(final ChainBook.Report report) {
        final List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("book: " + (report.positions() == null ? "one coin of each option" : report.positions()));
        lines.add("coin expiry                options   delta(USD)   gamma(USD/1%)     vega     vega30d    theta");
        report.expiries().forEach(totals -> lines.add(line(totals.coin(), totals.expiry(), totals)));
        lines.add(line(report.total().coin(), "total", report.total()));
        if (report.across() != null) {
            lines.add(across(report.across()));
        }
        final ChainBook.Buckets buckets = report.buckets();
        addMatrix(lines, "delta, USD", buckets, buckets.deltaCash());
        addMatrix(lines, "gamma, USD per 1 %", buckets, buckets.gammaCash());
        addMatrix(lines, "vega, USD per vol point", buckets, buckets.vegaPerVolPoint());
        return lines;
    }

    private static String line(final String coin, final String expiry, final ChainBook.Totals totals) {
        return String.format(
                Locale.ROOT,
                "%-4s %-20s %8d %12.2f %15.2f %8.2f %11.2f %8.2f",
                coin,
                expiry,
                totals.options(),
                totals.deltaCash(),
                totals.gammaCash(),
                totals.vegaPerVolPoint(),
                totals.rootTimeVegaPerVolPoint(),
                totals.thetaPerDay());
    }

    private static String across(final AcrossCoins.Sums sums) {
        return String.format(
                Locale.ROOT,
                "across coins: beta-weighted delta %.2f USD = %.5f %s; one day's standard deviation %.2f USD,"
                        + " %.2f if all moved against the book",
                sums.betaWeightedDeltaCash(),
                sums.betaWeightedDelta(),
                sums.reference(),
                sums.dayRiskUsd(),
                sums.dayRiskUndiversified());
    }

    private static void addMatrix(
            final List<String> lines,
            final String title,
            final ChainBook.Buckets buckets,
            final List<List<Double>> matrix) {
        lines.add("");
        lines.add(title + ", by days to expiry and strike/forward");
        final StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-8s", "days"));
        head.append(cell("<" + buckets.moneynessEdges().get(0)));
        buckets.moneynessEdges().forEach(edge -> head.append(cell(">=" + edge)));
        lines.add(head.toString());
        for (int tenor = 0; tenor < matrix.size(); tenor++) {
            final StringBuilder line =
                    new StringBuilder(String.format(Locale.ROOT, "%-8s", label(buckets.tenorEdgeDays(), tenor)));
            matrix.get(tenor).forEach(value -> line.append(cell(String.format(Locale.ROOT, "%.2f", value))));
            lines.add(line.toString());
        }
    }

    private static String label(final List<Double> edges, final int tenor) {
        return tenor == 0
                ? "<" + edges.get(0).intValue()
                : ">=" + edges.get(tenor - 1).intValue();
    }

    private static String cell(final String text) {
        return String.format(Locale.ROOT, " %11s", text);
    }
}
