package io.gimbal.engine.analysis.exact;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.Zakamouline;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact bands of one call at the money (spot 100 USD, a year, 20 % volatility, risk aversion 0.1 per USD) beside
 * the closed forms, over falling costs. A band watched in steps is narrower than one watched always by a multiple
 * of √δ; so each exact edge is twice that of four times the steps less that of the steps.
 */
public final class ExactBandStudy {
    private static final double SPOT = 100;
    private static final double VOL = 0.2;
    private static final double AVERSION = 0.1;
    private static final double POINTS_PER_WIDTH = 40;
    private static final int FINER = 4;

    private ExactBandStudy() {}

    /**
     * One cost, now.
     *
     * @param costRate       k, share of the price per coin
     * @param halfWidth      exact, coins
     * @param whalleyWilmott half-width, coins
     * @param zakamouline    half-width, coins
     * @param centre         exact, coins
     * @param blackCentre    minus units times Black's delta, coins
     * @param shiftedCentre  the same at the volatility of Zakamouline, coins
     */
    public record Row(
            double costRate,
            double halfWidth,
            double whalleyWilmott,
            double zakamouline,
            double centre,
            double blackCentre,
            double shiftedCentre) {
        /**
         * Exact half-width as a multiple of that of Whalley and Wilmott.
         *
         * @return 1 in the limit of no costs
         */
        public double ratio() {
            return halfWidth / whalleyWilmott;
        }
    }

    /**
     * Solves for each cost.
     *
     * @param units     calls held, below 0 if short, not 0
     * @param steps     of the coarser tree; the finer has four times as many
     * @param costRates each above 0 and below 1
     * @return rows in the order of the costs
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static List<Row> rows(final double units, final int steps, final List<Double> costRates) {
        final List<Row> rows = new ArrayList<>(costRates.size());
        for (final double costRate : costRates) {
            if (!(costRate > 0)) {
                throw new IllegalArgumentException("costRate must be above 0: " + costRate);
            }
            rows.add(row(units, steps, costRate));
        }
        return List.copyOf(rows);
    }

    private static Row row(final double units, final int steps, final double costRate) {
        final double gamma = units * DeterministicMath.normalPdf(VOL / 2) / (SPOT * VOL);
        final double simple = Bands.whalleyWilmott(costRate, SPOT, gamma, AVERSION);
        final double fitted = Zakamouline.floor(costRate, SPOT, AVERSION, VOL, 1)
                + Zakamouline.width(costRate, gamma, AVERSION, VOL, 1, 1);
        final double shift = Zakamouline.shift(costRate, SPOT, gamma, AVERSION, VOL, 1, 1);
        final double black = target(units, VOL);
        final double spacing = simple / POINTS_PER_WIDTH;
        final ExactBand coarse = solve(units, steps, costRate, black, spacing);
        final ExactBand fine = solve(units, FINER * steps, costRate, black, spacing);
        return new Row(
                costRate,
                2 * fine.halfWidth(0, 0) - coarse.halfWidth(0, 0),
                simple,
                fitted,
                2 * fine.centre(0, 0) - coarse.centre(0, 0),
                black,
                target(units, Zakamouline.centreVol(VOL, shift, gamma)));
    }

    private static ExactBand solve(
            final double units, final int steps, final double costRate, final double centre, final double spacing) {
        final double reach = Math.abs(units);
        final int points = (int) Math.min(ExactLattice.MOST_POINTS, Math.round(2 * reach / spacing) + 1);
        return ExactBand.solve(new ExactBandProblem(
                new ExactClaim(ExactClaim.Kind.CALL, units, SPOT, 1),
                SPOT,
                VOL,
                costRate,
                AVERSION,
                false,
                new ExactLattice(steps, centre - reach, centre + reach, points)));
    }

    /** At the money over a year: d1 is half the volatility. */
    private static double target(final double units, final double vol) {
        return -units * DeterministicMath.normalCdf(vol / 2);
    }
}
