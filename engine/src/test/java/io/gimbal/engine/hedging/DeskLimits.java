package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.LimitsConfigurationEncoder;

/** Limits of a desk under test: wide, and 10 seconds for every age, unless told otherwise. */
final class DeskLimits {
    private double maxOrderUsd = 1_000_000;
    private double maxPositionUsd = 10_000_000;
    private double collarRate = 0.05;
    private long maxIndexAgeNs = 10 * EngineScenario.SECOND_NS;
    private long maxForwardAgeNs = 10 * EngineScenario.SECOND_NS;
    private long maxVolAgeNs = 10 * EngineScenario.SECOND_NS;
    private long maxQuoteAgeNs = 10 * EngineScenario.SECOND_NS;
    private long backOffNs = 2 * EngineScenario.SECOND_NS;

    DeskLimits maxOrderUsd(final double usd) {
        maxOrderUsd = usd;
        return this;
    }

    DeskLimits maxPositionUsd(final double usd) {
        maxPositionUsd = usd;
        return this;
    }

    DeskLimits collarRate(final double rate) {
        collarRate = rate;
        return this;
    }

    DeskLimits maxAgesSeconds(final long index, final long forward, final long vol, final long quote) {
        maxIndexAgeNs = index * EngineScenario.SECOND_NS;
        maxForwardAgeNs = forward * EngineScenario.SECOND_NS;
        maxVolAgeNs = vol * EngineScenario.SECOND_NS;
        maxQuoteAgeNs = quote * EngineScenario.SECOND_NS;
        return this;
    }

    DeskLimits backOffNs(final long ns) {
        backOffNs = ns;
        return this;
    }

    void encode(final LimitsConfigurationEncoder event) {
        event.maxOrderUsd(EngineScenario.scaled(maxOrderUsd))
                .maxPositionUsd(EngineScenario.scaled(maxPositionUsd))
                .collarRate(EngineScenario.scaled(collarRate))
                .maxIndexAgeNs(maxIndexAgeNs)
                .maxForwardAgeNs(maxForwardAgeNs)
                .maxVolAgeNs(maxVolAgeNs)
                .maxQuoteAgeNs(maxQuoteAgeNs)
                .maxCommandAgeNs(EngineScenario.SECOND_NS)
                .rejectBackOffNs(backOffNs);
    }
}
