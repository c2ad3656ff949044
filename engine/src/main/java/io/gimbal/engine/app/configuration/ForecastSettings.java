package io.gimbal.engine.app.configuration;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.ForecastConfigurationEncoder;
import io.gimbal.journal.codec.VolEstimator;
import java.util.Locale;

/**
 * Section {@code forecast}, with what {@code book.forecast} changed. Shares, rates, volatilities and amounts times 1e8;
 * {@link Decimals#ABSENT} where nothing is said.
 *
 * @param estimator      which forecast is acted on; {@code NULL_VAL} for none at all
 * @param intervalNs     grid of returns
 * @param halfLifeNs     of the exponential average
 * @param horizonNs      of GARCH and HAR
 * @param startVol       to begin with, or absent
 * @param longRunVol     of GARCH
 * @param alpha          of GARCH
 * @param beta           of GARCH
 * @param har            the daily regression
 * @param harFitDays     days that the regression is fitted again on; 0: as stated
 * @param isSeasonal     whether the hours of the week scale the forecast
 * @param window         returns in the realised variance
 * @param flowHalfLifeNs of the order-flow imbalance
 * @param costs          what trading costs, and who says so
 * @param vpinBucket     coins of a bucket; 0 for none
 * @param vpinBuckets    in the sum
 * @param vpinExtra      share added to the cost while flow is toxic
 */
public record ForecastSettings(
        VolEstimator estimator,
        long intervalNs,
        long halfLifeNs,
        long horizonNs,
        long startVol,
        long longRunVol,
        long alpha,
        long beta,
        Har har,
        int harFitDays,
        boolean isSeasonal,
        int window,
        long flowHalfLifeNs,
        Costs costs,
        long vpinBucket,
        int vpinBuckets,
        long vpinExtra) {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final String NONE = "none";

    /**
     * The regression of the logarithm of a day's variance; 0 throughout where none is said.
     *
     * @param constant      of it
     * @param daily         weight of the last day
     * @param weekly        weight of seven days
     * @param monthly       weight of thirty days
     * @param errorVariance of its errors
     */
    public record Har(long constant, long daily, long weekly, long monthly, long errorVariance) {
        static Har of(final Values values) {
            return new Har(
                    values.number(ForecastSchema.HAR_CONSTANT, 0),
                    values.number(ForecastSchema.HAR_DAILY, 0),
                    values.number(ForecastSchema.HAR_WEEKLY, 0),
                    values.number(ForecastSchema.HAR_MONTHLY, 0),
                    values.number(ForecastSchema.HAR_ERROR_VARIANCE, 0));
        }
    }

    /**
     * What trading costs until own fills say more.
     *
     * @param source       who says what policies take
     * @param takerRate    fee, of the notional
     * @param spreadShare  of the half-spread
     * @param impact       coefficient
     * @param priorFills   that these weigh as much as
     * @param fillHalfLife fills after which one counts half
     * @param dailyVolume  coins
     */
    public record Costs(
            CostSource source,
            long takerRate,
            long spreadShare,
            long impact,
            long priorFills,
            int fillHalfLife,
            long dailyVolume) {
        static Costs of(final Values values) {
            return new Costs(
                    values.constant(ForecastSchema.COST, CostSource.class),
                    values.number(ForecastSchema.TAKER_RATE),
                    values.number(ForecastSchema.SPREAD_SHARE),
                    values.number(ForecastSchema.IMPACT),
                    values.number(ForecastSchema.PRIOR_FILLS),
                    values.count(ForecastSchema.FILL_HALF_LIFE),
                    values.number(ForecastSchema.DAILY_VOLUME_COINS));
        }
    }

    static ForecastSettings of(final Values values) {
        return new ForecastSettings(
                estimator(values),
                values.secondsAsNs(ForecastSchema.INTERVAL_S),
                values.secondsAsNs(ForecastSchema.HALF_LIFE_S),
                values.number(ForecastSchema.HORIZON_DAYS) * DAY_NS,
                values.number(ForecastSchema.START_VOL, Decimals.ABSENT),
                values.number(ForecastSchema.LONG_RUN_VOL),
                values.number(ForecastSchema.GARCH_ALPHA),
                values.number(ForecastSchema.GARCH_BETA),
                Har.of(values),
                values.count(ForecastSchema.HAR_FIT_DAYS),
                values.flag(ForecastSchema.SEASON),
                values.count(ForecastSchema.WINDOW),
                values.secondsAsNs(ForecastSchema.FLOW_HALF_LIFE_S),
                Costs.of(values),
                values.number(ForecastSchema.VPIN_BUCKET_COINS),
                values.count(ForecastSchema.VPIN_BUCKETS),
                values.number(ForecastSchema.VPIN_COST_FACTOR));
    }

    private static VolEstimator estimator(final Values values) {
        final String word = values.text(ForecastSchema.ESTIMATOR);
        return word.equals(NONE) ? VolEstimator.NULL_VAL : VolEstimator.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** {@return whether anything is forecast} */
    public boolean isWanted() {
        return estimator != VolEstimator.NULL_VAL;
    }

    /** Writes what the engine is told. */
    void encode(final ForecastConfigurationEncoder event) {
        event.estimator(estimator)
                .intervalNs(intervalNs)
                .halfLifeNs(halfLifeNs)
                .horizonNs(horizonNs)
                .flowHalfLifeNs(flowHalfLifeNs)
                .startVol(startVol)
                .longRunVol(longRunVol)
                .alpha(alpha)
                .beta(beta)
                .harConstant(har.constant())
                .harDaily(har.daily())
                .harWeekly(har.weekly())
                .harMonthly(har.monthly())
                .harErrorVariance(har.errorVariance())
                .harFitDays(harFitDays)
                .isSeasonal(isSeasonal ? BooleanType.TRUE : BooleanType.FALSE)
                .window(window)
                .vpinBucket(vpinBucket)
                .vpinBuckets(vpinBuckets)
                .vpinExtra(vpinExtra)
                .costSource(costs.source())
                .feeRate(costs.takerRate())
                .spreadShare(costs.spreadShare())
                .impact(costs.impact())
                .priorFills(costs.priorFills())
                .fillHalfLife(costs.fillHalfLife())
                .dailyVolume(costs.dailyVolume());
    }
}
