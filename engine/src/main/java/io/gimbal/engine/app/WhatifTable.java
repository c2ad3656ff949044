package io.gimbal.engine.app;

import io.gimbal.engine.analysis.whatif.FillModel;
import io.gimbal.engine.analysis.whatif.WhatIfReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison of policies as people read it: one line a policy, and where it was asked for one more on the exchange. */
final class WhatifTable {
    private static final double NS_PER_MS = 1e6;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final int SHORTEST = 16;
    private static final String FIGURES = " %7s %7s %11s %11s %13s %9s %9s   %s";

    private final Streams streams;
    private final WhatIfReport report;
    private final int nameWidth;

    WhatifTable(final Streams streams, final WhatIfReport report) {
        this.streams = streams;
        this.report = report;
        nameWidth = report.variants().stream()
                .mapToInt(outcome -> outcome.policy().length())
                .reduce(SHORTEST, Math::max);
    }

    void show() {
        declare();
        streams.line("");
        head("policy", "to as-recorded: cost USD, error ratio, P&L USD (± s.e.)");
        final WhatIfReport.Outcome recorded = report.recorded().outcome();
        if (recorded != null) {
            streams.line(line(recorded, differenceText(recorded)));
        }
        final List<WhatIfReport.Outcome> outcomes = new ArrayList<>();
        outcomes.add(report.baseline().outcome());
        outcomes.addAll(report.variants());
        outcomes.forEach(outcome -> streams.line(line(outcome, differenceText(outcome))));
        if (report.exchangeModel() != null) {
            streams.line("");
            head(
                    "on the exchange",
                    "to its fills by rule: cost USD, error ratio, P&L USD (± s.e.); coins consumed, beyond touch,"
                            + " rested; cut short, refused");
            outcomes.forEach(this::showExchange);
        }
        report.skipped().forEach(skip -> streams.line("not run: " + skip.policy() + ": " + skip.reason()));
    }

    private void declare() {
        final FillModel fills = report.fillModel();
        streams.line(report.journal() + ": generation " + report.generation() + ", " + report.mode() + ", "
                + report.from() + " to " + report.to());
        streams.line(String.format(
                Locale.ROOT,
                "fills: latency %.1f ms, slippage %d tick(s), size %s; errors: %d buckets of 5 min in blocks of %.0f"
                        + " min, %d draws",
                fills.latencyNs() / NS_PER_MS,
                fills.slippageTicks(),
                fills.isSizeRespected() ? "respected" : "not respected",
                report.bootstrap().buckets(),
                report.bootstrap().blockSeconds() / SECONDS_PER_MINUTE,
                report.bootstrap().draws()));
        final WhatIfReport.ExchangeModel model = report.exchangeModel();
        if (model != null) {
            final String level = model.levelCoins() == null
                    ? number(model.levelUsd(), "%.0f USD")
                    : number(model.levelCoins(), "%s coins");
            streams.line(String.format(
                    Locale.ROOT,
                    "exchange: latency %.1f ms; %s at the touch, %s in each of %d levels behind, %d bp apart"
                            + " (declared)",
                    model.latencyNs() / NS_PER_MS,
                    model.touchQuoted() ? "the quoted amount" : level + " (declared)",
                    level,
                    model.levels(),
                    model.stepBp()));
        }
        streams.line("recorded policy under this fill model: "
                + (report.baseline().identical() ? "identical" : "NOT identical") + " to the journal");
    }

    private void head(final String first, final String last) {
        streams.line(named(first)
                + String.format(
                        Locale.ROOT,
                        FIGURES,
                        "orders",
                        "fills",
                        "cost USD",
                        "error USD",
                        "P&L USD",
                        "max delta",
                        "outside s",
                        last));
    }

    private void showExchange(final WhatIfReport.Outcome ruled) {
        final WhatIfReport.ExchangeRun run = ruled.exchange();
        if (run == null) {
            return;
        }
        final String depth = String.format(
                Locale.ROOT,
                "; %.3f, %.3f, %.3f; %d, %d",
                run.consumedDepth(),
                run.beyondTouch(),
                run.rested(),
                run.cutShort(),
                run.refused());
        streams.line(line(run.outcome(), differenceText(run.outcome()) + depth));
    }

    /** Names are never cut: two variants may differ in their last letter. */
    private String named(final String name) {
        return name + " ".repeat(Math.max(0, nameWidth - name.length()));
    }

    private String line(final WhatIfReport.Outcome outcome, final String last) {
        final String note = outcome.policyOverridden() ? "; the strategy's band stands in the policy's place" : "";
        return named(outcome.policy())
                + String.format(
                                Locale.ROOT,
                                FIGURES,
                                outcome.orders(),
                                outcome.fills(),
                                number(outcome.costUsd(), "%.2f"),
                                number(outcome.trackingErrorUsd(), "%.2f"),
                                number(outcome.pnlUsd(), "%.2f"),
                                number(outcome.maxAbsDelta(), "%.4f"),
                                number(outcome.timeOutsideS(), "%.1f"),
                                last + note)
                        .stripTrailing();
    }

    private static String differenceText(final WhatIfReport.Outcome outcome) {
        final WhatIfReport.Difference difference = outcome.difference();
        return difference == null
                ? ""
                : estimate(difference.costUsd(), "%+.2f") + ", " + estimate(difference.trackingErrorRatio(), "%.4f")
                        + ", " + estimate(difference.pnlUsd(), "%+.2f");
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
