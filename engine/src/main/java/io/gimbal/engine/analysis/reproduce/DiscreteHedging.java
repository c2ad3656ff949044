package io.gimbal.engine.analysis.reproduce;

import java.util.List;

/**
 * Profit of a call sold at its value and hedged at equal times, discounted to the sale, by the number of trades: E.
 * Derman and M. Kamal, "When You Cannot Hedge Continuously" (Goldman Sachs, 1999), whose formula for its standard
 * deviation is sqrt(pi / 4 / N) vega vol, and the example program DiscreteHedging of QuantLib 1.29, which prints four
 * moments.
 */
final class DiscreteHedging implements PublishedTable {
    private static final HedgedCall CALL = new HedgedCall(100.0, 100.0, 0.05, 0.20, 1.0 / 12.0, 0.05);
    private static final List<Integer> TRADES = List.of(10, 21, 42, 84, 168, 252);
    private static final long SEED = 9_900L;

    @Override
    public String name() {
        return "discrete-hedging";
    }

    @Override
    public String source() {
        return "E. Derman and M. Kamal (1999); QuantLib 1.29, example DiscreteHedging";
    }

    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        final Findings findings = new Findings(name());
        findings.put("ql_value", CALL.value());
        findings.put("ql_vega", CALL.vega());
        final int paths = scale.paths(ReproduceScale.USUAL_PATHS);
        for (final int trades : TRADES) {
            final Sampled sampled = new MonteCarlo(scale.threads())
                    .run(SEED + trades, paths, ClockHedge.QUANTITIES, ClockHedge.byDelta(CALL, trades));
            final Estimate deviation = sampled.standardDeviation(ClockHedge.DISCOUNTED);
            final Estimate mean =
                    sampled.mean(ClockHedge.DISCOUNTED).times(-1.0).plus(CALL.value());
            final String end = "_" + trades;
            findings.put("ql_dh" + end, deviation, paths);
            findings.put("ql_dh_mean" + end, mean, paths);
            findings.put("ql_dh_share" + end, deviation.times(1.0 / CALL.value()), paths);
            findings.put("ql_dh_skew" + end, skewness(sampled), paths);
            findings.put(
                    "ql_dh_kurt" + end,
                    sampled.estimate(block -> block.get(ClockHedge.DISCOUNTED).excessKurtosis()),
                    paths);
            findings.put("dk_formula" + end, Math.sqrt(Math.PI / 4.0 / trades) * CALL.vega() * CALL.vol());
        }
        return findings.rows();
    }

    /** Of the profit: the cost's with the other sign. */
    private static Estimate skewness(final Sampled sampled) {
        return sampled.estimate(block -> -block.get(ClockHedge.DISCOUNTED).skewness());
    }
}
