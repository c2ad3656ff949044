package io.gimbal.engine.analysis.basis;

import io.gimbal.engine.analysis.basis.TermStructure.Coin;
import io.gimbal.engine.analysis.basis.TermStructure.Curve;
import io.gimbal.engine.analysis.basis.TermStructure.Report;
import io.gimbal.engine.analysis.basis.TermStructure.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link TermStructure} for people, as lines of text. Pure. */
public final class TermStructureText {
    private static final String NONE = "–";
    private static final double PERCENT = 100;
    private static final double BASIS_POINTS = 1e4;

    private TermStructureText() {}

    /**
     * Writes a term structure.
     *
     * @param of what was read
     * @return lines without their ends
     */
    public static List<String> lines(final TermStructure of) {
        final List<String> lines = new ArrayList<>();
        lines.add(text("%s: generation %d, %s", of.journal(), of.generation(), of.time()));
        of.coins().forEach(coin -> coin(coin, lines));
        return List.copyOf(lines);
    }

    private static void coin(final Coin coin, final List<String> lines) {
        lines.add("");
        if (coin.index() == null) {
            lines.add(coin.coin() + ": no index yet");
            return;
        }
        lines.add(text(
                "%s: index %s, %.3f s old; carry over %s days",
                coin.coin(), figure("%,.2f", coin.index(), 1), coin.indexAgeS(), plain(coin.horizonDays())));
        if (coin.rows().isEmpty()) {
            lines.add("  no future, perpetual or forward has a price");
            return;
        }
        lines.add(text(
                "  %-36s %-8s %12s %10s %9s %10s %9s %12s %12s",
                "", "from", "price", "basis USD", "bp", "days", "% a year", "funding bp", "carry USD"));
        coin.rows().forEach(row -> lines.add(row(row)));
        curve("futures", coin.futures(), lines);
        if (coin.forwards() != null && !coin.forwards().equals(coin.futures())) {
            curve("futures and forwards", coin.forwards(), lines);
        }
        final Report engine = coin.engine();
        if (engine != null) {
            lines.add(text(
                    "  the engine at %s: %s over %d futures, level %.3f %%, slope %.3f %%; exposure to spot %,.2f USD,"
                            + " to the premium %,.2f USD years",
                    engine.time(),
                    engine.shape().toLowerCase(Locale.ROOT),
                    engine.futures(),
                    PERCENT * engine.level(),
                    PERCENT * engine.slope(),
                    engine.levelUsd(),
                    engine.slopeUsdYears()));
        }
    }

    private static String row(final Row row) {
        return text(
                "  %-36s %-8s %,12.2f %+,10.2f %+9.2f %10s %9s %12s %12s",
                row.name(),
                row.priceFrom().toLowerCase(Locale.ROOT),
                row.price(),
                row.basisUsd(),
                row.basisBp(),
                figure("%.3f", row.daysToDelivery(), 1),
                figure("%+.3f", row.premiumPerYear(), PERCENT),
                figure("%+.3f", row.expectedFunding(), BASIS_POINTS),
                figure("%+,.2f", row.carryUsd(), 1));
    }

    private static void curve(final String of, final @Nullable Curve curve, final List<String> lines) {
        if (curve != null) {
            lines.add(text(
                    "  %s: %s over %d, level %.3f %% a year, slope %+.3f %% a year per year",
                    of,
                    curve.shape().toLowerCase(Locale.ROOT),
                    curve.points(),
                    PERCENT * curve.level(),
                    PERCENT * curve.slope()));
        }
    }

    private static String figure(final String format, final @Nullable Double value, final double unit) {
        return value == null ? NONE : text(format, unit * value);
    }

    private static String plain(final double value) {
        return value == Math.rint(value) ? text("%.0f", value) : text("%.3f", value);
    }

    private static String text(final String format, final @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
