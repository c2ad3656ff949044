package io.gimbal.engine.analysis.reproduce;

import java.util.List;

/**
 * J. Hull's tables of how well stop-loss and delta hedging do, by the weeks between two trades: standard deviation of
 * the cost of writing and hedging a call over its value. The current editions take no interest on the account; with
 * interest, and the cost discounted, the figures are others, and those of delta hedging fall with the square root of
 * the interval.
 */
final class HullHedging implements PublishedTable {
    private static final double WEEKS = 20.0;
    private static final HedgedCall CALL = new HedgedCall(49.0, 50.0, 0.05, 0.20, WEEKS / 52.0, 0.13);
    private static final List<String> INTERVALS = List.of("5", "4", "2", "1", "0.5", "0.25");

    private final String name;
    private final String prefix;
    private final long seed;
    private final boolean isDelta;

    private HullHedging(final String name, final String prefix, final long seed, final boolean isDelta) {
        this.name = name;
        this.prefix = prefix;
        this.seed = seed;
        this.isDelta = isDelta;
    }

    /** {@return the table of delta hedging, 19.4} */
    static HullHedging delta() {
        return new HullHedging("hull-delta-hedging", "hull19.4", 1904L, true);
    }

    /** {@return the table of the stop-loss strategy, 19.1} */
    static HullHedging stopLoss() {
        return new HullHedging("hull-stop-loss", "hull19.1", 1901L, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String source() {
        return "J. Hull: Options, Futures and Other Derivatives, chapter 19";
    }

    @Override
    public List<ReproducedRow> run(final ReproduceScale scale) {
        final Findings findings = new Findings(name);
        final int paths = scale.paths(ReproduceScale.USUAL_PATHS);
        final double price = CALL.value();
        if (isDelta) {
            findings.put("hull19.4_value", 100_000.0 * price);
        }
        for (int i = 0; i < INTERVALS.size(); i++) {
            final String interval = INTERVALS.get(i);
            final int steps = (int) Math.round(WEEKS / Double.parseDouble(interval));
            final ClockHedge hedge = isDelta ? ClockHedge.byDelta(CALL, steps) : ClockHedge.byStopLoss(CALL, steps);
            final Sampled sampled =
                    new MonteCarlo(scale.threads()).run(seed + 100L * i, paths, ClockHedge.QUANTITIES, hedge);
            findings.put(
                    prefix + "_" + interval + "w",
                    sampled.standardDeviation(ClockHedge.PLAIN).times(1.0 / price),
                    paths);
            findings.put(
                    prefix + "disc_" + interval + "w",
                    sampled.standardDeviation(ClockHedge.DISCOUNTED).times(1.0 / price),
                    paths);
        }
        return findings.rows();
    }
}
