package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.analysis.frontier.Frontier;
import io.gimbal.engine.analysis.frontier.FrontierReport;
import io.gimbal.engine.analysis.frontier.FrontierSettings;
import io.gimbal.engine.analysis.frontier.FrontierWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Our own study of hedging rules at equal cost: the tracking error of Whalley and Wilmott's band, traded to its edge,
 * over that of a four-hour clock, before the unwind at expiry. The rows of maker orders rest on fills that were
 * assumed; the engine's study measures them under a queue instead, so those are shown and not run.
 */
final class FrontierTable implements PublishedTable {
    private static final String ASSUMED_FILLS =
            "its fills were assumed; gimbal frontier measures them under a queue, as policy default-maker";
    private static final int PATHS = 600;
    private static final Map<String, Market> MARKETS = Map.of(
            "front_ww_g7_4h", new Market(FrontierWorld.GBM, 7, 101L),
            "front_ww_b7_4h", new Market(FrontierWorld.BTC, 7, 202L),
            "front_ww_g30_4h", new Market(FrontierWorld.GBM, 30, 303L),
            "front_ww_b30_4h", new Market(FrontierWorld.BTC, 30, 404L));

    /** Where a straddle is hedged. */
    private record Market(FrontierWorld world, int days, long seed) {}

    @Override
    public String name() {
        return "frontier";
    }

    @Override
    public String source() {
        return "own simulation of hedging rules at equal cost; theory of the reflecting band";
    }

    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        final int paths = Math.max(FrontierSettings.FEWEST_PATHS, (int) scale.share(PATHS));
        final List<ReproducedRow> rows = new ArrayList<>();
        for (final PublishedFigure figure : PublishedFigures.of(name())) {
            final Market market = MARKETS.get(figure.id());
            rows.add(
                    market == null
                            ? figure.skipped(ASSUMED_FILLS)
                            : figure.judge(ratio(market, paths, scale.threads()), paths));
        }
        return rows;
    }

    private static Estimate ratio(final Market market, final int paths, final int threads) {
        final FrontierReport report = Frontier.run(FrontierSettings.of(market.world(), market.days(), market.seed())
                .withPaths(paths, threads));
        final FrontierReport.Row band = report.result("whalley-wilmott-edge");
        return Estimate.of(band.teRatioBeforeUnwind(), band.standardError());
    }
}
