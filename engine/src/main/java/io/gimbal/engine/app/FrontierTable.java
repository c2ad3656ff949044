package io.gimbal.engine.app;

import io.gimbal.engine.analysis.frontier.BarReport;
import io.gimbal.engine.analysis.frontier.FrontierReport;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints what hedging studies found, for people. */
final class FrontierTable {
    private static final int MINUTES_PER_HOUR = 60;

    private final Streams streams;

    FrontierTable(final Streams streams) {
        this.streams = streams;
    }

    void show(final FrontierReport report) {
        line(
                "%s, %d days, %d paths, seed %d; at the cost of a %dh clock; %% of premium",
                report.world(), report.days(), report.paths(), report.seed(), report.clockMinutes() / MINUTES_PER_HOUR);
        line(
                "%-24s %15s %15s %15s %15s %15s %15s %6s %6s %15s",
                "policy",
                "ratio",
                "cost",
                "error",
                "total std",
                "es95",
                "mean pnl",
                "all bp",
                "maker",
                "constant/theory");
        report.results().forEach(this::row);
        line("");
        line("default-maker, had its fills cost more:");
        for (final FrontierReport.DearerFills dearer : report.dearerFills()) {
            line("  +%.1f bp  %15s", dearer.extraBp(), pair(dearer.teRatioAtEqualCost(), dearer.standardError()));
        }
        line("");
        line("cost x error where the target wanders at a constant rate:");
        for (final FrontierReport.Constant constant : report.theory()) {
            line(
                    "  %-26s %.4f+-%.4f  theory %.4f  ratio %.3f",
                    constant.rule(),
                    constant.measured(),
                    constant.standardError(),
                    constant.theory(),
                    constant.ratio());
        }
    }

    private void row(final FrontierReport.Row row) {
        final FrontierReport.Point point = row.point();
        line(
                "%-24s %15s %15s %15s %15s %15s %15s %6.2f %5.1f%% %15s",
                row.policy(),
                pair(row.teRatioAtEqualCost(), row.standardError()),
                pair(point.cost(), point.costError()),
                pair(point.trackingError(), point.trackingErrorError()),
                pair(point.totalStd(), point.totalStdError()),
                pair(point.es95(), point.es95Error()),
                pair(point.meanPnl(), point.meanPnlError()),
                point.execution().allInBp(),
                100.0 * point.execution().makerShare(),
                constant(row));
    }

    private static String constant(final FrontierReport.Row row) {
        return row.constant() == null
                ? "-"
                : String.format(Locale.ROOT, "%.4f/%.4f", row.constant(), row.theoryConstant());
    }

    void show(final BarReport report) {
        line(
                "%s: %s to %s, %d minutes, %d of them missing",
                report.file(),
                Instant.ofEpochMilli(report.fromMs()),
                Instant.ofEpochMilli(report.toMs()),
                report.minutes(),
                report.missing());
        line(
                "%d straddles of %d days; %d chose parameters for %.2f of the cost of a %dh clock, %d judged them",
                report.straddles(),
                report.days(),
                report.tuned(),
                report.spend(),
                report.clockMinutes() / MINUTES_PER_HOUR,
                report.tested());
        line(
                "%-24s %15s %15s %15s %6s %8s %8s %6s %6s",
                "policy",
                "ratio, all",
                "ratio, judged",
                "95 % interval",
                "cost",
                "% prem.",
                "error",
                "all bp",
                "maker");
        report.results().forEach(this::row);
    }

    private void row(final BarReport.Row row) {
        final BarReport.OutOfSample judged = row.outOfSample();
        final String all = pair(row.teRatioAtEqualCost(), row.standardError());
        if (judged == null) {
            line("%-24s %15s   every parameter costs more", row.policy(), all);
            return;
        }
        line(
                "%-24s %15s %15s %15s %6.3f %8.3f %8.3f %6.2f %5.1f%%",
                row.policy(),
                all,
                pair(judged.teRatio(), judged.standardError()),
                String.format(Locale.ROOT, "%.3f to %.3f", judged.lower95(), judged.upper95()),
                judged.costRatio(),
                judged.cost(),
                judged.trackingError(),
                judged.allInBp(),
                100.0 * judged.makerShare());
    }

    private static String pair(final @Nullable Double value, final @Nullable Double error) {
        if (value == null) {
            return "-";
        }
        return error == null
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.format(Locale.ROOT, "%.3f+-%.3f", value, error);
    }

    private void line(final String format, final Object... values) {
        streams.line(String.format(Locale.ROOT, format, values));
    }
}
