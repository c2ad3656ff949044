package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.analysis.frontier.BarReport;
import io.gimbal.engine.analysis.frontier.BarSettings;
import io.gimbal.engine.analysis.frontier.BarStudy;
import io.gimbal.engine.analysis.frontier.TradingCosts;
import io.gimbal.engine.market.path.QueueSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our own replay of a month of one-minute bars of a bitcoin perpetual: the tracking error of Whalley and Wilmott's band
 * over that of a four-hour clock at equal cost, for straddles of three and of seven days.
 *
 * @param data folder of recorded data, which holds the bars; null where there is none
 */
record ReplayTable(@Nullable Path data) implements PublishedTable {
    private static final String BARS = "perp-bars-2022";
    private static final String BAND = "whalley-wilmott-edge";
    private static final int CLOCK_MINUTES = 240;
    private static final long SEED = 101L;
    private static final double REACH = 2.0;

    @Override
    public String name() {
        return "replay-2022";
    }

    @Override
    public String source() {
        return "own replay of one-minute bars of a bitcoin perpetual, January 2022";
    }

    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        if (data == null || !Files.exists(data.resolve(BARS))) {
            return PublishedFigures.of(name()).stream()
                    .map(figure ->
                            figure.skipped("needs recorded bars: set GIMBAL_DATA to a folder that holds " + BARS))
                    .toList();
        }
        final Path bars = data.resolve(BARS);
        final Findings findings = new Findings(name());
        final BarReport.Row three = band(bars, 3);
        final BarReport.Row seven = band(bars, 7);
        put(findings, "replay_ww_3d_4h", Estimate.of(three.teRatioAtEqualCost(), three.standardError()));
        put(findings, "replay_ww_7d_4h", Estimate.of(seven.teRatioAtEqualCost(), seven.standardError()));
        final BarReport.OutOfSample later = seven.outOfSample();
        put(
                findings,
                "replay_ww_7d_4h_oos",
                later == null ? Estimate.of(null, null) : Estimate.of(later.teRatio(), later.standardError()));
        return findings.rows();
    }

    private static BarReport.Row band(final Path bars, final int days) {
        return BarStudy.run(
                        bars,
                        new BarSettings(
                                days, SEED, CLOCK_MINUTES, REACH, 1.0, TradingCosts.SIX_BP, QueueSettings.PERPETUAL))
                .result(BAND);
    }

    private static void put(final Findings findings, final String id, final Estimate found) {
        findings.put(id, found, 1);
    }
}
