package io.gimbal.engine.analysis.overlay;

import java.util.List;

/**
 * What options as hedges buy and cost, way by way of sizing them.
 *
 * @param world         the market
 * @param days          to the expiry of the short straddle
 * @param paths         simulated, the same of every row
 * @param seed          of all chance
 * @param premiumShares what shares are of: the straddle's premium at a volatility of 60 %
 * @param results       one row per half-spread, way and risk aversion
 */
public record OverlayFrontierReport(
        String world, int days, int paths, long seed, String premiumShares, List<Row> results) {
    /**
     * Copies the list.
     *
     * @param world         the market
     * @param days          to the expiry
     * @param paths         simulated
     * @param seed          of all chance
     * @param premiumShares what shares are of
     * @param results       rows
     */
    public OverlayFrontierReport {
        results = List.copyOf(results);
    }

    /**
     * One way to size the options.
     *
     * @param halfSpreadVolPoints that an option trade pays
     * @param sizing              the way
     * @param riskAversion        of the overlay; of no meaning to the others
     * @param reduction           of the total standard deviation, share
     * @param standardError       of the reduction
     * @param totalStd            of the result with options, share of the premium
     * @param totalStdBefore      without
     * @param optionCost          spread and fees of all option trades, share of the premium
     * @param perpetualCost       with options, share of the premium
     * @param perpetualCostBefore without
     * @param es95                mean loss of the worst 5 % with options, share of the premium
     * @param es95Before          without
     * @param meanPnl             with options, all costs paid, share of the premium
     * @param meanPnlBefore       without
     * @param exceededShare       of the decisions after which a limit stayed exceeded
     * @param depthShare          of the decisions that took all there was of an option
     * @param mostMargin          that options tied up, share of the premium
     */
    public record Row(
            double halfSpreadVolPoints,
            OverlaySizing sizing,
            double riskAversion,
            double reduction,
            double standardError,
            double totalStd,
            double totalStdBefore,
            double optionCost,
            double perpetualCost,
            double perpetualCostBefore,
            double es95,
            double es95Before,
            double meanPnl,
            double meanPnlBefore,
            double exceededShare,
            double depthShare,
            double mostMargin) {
        static Row of(final OverlayStudySettings settings, final OverlayStudyResult result) {
            return new Row(
                    settings.halfSpreadVolPoints(),
                    settings.sizing(),
                    settings.riskAversion(),
                    result.reduction(),
                    result.standardError(),
                    result.stdWith(),
                    result.stdWithout(),
                    result.optionCost(),
                    result.perpetualCost(),
                    result.perpetualBefore(),
                    result.shortfall95(),
                    result.shortfallBefore(),
                    result.meanWith(),
                    result.meanWithout(),
                    result.exceededShare(),
                    result.depthShare(),
                    result.mostMargin() / OverlayStudy.premium());
        }
    }
}
