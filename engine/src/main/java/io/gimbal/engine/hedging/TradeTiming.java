package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import io.gimbal.journal.codec.TriggerStepDecoder;

/**
 * When a trade that the policy calls for may be made, and when one is called for besides: the desk's triggers, the gate
 * against re-marks, and the events that only a valued book shows. Owned by the engine thread; allocates only when
 * configured.
 */
final class TradeTiming {
    private final BookSettings settings;
    private final PolicyInputs inputs;
    private final GreeksAggregator greeks;
    private final PolicyBand band = new PolicyBand();
    private final TradeTriggers triggers;
    private final RemarkWatch remarks = new RemarkWatch();
    private final MarginWatch margin = new MarginWatch();

    TradeTiming(final BookSettings settings, final PolicyInputs inputs, final GreeksAggregator greeks) {
        this.settings = settings;
        this.inputs = inputs;
        this.greeks = greeks;
        triggers = new TradeTriggers(inputs.view());
    }

    TradeTriggers triggers() {
        return triggers;
    }

    /** Takes a step of a trigger; false when it cannot be meant. */
    boolean configure(final TriggerStepDecoder event) {
        final boolean isTaken = triggers.take(event);
        inputs.watch(triggers.eventMask(), triggers.isReadingVol());
        return isTaken;
    }

    /** Takes a configuration that can be meant. */
    void configure(final DeltaConfigurationDecoder event) {
        remarks.configure(event);
    }

    void onBalance(final AccountBalanceDecoder event) {
        margin.onBalance(event);
    }

    void onBookChange() {
        triggers.onBookChange();
    }

    void onUnfilled() {
        triggers.onUnfilled();
    }

    private boolean isWatched(final HedgeEvent event) {
        return ((settings.hedgeOn() | triggers.eventMask()) & event.bit()) != 0;
    }

    private boolean isMarginWatched() {
        return isWatched(HedgeEvent.MARGIN) || triggers.isReadingMargin();
    }

    /** Whether the book must be valued before each re-mark too. */
    boolean isRemarkWatched() {
        return remarks.isGated() || isWatched(HedgeEvent.SURFACE_REMARK);
    }

    /** A re-mark is about to be applied to a book that is valued now. */
    void onBeforeRemark(final double unhedged, final long sequence) {
        remarks.onBefore(settings.hedgeRatio() * unhedged, sequence);
    }

    /** Takes the policy's own answer, and what happened meanwhile. */
    void see(
            final UnderlyingBook book,
            final HedgeTarget target,
            final double unhedged,
            final long sequence,
            final long nowNs) {
        band.see(target, inputs.view(), settings);
        if (remarks.onValued(settings.hedgeRatio() * unhedged, band.halfWidth(), sequence, nowNs)
                && isWatched(HedgeEvent.SURFACE_REMARK)) {
            inputs.events().on(HedgeEvent.SURFACE_REMARK);
        }
        double marginRatio = Double.NaN;
        if (isMarginWatched()) {
            marginRatio = margin.ratio(greeks.ledger(), book.index());
            if (margin.isRising(marginRatio)) {
                inputs.events().on(HedgeEvent.MARGIN);
            }
        }
        triggers.see(band, inputs, greeks, marginRatio, nowNs);
    }

    /** Calls for a trade to the centre where the desk's trigger says so. */
    void answer(final HedgeTarget target) {
        triggers.answer(target);
    }

    /** Why a trade that is called for must wait, or none. */
    DecisionReason held(final HedgeTarget target, final long nowNs) {
        if (triggers.isHeld(target)) {
            return DecisionReason.NOT_TRIGGERED;
        }
        final boolean isBreach = band.hasWidth()
                && target.tradeReason() != DecisionReason.EVENT
                && target.tradeReason() != DecisionReason.TRIGGERED;
        final double deviation = inputs.view().totalDelta() - band.middle();
        return isBreach && remarks.isHeldBack(deviation, band.halfWidth(), nowNs)
                ? DecisionReason.IV_NOISE
                : DecisionReason.NULL_VAL;
    }

    /** What was called for is on its way whole, or there was nothing to trade. */
    void onAnswered(final double price, final long nowNs) {
        triggers.onTraded(price, nowNs);
        remarks.onAnswered();
    }

    /** Nothing, where nothing here was ever asked for. */
    long mixInto(final long hash) {
        long h = triggers.mixInto(hash);
        h = h == hash ? h : Bits.mix(h, settings.standInHalfWidth());
        h = isRemarkWatched() ? remarks.mixInto(h) : h;
        return isMarginWatched() ? margin.mixInto(h) : h;
    }
}
