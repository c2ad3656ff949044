package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.hedging.execution.AlmgrenChriss;
import io.gimbal.engine.hedging.strategy.ConstantProportion;
import io.gimbal.engine.hedging.strategy.Cppi;
import java.util.Locale;

/** Worked examples of strategies: liquidation over time and insurance by constant proportions. */
final class StrategyExamples {
    private static final double SHARES = 1e6;
    private static final int DAYS = 5;

    private StrategyExamples() {}

    /** {@return the cheapest liquidation of a million shares over five days} */
    static PublishedTable almgrenChriss() {
        return new FormulaTable(
                "almgren-chriss",
                "R. Almgren, N. Chriss: Optimal execution of portfolio transactions (2000), table 1",
                StrategyExamples::liquidation);
    }

    private static void liquidation(final Findings findings) {
        final AlmgrenChriss model = new AlmgrenChriss(0.95, 0.0625, 2.5e-7, 2.5e-6, 1.0);
        final double urgency = model.urgency(1e-6);
        findings.put("ac_kappa", urgency);
        findings.put("ac_half_life", AlmgrenChriss.halfLife(urgency));
        for (int day = 0; day <= DAYS; day++) {
            findings.put(
                    String.format(Locale.ROOT, "ac_held_%d", day), AlmgrenChriss.holding(SHARES, urgency, DAYS, day));
        }
        findings.put("ac_cost", model.expectedCost(SHARES, urgency, DAYS));
        findings.put("ac_sd", Math.sqrt(model.variance(SHARES, urgency, DAYS)));
        findings.put("ac_linear_cost", model.expectedCost(SHARES, 0.0, DAYS));
        findings.put("ac_linear_sd", Math.sqrt(model.variance(SHARES, 0.0, DAYS)));
    }

    /** {@return exposures of insured portfolios} */
    static PublishedTable constantProportion() {
        return new FormulaTable("cppi", "textbook examples after Black and Jones (1987)", StrategyExamples::insurance);
    }

    private static void insurance(final Findings findings) {
        final double multiplier = ConstantProportion.multiplierForGap(0.20, 0.0);
        findings.put("cppi_multiplier", multiplier);
        findings.put("cppi_100k", ConstantProportion.exposure(100_000.0, 90_000.0, multiplier, 1.0));
        final Cppi portfolio = new Cppi(3.0, 1.0, 0.0, 0.0, 0.0);
        portfolio.start(8.5e6, 10e6, 0L);
        final double exposure = portfolio.targetExposure();
        findings.put("cppi_10m", exposure);
        after(findings, "up", 10e6 + 0.05 * exposure);
        after(findings, "down", 10e6 - 0.05 * exposure);
    }

    private static void after(final Findings findings, final String move, final double value) {
        final Cppi portfolio = new Cppi(3.0, 1.0, 0.0, 0.0, 0.0);
        portfolio.start(8.5e6, 10e6, 0L);
        portfolio.onValue(value, 0L);
        findings.put("cppi_" + move + "_value", value);
        findings.put("cppi_" + move, portfolio.targetExposure());
    }
}
