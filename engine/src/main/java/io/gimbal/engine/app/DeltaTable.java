package io.gimbal.engine.app;

import io.gimbal.engine.analysis.DeltaReport;
import io.gimbal.engine.analysis.HullWhiteReport;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Deltas and minimum-variance coefficients as tables for people. */
final class DeltaTable {
    private static final int SECONDS_PER_HOUR = 3_600;

    private final Streams streams;

    DeltaTable(final Streams streams) {
        this.streams = streams;
    }

    void show(final HullWhiteReport learnt) {
        streams.line("");
        streams.line(String.format(
                Locale.ROOT,
                "minimum variance, learnt from %d records in intervals of %s (half-life %.0f days, %d holes)",
                learnt.records(),
                time(learnt.horizonSeconds()),
                learnt.halfLifeDays(),
                learnt.holes()));
        if (learnt.coins().isEmpty()) {
            streams.line("no interval is in the history: all coefficients are 0");
            return;
        }
        streams.line("coin      side        a        b        c      tA      tB      tC   observed moves    gain"
                + "   fitted    gain   judged    gain");
        for (final HullWhiteReport.Coin coin : learnt.coins()) {
            show(coin.coin(), "calls", coin.calls());
            show(coin.coin(), "puts", coin.puts());
            streams.line("          from " + Instant.ofEpochMilli(coin.fromMs()) + " to "
                    + Instant.ofEpochMilli(coin.toMs()) + ", fitted until and judged from "
                    + Instant.ofEpochMilli(coin.splitMs()));
        }
    }

    private void show(final String coin, final String name, final HullWhiteReport.Side side) {
        streams.line(String.format(
                Locale.ROOT,
                "%-9s %-5s %8.4f %8.4f %8.4f %7.2f %7.2f %7.2f %10d %5d %7s %8d %7s %8d %7s%s",
                coin,
                name,
                side.a(),
                side.b(),
                side.c(),
                side.tA(),
                side.tB(),
                side.tC(),
                side.observations(),
                side.moves(),
                percent(side.gain()),
                side.fitted(),
                percent(side.gainFitted()),
                side.judged(),
                percent(side.gainJudged()),
                side.enough() ? "" : "  history too short: coefficients 0"));
    }

    void show(final DeltaReport report) {
        for (final DeltaReport.Expiry expiry : report.expiries()) {
            streams.line("");
            streams.line(String.format(
                    Locale.ROOT,
                    "%s %s   R = %s%s",
                    expiry.coin(),
                    expiry.expiry(),
                    report.stickiness(),
                    expiry.coinSum() == null ? "" : "; in brackets less the premium"));
            streams.line(String.format(
                    "  %-24s %8s %7s %8s%10s %8s%10s %8s%10s %8s%10s %8s%10s %8s",
                    "option",
                    "k",
                    "vol",
                    "strike",
                    "",
                    "moneyness",
                    "",
                    "ssr",
                    "",
                    "min var",
                    "",
                    "venue",
                    "",
                    "average"));
            for (final DeltaReport.Option option : expiry.options()) {
                streams.line(String.format(
                        Locale.ROOT,
                        "  %-24s %8.4f %7.4f%s",
                        option.instrument(),
                        option.k(),
                        option.vol(),
                        cells(option.delta(), option.coinDelta()).stripTrailing()));
            }
            streams.line(String.format(
                    Locale.ROOT,
                    "  %-24s %8s %7s%s",
                    "one coin of each",
                    "",
                    "",
                    cells(expiry.sum(), expiry.coinSum()).stripTrailing()));
        }
    }

    private static String cells(final DeltaReport.Deltas delta, final DeltaReport.@Nullable Deltas coin) {
        return cell(delta.stickyStrike(), coin == null ? null : coin.stickyStrike())
                + cell(delta.stickyMoneyness(), coin == null ? null : coin.stickyMoneyness())
                + cell(delta.skewStickiness(), coin == null ? null : coin.skewStickiness())
                + cell(delta.minimumVariance(), coin == null ? null : coin.minimumVariance())
                + cell(delta.venue(), coin == null ? null : coin.venue())
                + cell(delta.averagedSettlement(), coin == null ? null : coin.averagedSettlement());
    }

    private static String cell(final @Nullable Double delta, final @Nullable Double coin) {
        return " " + number(delta)
                + String.format("%-10s", coin == null ? "" : "(" + number(coin).strip() + ")");
    }

    private static String number(final @Nullable Double value) {
        return value == null ? String.format("%8s", "-") : String.format(Locale.ROOT, "%8.4f", value);
    }

    private static String percent(final @Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.2f%%", 100.0 * share);
    }

    private static String time(final double seconds) {
        return seconds >= SECONDS_PER_HOUR
                ? String.format(Locale.ROOT, "%.4g h", seconds / SECONDS_PER_HOUR)
                : String.format(Locale.ROOT, "%.4g s", seconds);
    }
}
