package io.gimbal.engine.analysis.whatif;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.SimulatedGateway;
import java.util.List;

/**
 * The rule by which a counterfactual's orders fill, that of a backtest: against the top of book that was delivered to
 * us, a declared latency later, some ticks worse. Orders consume no depth.
 *
 * @param latencyNs       from sending an order to its match, nanoseconds, 0 or more
 * @param slippageTicks   added against us at every taking fill, 0 or more
 * @param isSizeRespected whether a fill is bounded by the size shown
 */
public record FillModel(long latencyNs, int slippageTicks, boolean isSizeRespected) {
    /**
     * Checks the ranges.
     *
     * @param latencyNs       as above
     * @param slippageTicks   as above
     * @param isSizeRespected as above
     * @throws IllegalArgumentException when a value is negative
     */
    public FillModel {
        if (latencyNs < 0 || slippageTicks < 0) {
            throw new IllegalArgumentException(
                    "fill model out of range: latencyNs=" + latencyNs + ", slippageTicks=" + slippageTicks);
        }
    }

    TradingVenue venue(final RecordedSession session) {
        return new SimulatedTrading(
                gateway(session.specs(), session.generation().epoch()));
    }

    SimulatedGateway gateway(final List<InstrumentSpec> specs, final int epoch) {
        return new SimulatedGateway(new SimulatedGateway.Context()
                .specs(specs)
                .latencyNs(latencyNs)
                .slippageTicks(slippageTicks)
                .respectSize(isSizeRespected)
                .epoch(epoch));
    }
}
