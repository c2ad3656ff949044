package io.gimbal.engine.analysis.reproduce;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables that can be asked for: an explicit list, in the order in which it is shown. */
public final class PublishedTables {
    private PublishedTables() {}

    /**
     * Lists them.
     *
     * @param data folder of recorded data; null where there is none, and what needs it is skipped
     * @return every table
     */
    public static List<PublishedTable> all(final @Nullable Path data) {
        return List.of(
                HullHedging.delta(),
                HullHedging.stopLoss(),
                new HullWeeklyPaths(),
                HullExamples.hedgeRatio(),
                HullExamples.multiGreek(),
                HullExamples.volatility(),
                new DiscreteHedging(),
                new CostlyHedging(),
                BandExamples.pfhedge(),
                BandExamples.formulas(),
                new BandAlgebra(),
                StrategyExamples.almgrenChriss(),
                ContractExamples.everlasting(),
                ContractExamples.inverseOption(),
                ContractExamples.liquidity(),
                ContractExamples.funding(),
                StrategyExamples.constantProportion(),
                new UnavailableTable(
                        "hull-white-minimum-variance",
                        "J. Hull, A. White: Optimal delta hedging for options (2017), tables 1 to 3",
                        "needs the commercial option prices of OptionMetrics; gimbal surface --history measures the"
                                + " same gain on recorded chains"),
                new FrontierTable(),
                new UnavailableTable(
                        "options-overlay",
                        "own simulation of a short straddle hedged with options",
                        "the engine sizes options by its own optimiser, which has a study of its own"),
                new ReplayTable(data));
    }
}
