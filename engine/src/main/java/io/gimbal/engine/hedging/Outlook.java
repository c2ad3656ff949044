package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.hedging.forecast.CostSettings;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.ForecastConfigurationDecoder;
import io.gimbal.journal.codec.ForecastSnapshotDecoder;
import io.gimbal.journal.codec.ForecastSnapshotEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Severity;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.StrategySnapshotDecoder;
import io.gimbal.journal.codec.StrategySnapshotEncoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one underlying's hedger looks ahead by: its forecasts, and the strategy that says how much is held. Both are
 * absent until configured, and then nothing is done here and nothing enters a fingerprint. Owned by the engine thread;
 * allocates nothing once configured but when an operator changes a strategy.
 *
 * <p>A new session asks for them anew; asked for with the same settings they go on where they were, so that a floor, a
 * lock in cash and a month of variances outlive a restart.
 */
final class Outlook {
    private final int underlyingId;
    private final OutputPublisher out;
    private final StrategyInputs inputs = new StrategyInputs();
    private @Nullable Forecasts forecasts;
    private @Nullable BookStrategy strategy;
    private @Nullable Forecasts keptForecasts;
    private @Nullable BookStrategy keptStrategy;
    private CandidateKey[] costKeys = {};
    private MeasuredCost[] costs = {};
    private CrossTerms[] crosses = {};
    private long[] crossCoins = {};
    private double aimedDelta;
    private boolean isOwnBand;
    private boolean isActedOn;

    Outlook(final int underlyingId, final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.out = out;
    }

    /** A session begins: what is known waits until it is asked for again. */
    void suspend() {
        keptForecasts = forecasts == null ? keptForecasts : forecasts;
        keptStrategy = strategy == null ? keptStrategy : strategy;
        forecasts = null;
        strategy = null;
        isOwnBand = false;
    }

    /**
     * Terms of a perpetual of another coin go on with what was measured of that coin before, and are remembered in its
     * place.
     */
    void recall(final long coin, final CrossTerms cross) {
        for (int i = 0; i < crosses.length; i++) {
            if (crossCoins[i] == coin) {
                cross.goOnFrom(crosses[i]);
                crosses[i] = cross;
                return;
            }
        }
        crosses = Arrays.copyOf(crosses, crosses.length + 1);
        crossCoins = Arrays.copyOf(crossCoins, crosses.length);
        crosses[crosses.length - 1] = cross;
        crossCoins[crosses.length - 1] = coin;
    }

    /**
     * What own fills say of a candidate, going on from an earlier session of the same settings; null where the desk alone
     * says what trading costs.
     */
    @Nullable
    MeasuredCost cost(final CandidateKey key, final double takerFeeRate) {
        final CostSettings prior = forecasts == null ? null : forecasts.candidatePrior(takerFeeRate);
        if (prior == null) {
            return null;
        }
        for (int i = 0; i < costs.length; i++) {
            if (costKeys[i].equals(key)) {
                costs[i] = costs[i].prior().equals(prior) ? costs[i] : new MeasuredCost(prior);
                return costs[i];
            }
        }
        costs = Arrays.copyOf(costs, costs.length + 1);
        costKeys = Arrays.copyOf(costKeys, costs.length);
        costKeys[costs.length - 1] = key;
        costs[costs.length - 1] = new MeasuredCost(prior);
        return costs[costs.length - 1];
    }

    /** Forecast volatility, absolute per root day; NaN while it is not known. */
    double dailyVol() {
        return forecasts == null ? Double.NaN : forecasts.dailyVol();
    }

    /** False when it cannot be meant. */
    boolean configure(final ForecastConfigurationDecoder event) {
        final Forecasts wanted = Forecasts.of(event, forecasts == null ? keptForecasts : forecasts);
        if (wanted == null) {
            return false;
        }
        forecasts = wanted;
        keptForecasts = null;
        return true;
    }

    /**
     * False when it cannot be meant: out of range, or a target of its own in a sense that is not that of its equity.
     */
    boolean configure(final StrategyConfigurationDecoder event, final BookSettings book) {
        final StrategySettings settings = StrategySettings.of(event);
        if (!settings.isSound() || (settings.ownsTarget() && book.sense() != DeltaSense.USD_NEUTRAL)) {
            return false;
        }
        final BookStrategy present = strategy == null ? keptStrategy : strategy;
        final boolean isSame = present != null && present.settings().equals(settings);
        strategy = isSame ? present : made(settings);
        keptStrategy = null;
        final boolean isShared = settings.ownsTarget() && settings.bandShare() > 0;
        isOwnBand = isShared || settings.kind() == StrategyKind.GAMMA_SCALPING;
        return true;
    }

    private static @Nullable BookStrategy made(final StrategySettings settings) {
        return switch (settings.kind()) {
            case CPPI -> new CppiStrategy(settings);
            case VOL_TARGET -> new VolTargetStrategy(settings);
            case GAMMA_SCALPING -> new GammaScalpingStrategy(settings);
            case NONE, NULL_VAL -> null;
        };
    }

    /** Whether an operator's verb has to be refused, for what it sets is not the desk's to say. */
    boolean refuses(final OperatorVerb verb) {
        return switch (verb) {
            case SET_TARGET -> strategy != null && strategy.settings().ownsTarget();
            case SET_COST_RATE -> forecasts != null && forecasts.isMeasured();
            default -> false;
        };
    }

    /**
     * Takes an operator's new value; false, and nothing is changed, when it is out of range or nothing to the
     * strategy.
     */
    boolean change(final OperatorVerb verb, final double value) {
        return strategy != null && strategy.change(verb, value);
    }

    void onIndex(final double price, final long nowNs) {
        if (forecasts != null) {
            forecasts.onIndex(price, nowNs);
        }
    }

    void onQuote(final QuoteDecoder event, final long nowNs) {
        if (forecasts != null) {
            forecasts.onQuote(event, nowNs);
        }
    }

    void onTrade(final TradePrintDecoder event, final Instrument instrument, final long nowNs) {
        if (forecasts != null) {
            forecasts.onTrade(event, instrument, nowNs);
        }
    }

    void onFill(final FillDecoder event, final Instrument instrument, final long nowNs) {
        if (forecasts != null) {
            forecasts.onFill(event, instrument, nowNs);
        }
    }

    /**
     * Aims: shows the strategy a valuation and the book the target that it makes of it.
     *
     * @param limits     of the book: a quote outside its collar of the index is no valuation to act on
     * @param blocked    why nothing may be sent now; only what is fresh is acted on
     * @param totalDelta everything in flight filled, coins
     */
    void aim(
            final UnderlyingBook book,
            final GreeksAggregator greeks,
            final BookSettings settings,
            final Limits limits,
            final DecisionReason blocked,
            final double totalDelta,
            final long nowNs) {
        if (strategy == null) {
            return;
        }
        isActedOn = isFresh(blocked) && limits.isInsideCollar(greeks.hedgePrice(), book.index());
        inputs.see(book, greeks, isActedOn, nowNs).delta(totalDelta, forecasts == null ? Double.NaN : forecasts.vol());
        strategy.see(inputs);
        if (strategy.takeAlarm()) {
            alarm(strategy);
        }
        if (strategy.settings().ownsTarget()) {
            settings.targetDelta(strategy.target(settings.targetDelta()));
        }
        settings.bandIsOwn(!isOwnBand);
    }

    private void alarm(final BookStrategy reached) {
        out.publish(out.alert(AlertCode.FLOOR_REACHED, Severity.CRITICAL)
                .underlyingId(underlyingId)
                .value(OutputPublisher.clean(inputs.equityUsd()))
                .limitValue(OutputPublisher.clean(reached.floor()))
                .encodedLength());
    }

    /**
     * Shows the policy what a trade was measured to cost.
     *
     * @param candidateRate of the candidate in use, share of the notional; NaN where there are none, or it was not measured
     */
    void show(final HedgeView view, final double candidateRate) {
        if (forecasts != null) {
            view.costRate(candidateRate >= 0 ? candidateRate * forecasts.toxicity() : forecasts.costRate());
        }
    }

    /** Lets the strategy have its say in a policy's answer. */
    void shape(final BookSettings settings, final HedgeView view, final HedgeTarget target) {
        if (strategy == null) {
            return;
        }
        if (strategy.settings().ownsTarget() && settings.sense() != DeltaSense.USD_NEUTRAL) {
            StrategyRegions.still(view, target);
        } else {
            strategy.shape(settings, view, target);
        }
        aimedDelta = view.targetDelta();
    }

    /** Whether the strategy's trade waits for nothing, neither a trigger nor a better price. */
    boolean isPressing() {
        return strategy != null && strategy.isPressing();
    }

    /** Leaves the trade no time, where the strategy's waits for nothing. */
    void press(final HedgeTarget target) {
        if (isPressing()) {
            target.deadlineNs(0);
        }
    }

    /** Whether the target is one of data that is not acted on: no answer to a clock, which stays due. */
    boolean isWaiting() {
        return strategy != null && strategy.settings().ownsTarget() && !isActedOn;
    }

    private static boolean isFresh(final DecisionReason blocked) {
        return blocked == DecisionReason.NULL_VAL || blocked == DecisionReason.BACK_OFF;
    }

    /** What was decided on the present quote. */
    void onDecision(final Decision decision) {
        if (decision.isTrade()) {
            onOrder(decision.orderId());
        }
    }

    /** An order was decided on the present quote. */
    void onOrder(final long orderId) {
        if (forecasts != null) {
            forecasts.onOrder(orderId);
        }
    }

    /** Writes what is forecast, and what the strategy made of it. */
    void report() {
        if (forecasts != null) {
            final ForecastSnapshotEncoder event = out.forecastSnapshot().underlyingId(underlyingId);
            forecasts.encode(event);
            out.publish(event.encodedLength());
        }
        if (strategy != null && inputs.price() > 0) {
            report(strategy);
        }
    }

    private void report(final BookStrategy present) {
        final StrategySnapshotEncoder event = out.strategySnapshot();
        encode(present, event);
        out.publish(event.encodedLength());
    }

    private void encode(final BookStrategy present, final StrategySnapshotEncoder event) {
        final double none = StrategySnapshotEncoder.floorNullValue();
        event.equityUsd(OutputPublisher.clean(inputs.equityUsd()))
                .targetDelta(OutputPublisher.clean(aimedDelta))
                .exposureUsd(OutputPublisher.clean(inputs.totalDelta() * inputs.price()))
                .floor(none)
                .cushion(none)
                .effectiveMultiplier(none)
                .forecastVol(none)
                .weight(none)
                .gainPerDay(none)
                .thetaPerDay(none)
                .costPerDay(none)
                .breakEvenVol(none)
                .gammaGain(none)
                .thetaPaid(none)
                .underlyingId(underlyingId)
                .kind(present.settings().kind())
                .isCashLocked(BooleanType.FALSE)
                .isPaid(BooleanType.TRUE);
        present.encode(event);
    }

    /** The strategy as it stands; null without one, and before its first valuation. Allocates: for analysis. */
    @Nullable
    InspectedStrategy inspectStrategy() {
        if (strategy == null || !(inputs.price() > 0)) {
            return null;
        }
        final UnsafeBuffer bytes =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + StrategySnapshotEncoder.BLOCK_LENGTH]);
        final StrategySnapshotEncoder event = new StrategySnapshotEncoder();
        encode(strategy, event.wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder()));
        return new InspectedStrategy(
                strategy.inForce(),
                isActedOn,
                inputs.equityUsd(),
                inputs.price(),
                inputs.totalDelta(),
                inputs.vol(),
                inputs.gamma(),
                inputs.thetaPerYear(),
                aimedDelta,
                new StrategySnapshotDecoder().wrapAndApplyHeader(bytes, 0, new MessageHeaderDecoder()));
    }

    /** What is forecast, in the terms of the event; null where nothing is. Allocates: for analysis. */
    @Nullable
    ForecastSnapshotDecoder inspectForecast() {
        if (forecasts == null) {
            return null;
        }
        final UnsafeBuffer bytes =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + ForecastSnapshotEncoder.BLOCK_LENGTH]);
        forecasts.encode(new ForecastSnapshotEncoder()
                .wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder())
                .underlyingId(underlyingId));
        return new ForecastSnapshotDecoder().wrapAndApplyHeader(bytes, 0, new MessageHeaderDecoder());
    }

    long mixInto(final long hash) {
        long h = forecasts == null ? hash : forecasts.mixInto(hash);
        for (int i = 0; i < crosses.length; i++) {
            h = crosses[i].mixInto(Bits.mix(h, crossCoins[i]));
        }
        for (final MeasuredCost cost : costs) {
            h = cost.mixInto(h);
        }
        h = keptForecasts == null ? h : keptForecasts.mixInto(h);
        h = keptStrategy == null ? h : keptStrategy.mixInto(h);
        return strategy == null ? h : Bits.mix(strategy.mixInto(h), aimedDelta);
    }
}
