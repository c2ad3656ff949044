package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.analysis.overlay.NeutralHedge;
import io.gimbal.engine.analysis.overlay.NeutralSolver;
import io.gimbal.engine.hedging.forecast.EwmaVariance;
import io.gimbal.engine.hedging.forecast.Garch;
import io.gimbal.engine.hedging.instrument.MinimumVariance;
import io.gimbal.engine.hedging.instrument.PairMoments;
import java.util.List;

/**
 * The worked examples of J. Hull's chapters on futures hedges, on several Greeks at once, and on estimating
 * volatilities.
 */
final class HullExamples {
    private static final String BOOK = "J. Hull: Options, Futures and Other Derivatives, ";
    private static final List<Double> FUTURES_MOVES =
            List.of(.021, .035, -.046, .001, .044, -.029, -.026, -.029, .048, -.006, -.036, -.011, .019, -.027, .029);
    private static final List<Double> FUEL_MOVES =
            List.of(.029, .020, -.044, .008, .026, -.019, -.010, -.007, .043, .011, -.036, -.018, .009, -.032, .023);

    private HullExamples() {}

    /** {@return the hedge of jet fuel with heating-oil futures} */
    static PublishedTable hedgeRatio() {
        return new FormulaTable("hull-hedge-ratio", BOOK + "chapter 3, table 3.2", HullExamples::ratio);
    }

    private static void ratio(final Findings findings) {
        final PairMoments moves = new PairMoments();
        for (int month = 0; month < FUEL_MOVES.size(); month++) {
            moves.add(FUTURES_MOVES.get(month), FUEL_MOVES.get(month));
        }
        final double ratio = MinimumVariance.ratio(moves.covariance(), moves.varianceX());
        final double contracts = MinimumVariance.contracts(ratio, 2_000_000.0, 42_000.0);
        findings.put("hull3.2_sigma_f", Math.sqrt(moves.varianceX()));
        findings.put("hull3.2_sigma_s", Math.sqrt(moves.varianceY()));
        findings.put("hull3.2_rho", moves.correlation());
        findings.put("hull3.2_h", ratio);
        findings.put("hull3.2_contracts", contracts);
        findings.put("hull3.2_whole", (double) MinimumVariance.whole(contracts));
        final double daily = MinimumVariance.contracts(0.8, 2_200_000.0, 54_600.0);
        findings.put("hull3.4_daily", daily);
        findings.put("hull3.4_daily_whole", (double) MinimumVariance.whole(daily));
    }

    /** {@return portfolios made neutral in delta, gamma and vega} */
    static PublishedTable multiGreek() {
        return new FormulaTable("hull-multi-greek", BOOK + "sections 19.4, 19.6 and 19.8", HullExamples::neutral);
    }

    private static void neutral(final Findings findings) {
        final double[] quantities = {100_000.0, -200_000.0, -50_000.0};
        final double[] deltas = {0.533, 0.468, -0.508};
        double total = 0.0;
        for (int i = 0; i < deltas.length; i++) {
            total += quantities[i] * deltas[i];
        }
        findings.put("hull19_portfolio_delta", total);
        final NeutralHedge gamma = NeutralSolver.solve(
                new double[] {-3_000.0}, new double[][] {{1.5}}, new double[] {1.0}, new double[] {0.62}, 0.0);
        findings.put("hull19_gamma_option", gamma.options().get(0));
        findings.put("hull19_gamma_shares", gamma.underlying());
        final NeutralHedge both = NeutralSolver.solve(
                new double[] {-5_000.0, -8_000.0},
                new double[][] {{0.5, 0.8}, {2.0, 1.2}},
                new double[] {1.0, 1.0},
                new double[] {0.6, 0.5},
                0.0);
        findings.put("hull19_vega_option1", both.options().get(0));
        findings.put("hull19_vega_option2", both.options().get(1));
        findings.put("hull19_vega_shares", both.underlying());
    }

    /** {@return one step of an exponentially weighted average and of a GARCH(1,1)} */
    static PublishedTable volatility() {
        return new FormulaTable("hull-volatility", BOOK + "chapter on estimating volatilities", HullExamples::forecast);
    }

    private static void forecast(final Findings findings) {
        final EwmaVariance average = new EwmaVariance(0.9);
        average.start(0.01 * 0.01);
        average.onReturn(0.02);
        findings.put("hull_ewma_variance", average.variance());
        findings.put("hull_ewma_vol", average.vol());
        final Garch garch = new Garch(2e-6, 0.13, 0.86);
        garch.start(0.016 * 0.016);
        garch.onReturn(0.01);
        findings.put("hull_garch_variance", garch.variance());
        findings.put("hull_garch_vol", Math.sqrt(garch.variance()));
        findings.put("hull_garch_long_run", garch.longRunVariance());
    }
}
