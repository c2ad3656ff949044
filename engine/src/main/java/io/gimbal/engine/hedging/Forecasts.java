package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.forecast.CostSettings;
import io.gimbal.engine.hedging.forecast.HarCoefficients;
import io.gimbal.engine.hedging.forecast.OrderFlowImbalance;
import io.gimbal.engine.hedging.forecast.OwnCosts;
import io.gimbal.engine.hedging.forecast.VolForecast;
import io.gimbal.engine.hedging.forecast.VolSettings;
import io.gimbal.engine.hedging.forecast.Vpin;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.ForecastSnapshotEncoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TradePrintDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What is forecast of one underlying: volatility of its index, pressure and toxicity of the flow in its hedge
 * instrument, and what its own fills cost. Owned by the engine thread; allocates nothing after construction.
 */
final class Forecasts {
    /** Rank of VPIN in its own past beyond which flow counts as toxic. */
    static final double TOXIC_RANK = 0.9;

    private static final double DAYS_PER_YEAR = 365;
    private static final int RANKS = 250;
    private static final int MAX_BUCKETS = 1_000;
    private static final double BAR_DECAY = 0.9;
    private static final double MAX_EXTRA = 10;
    private static final double NO_VPIN = 1e60;

    /** All that was told; forecasts of equal settings are the same forecasts. */
    private record Settings(
            VolSettings vol,
            CostSettings costs,
            long flowHalfLifeNs,
            double vpinBucket,
            double vpinExtra,
            int vpinBuckets,
            CostSource costSource) {
        boolean isSound() {
            final boolean isFlow = flowHalfLifeNs >= 1
                    && vpinBucket >= 0
                    && vpinExtra >= 0
                    && vpinExtra <= MAX_EXTRA
                    && vpinBuckets >= 1
                    && vpinBuckets <= MAX_BUCKETS;
            final boolean isActedOn = vpinExtra == 0 || (costSource == CostSource.MEASURED && vpinBucket > 0);
            return isFlow && isActedOn && vol.isSound() && costs.isSound() && costSource != CostSource.NULL_VAL;
        }
    }

    private final Settings settings;
    private final VolForecast vol;
    private final OwnCosts costs;
    private final OrderFlowImbalance flow;
    private final Vpin vpin;

    private Forecasts(final Settings settings) {
        this.settings = settings;
        vol = new VolForecast(settings.vol());
        costs = new OwnCosts(settings.costs());
        flow = new OrderFlowImbalance(settings.flowHalfLifeNs());
        final double bucket = settings.vpinBucket() > 0 ? settings.vpinBucket() : NO_VPIN;
        vpin = new Vpin(bucket, settings.vpinBuckets(), RANKS, BAR_DECAY);
    }

    /**
     * The forecasts that an event asks for.
     *
     * @param event   configuration
     * @param present forecasts that go on where they are of the same settings
     * @return null where the event cannot be meant
     */
    static @Nullable Forecasts of(final ForecastConfigurationDecoder event, final @Nullable Forecasts present) {
        final Settings settings = new Settings(
                vol(event),
                costs(event),
                event.flowHalfLifeNs(),
                Scaled.toDouble(event.vpinBucket()),
                Scaled.toDouble(event.vpinExtra()),
                event.vpinBuckets(),
                event.costSource());
        if (!settings.isSound()) {
            return null;
        }
        return present != null && present.settings.equals(settings) ? present : new Forecasts(settings);
    }

    private static VolSettings vol(final ForecastConfigurationDecoder event) {
        final boolean isStated = event.startVol() != ForecastConfigurationDecoder.startVolNullValue();
        return new VolSettings(
                event.estimator(),
                event.intervalNs(),
                event.halfLifeNs(),
                event.horizonNs(),
                event.window(),
                isStated ? Scaled.toDouble(event.startVol()) : Double.NaN,
                Scaled.toDouble(event.longRunVol()),
                Scaled.toDouble(event.alpha()),
                Scaled.toDouble(event.beta()),
                new HarCoefficients(
                        true,
                        Scaled.toDouble(event.harConstant()),
                        Scaled.toDouble(event.harDaily()),
                        Scaled.toDouble(event.harWeekly()),
                        Scaled.toDouble(event.harMonthly()),
                        Math.max(0, Scaled.toDouble(event.harErrorVariance())),
                        HarCoefficients.WEEK_DAYS,
                        HarCoefficients.MONTH_DAYS),
                event.isSeasonal() == BooleanType.TRUE,
                event.harFitDays() == ForecastConfigurationDecoder.harFitDaysNullValue() ? 0 : event.harFitDays());
    }

    private static CostSettings costs(final ForecastConfigurationDecoder event) {
        return new CostSettings(
                Scaled.toDouble(event.feeRate()),
                Scaled.toDouble(event.spreadShare()),
                Scaled.toDouble(event.impact()),
                Scaled.toDouble(event.priorFills()),
                event.fillHalfLife(),
                Scaled.toDouble(event.dailyVolume()));
    }

    /** The index moved. */
    void onIndex(final double price, final long nowNs) {
        vol.onPrice(price, nowNs);
    }

    /** A fresh quote of the hedge instrument. */
    void onQuote(final QuoteDecoder event, final long nowNs) {
        final double bid = Scaled.toDouble(event.bidPrice());
        final double ask = Scaled.toDouble(event.askPrice());
        final double bidSize = Scaled.toDouble(event.bidAmount());
        final double askSize = Scaled.toDouble(event.askAmount());
        if (bidSize > 0 && askSize > 0) {
            costs.onQuote(bid, ask, nowNs);
            flow.onQuote(bid, bidSize, ask, askSize, nowNs);
        }
    }

    /** A public trade in the hedge instrument. */
    void onTrade(final TradePrintDecoder event, final Instrument instrument, final long nowNs) {
        final boolean isBuy = event.aggressorRaw() == Side.BUY.value();
        final double price = Scaled.toDouble(event.price());
        if (!(price > 0) || (!isBuy && event.aggressorRaw() != Side.SELL.value())) {
            return;
        }
        final double coins = Math.abs(OrderSizing.deltaOf(instrument, event.amount(), price));
        costs.onTrade(coins, nowNs);
        vpin.onTrade(coins, isBuy);
    }

    /** A fill of our own in the hedge instrument, already applied. */
    void onFill(final FillDecoder event, final Instrument instrument, final long nowNs) {
        MeasuredCost.take(costs, event, instrument, dailyVol(), nowNs);
    }

    /** An order was decided on the present quote. */
    void onOrder(final long orderId) {
        costs.onOrder(orderId);
    }

    /** Absolute per root year; NaN while it is not known. */
    double vol() {
        return vol.vol();
    }

    /** Absolute per root day; NaN while it is not known. */
    double dailyVol() {
        return vol.vol() / Math.sqrt(DAYS_PER_YEAR);
    }

    /** What policies are to take for the cost of a trade, share of the price; NaN where that is the desk's to say. */
    double costRate() {
        return isMeasured() ? measuredRate() : Double.NaN;
    }

    /** Whether own fills say what trading costs. */
    boolean isMeasured() {
        return settings.costSource() == CostSource.MEASURED;
    }

    /** What a candidate's costs begin at, by its own fee of takers; null where own fills say nothing. */
    @Nullable
    CostSettings candidatePrior(final double takerFeeRate) {
        final CostSettings own = settings.costs();
        return isMeasured()
                ? new CostSettings(
                        takerFeeRate,
                        own.spreadShare(),
                        own.impact(),
                        own.priorFills(),
                        own.fillHalfLife(),
                        own.dailyVolume())
                : null;
    }

    /** What a cost is multiplied by while flow is toxic. */
    double toxicity() {
        return vpin.costFactor(settings.vpinExtra(), TOXIC_RANK);
    }

    private double measuredRate() {
        return costs.costRate(dailyVol()) * toxicity();
    }

    /** Writes what is known; the caller names the underlying. */
    void encode(final ForecastSnapshotEncoder event) {
        event.forecastVol(known(vol.vol()))
                .realisedVol(known(vol.realisedVol()))
                .bipowerVol(known(vol.bipowerVol()))
                .jumpShare(known(vol.jumpShare()))
                .orderFlow(known(flow.normalised()))
                .vpin(known(vpin.value()))
                .vpinRank(known(vpin.rank()))
                .costRate(known(measuredRate()))
                .takerRate(known(costs.takerRate(dailyVol())))
                .makerRate(known(costs.makerRate()))
                .makerShare(known(costs.makerShare()))
                .feeRate(known(costs.feeRate()))
                .spreadShare(known(costs.spreadShare()))
                .impact(known(costs.impact()))
                .takerMarkout(known(costs.takerMarkout()))
                .makerAdverse(known(costs.makerAdverse()))
                .dailyVolume(OutputPublisher.clean(costs.dailyVolume()))
                .fills(costs.fills())
                .season(known(settings.vol().isSeasonal() ? vol.seasonAhead() : Double.NaN))
                .harFits(settings.vol().harFitDays() > 0 ? vol.harFits() : ForecastSnapshotEncoder.harFitsNullValue())
                .estimator(settings.vol().estimator())
                .costSource(settings.costSource());
    }

    /**
     * What may stand in an optional field: a finite number without a negative zero, or the one NaN that says absent.
     */
    static double known(final double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? value + 0.0 : ForecastSnapshotEncoder.forecastVolNullValue();
    }

    long mixInto(final long hash) {
        final long h = costs.mixInto(vol.mixInto(hash));
        return Bits.mix(vpin.mixInto(flow.mixInto(h)), settings.costSource().value());
    }
}
