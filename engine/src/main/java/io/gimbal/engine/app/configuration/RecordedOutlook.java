package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.VolEstimator;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Forecast and strategy of a book as a journal tells them, as properties of a file; none where there were none. Pure. */
final class RecordedOutlook {
    private static final long NS_PER_S = 1_000_000_000;
    private static final long NS_PER_DAY = 86_400 * NS_PER_S;
    private static final long BP_PER_ONE = 10_000;

    private RecordedOutlook() {}

    /** {@return of {@code [forecast]}} */
    static Values forecast(final @Nullable DirectBuffer event) {
        final Values values = new Values();
        if (event == null) {
            return values;
        }
        final ForecastConfigurationDecoder told =
                new ForecastConfigurationDecoder().wrapAndApplyHeader(event, 0, new MessageHeaderDecoder());
        values.put(ForecastSchema.ESTIMATOR, told.estimator().name().toLowerCase(Locale.ROOT));
        values.put(ForecastSchema.INTERVAL_S, told.intervalNs() / NS_PER_S);
        values.put(ForecastSchema.HALF_LIFE_S, told.halfLifeNs() / NS_PER_S);
        values.put(ForecastSchema.HORIZON_DAYS, told.horizonNs() / NS_PER_DAY);
        if (told.startVol() != Decimals.ABSENT) {
            values.put(ForecastSchema.START_VOL, told.startVol());
        }
        values.put(ForecastSchema.LONG_RUN_VOL, told.longRunVol());
        values.put(ForecastSchema.GARCH_ALPHA, told.alpha());
        values.put(ForecastSchema.GARCH_BETA, told.beta());
        if (told.estimator() == VolEstimator.HAR) {
            values.put(ForecastSchema.HAR_CONSTANT, told.harConstant());
            values.put(ForecastSchema.HAR_DAILY, told.harDaily());
            values.put(ForecastSchema.HAR_WEEKLY, told.harWeekly());
            values.put(ForecastSchema.HAR_MONTHLY, told.harMonthly());
            values.put(ForecastSchema.HAR_ERROR_VARIANCE, told.harErrorVariance());
        }
        values.put(ForecastSchema.WINDOW, (long) told.window());
        values.put(ForecastSchema.FLOW_HALF_LIFE_S, told.flowHalfLifeNs() / NS_PER_S);
        values.put(ForecastSchema.SEASON, told.isSeasonal() == BooleanType.TRUE);
        final int fitDays = told.harFitDays();
        values.put(
                ForecastSchema.HAR_FIT_DAYS,
                fitDays == ForecastConfigurationDecoder.harFitDaysNullValue() ? 0L : (long) fitDays);
        costs(told, values);
        return values;
    }

    private static void costs(final ForecastConfigurationDecoder told, final Values values) {
        values.put(ForecastSchema.COST, told.costSource().name().toLowerCase(Locale.ROOT));
        values.put(ForecastSchema.TAKER_RATE, told.feeRate());
        values.put(ForecastSchema.SPREAD_SHARE, told.spreadShare());
        values.put(ForecastSchema.IMPACT, told.impact());
        values.put(ForecastSchema.PRIOR_FILLS, told.priorFills());
        values.put(ForecastSchema.FILL_HALF_LIFE, (long) told.fillHalfLife());
        values.put(ForecastSchema.DAILY_VOLUME_COINS, told.dailyVolume());
        values.put(ForecastSchema.VPIN_BUCKET_COINS, told.vpinBucket());
        values.put(ForecastSchema.VPIN_BUCKETS, (long) told.vpinBuckets());
        values.put(ForecastSchema.VPIN_COST_FACTOR, told.vpinExtra());
    }

    /** {@return of {@code [strategy]}} */
    static Values strategy(final @Nullable DirectBuffer event) {
        final Values values = new Values();
        if (event == null) {
            return values;
        }
        final StrategyConfigurationDecoder told =
                new StrategyConfigurationDecoder().wrapAndApplyHeader(event, 0, new MessageHeaderDecoder());
        values.put(StrategySchema.KIND, told.kind().name().toLowerCase(Locale.ROOT));
        if (told.kind() == StrategyKind.NONE) {
            return values;
        }
        positive(values, StrategySchema.FLOOR_USD, told.floor());
        positive(values, StrategySchema.MULTIPLIER, told.multiplier());
        positive(values, StrategySchema.TARGET_VOL, told.targetVol());
        positive(values, StrategySchema.IDLE_HALF_WIDTH_COINS, told.idleHalfWidth());
        values.put(StrategySchema.LARGEST_EXPOSURE, told.largestExposure());
        values.put(StrategySchema.FLOOR_RATE, told.floorRate());
        values.put(StrategySchema.RATCHET, told.ratchet());
        values.put(StrategySchema.BAND_SHARE, told.bandShare());
        values.put(StrategySchema.RENT_MARGIN_USD, told.rentMargin());
        values.put(StrategySchema.COST_BP, told.costRate() * BP_PER_ONE);
        return values;
    }

    /** What the desk did not state is 0 in the event. */
    private static void positive(final Values values, final Key key, final long value) {
        if (value > 0) {
            values.put(key, value);
        }
    }
}
