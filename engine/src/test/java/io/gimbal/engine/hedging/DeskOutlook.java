package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.ForecastConfigurationEncoder;
import io.gimbal.journal.codec.StrategyConfigurationEncoder;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.VolEstimator;

/** Sound forecasts and strategies, for a desk under test to change one thing in. */
final class DeskOutlook {
    private DeskOutlook() {}

    /** Exponential average of seconds, from 60 % on; costs as the desk states them. */
    static ForecastConfigurationEncoder forecast(final EventPublisher events) {
        return events.forecastConfiguration()
                .intervalNs(SECOND_NS)
                .halfLifeNs(60 * SECOND_NS)
                .horizonNs(600 * SECOND_NS)
                .flowHalfLifeNs(60 * SECOND_NS)
                .startVol(scaled(0.6))
                .longRunVol(scaled(0.6))
                .alpha(scaled(0.05))
                .beta(scaled(0.9))
                .harConstant(scaled(-0.5))
                .harDaily(scaled(0.4))
                .harWeekly(scaled(0.3))
                .harMonthly(scaled(0.2))
                .harErrorVariance(scaled(0.1))
                .feeRate(scaled(0.0005))
                .spreadShare(scaled(1))
                .impact(scaled(0.7))
                .priorFills(scaled(1))
                .dailyVolume(scaled(10_000))
                .vpinBucket(scaled(1))
                .window(30)
                .vpinBuckets(5)
                .fillHalfLife(10)
                .estimator(VolEstimator.EWMA)
                .costSource(CostSource.ASSUMED);
    }

    /** A floor of 800,000 USD and five times the cushion; or 20 %; or an idle band of ten coins. */
    static StrategyConfigurationEncoder strategy(final EventPublisher events, final StrategyKind kind) {
        return events.strategyConfiguration()
                .kind(kind)
                .floor(scaled(800_000))
                .multiplier(scaled(5))
                .largestExposure(scaled(3))
                .bandShare(scaled(0.1))
                .targetVol(scaled(0.2))
                .idleHalfWidth(scaled(10))
                .costRate(scaled(0.0006));
    }
}
