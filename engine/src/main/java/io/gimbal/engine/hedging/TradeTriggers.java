package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.TriggerProgram;
import io.gimbal.engine.hedging.policy.TriggerView;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.TriggerOperation;
import io.gimbal.journal.codec.TriggerRule;
import io.gimbal.journal.codec.TriggerStepDecoder;

/**
 * The desk's own triggers of one book: when the policy's trade may be made, and when a trade to the centre is called for
 * besides. The policy says where, the trigger when. Owned by the engine thread; allocates nothing on the message path.
 *
 * <p>A trigger comes step by step and is in force from its last step on; until then the one before it rules. A step that
 * does not fit ends the collecting, and the one before it goes on ruling. Without a trigger nothing here does anything.
 *
 * <p>Beyond a multiple of the band's half-width no trigger blocks a trade. What events and {@code trade_also_when} call
 * for is not blocked by {@code trade_when}. A trade that came to nothing, or not to all of itself, never counts as the last
 * one.
 */
final class TradeTriggers {
    /** Largest multiple of the half-width up to which a trigger may block. */
    static final long LARGEST_OVERRIDE = 1000 * Scaled.ONE;

    private final TriggerView view;
    private final TriggerProgram when = new TriggerProgram();
    private final TriggerProgram alsoWhen = new TriggerProgram();
    private final TriggerProgram coming = new TriggerProgram();
    private TriggerRule comingRule = TriggerRule.NULL_VAL;
    private int comingCount;
    private long comingOverride;
    private double override;
    private double tradePrice;
    private long tradeNs;
    private double priceBefore;
    private long nsBefore;

    TradeTriggers(final HedgeView view) {
        this.view = new TriggerView(view);
    }

    /** Takes a step; false when it cannot be meant. */
    boolean take(final TriggerStepDecoder event) {
        final boolean isFirst = event.index() == 0;
        if (isFirst) {
            coming.clear();
            comingRule = event.rule();
            comingCount = event.count();
            comingOverride = event.overrideMultiple();
        }
        final boolean isNext = event.index() == coming.size()
                && event.count() == comingCount
                && event.rule() == comingRule
                && event.overrideMultiple() == comingOverride
                && comingCount <= TriggerProgram.MOST_STEPS
                && comingOverride >= Scaled.ONE
                && comingOverride <= LARGEST_OVERRIDE;
        if (!isNext || event.index() >= comingCount || !coming.add(event.operation(), event.operand())) {
            forgetComing();
            return false;
        }
        return coming.size() < comingCount || putInForce();
    }

    private boolean putInForce() {
        final boolean isWhole = coming.isWhole();
        if (isWhole && comingRule == TriggerRule.TRADE_WHEN) {
            when.copyFrom(coming);
            override = Scaled.toDouble(comingOverride);
        } else if (isWhole) {
            alsoWhen.copyFrom(coming);
        }
        forgetComing();
        return isWhole;
    }

    private void forgetComing() {
        coming.clear();
        comingRule = TriggerRule.NULL_VAL;
        comingCount = 0;
        comingOverride = 0;
    }

    /** What must be true for the policy's trade to be made; without steps where nothing must. */
    TriggerProgram when() {
        return when;
    }

    /** What calls for a trade to the centre; without steps where nothing does. */
    TriggerProgram alsoWhen() {
        return alsoWhen;
    }

    /** Half-widths beyond which nothing blocks. */
    double override() {
        return override;
    }

    TriggerView view() {
        return view;
    }

    private boolean isOn() {
        return when.size() > 0 || alsoWhen.size() > 0;
    }

    /** Bits of the events that some trigger asks for. */
    int eventMask() {
        return when.eventMask() | alsoWhen.eventMask();
    }

    /** Whether some trigger asks for the options' volatility. */
    boolean isReadingVol() {
        return when.isReading(TriggerOperation.VOL) || alsoWhen.isReading(TriggerOperation.VOL);
    }

    /** Whether some trigger asks for the margin. */
    boolean isReadingMargin() {
        return when.isReading(TriggerOperation.MARGIN_RATIO) || alsoWhen.isReading(TriggerOperation.MARGIN_RATIO);
    }

    /** Shows the state of the moment. */
    void see(
            final PolicyBand band,
            final PolicyInputs inputs,
            final GreeksAggregator greeks,
            final double marginRatio,
            final long nowNs) {
        if (isOn()) {
            view.band(band.isOutside(inputs.view().totalDelta()), band.middle(), band.halfWidth())
                    .events(inputs.events().pending())
                    .lastTrade(tradePrice, nowNs - tradeNs)
                    .book(timeToExpiryNs(greeks, nowNs), inputs.vol(), marginRatio);
        }
    }

    private static long timeToExpiryNs(final GreeksAggregator greeks, final long nowNs) {
        for (int i = 0; i < greeks.expiryCount(); i++) {
            if (greeks.expiry(i).isHeld() && greeks.expiry(i).expiryNs() > nowNs) {
                return greeks.expiry(i).expiryNs() - nowNs;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Calls for a trade to the centre where the desk's trigger says so. */
    void answer(final HedgeTarget target) {
        if (alsoWhen.size() > 0 && alsoWhen.isTrue(view)) {
            final double centre = target.centre();
            target.region(centre, centre, centre, centre);
            target.trigger();
            target.reasons(DecisionReason.TRIGGERED, DecisionReason.TRIGGERED);
        }
    }

    /** Whether the trade that the policy calls for must wait. */
    boolean isHeld(final HedgeTarget target) {
        final boolean isOwn =
                target.tradeReason() != DecisionReason.EVENT && target.tradeReason() != DecisionReason.TRIGGERED;
        return when.size() > 0 && isOwn && !(view.deviation() > override) && !when.isTrue(view);
    }

    /** A trade is on its way whole, or a trigger found nothing to trade. */
    void onTraded(final double price, final long nowNs) {
        priceBefore = tradePrice;
        nsBefore = tradeNs;
        tradePrice = price;
        tradeNs = nowNs;
    }

    /** The last trade came to nothing, or not to all of itself. */
    void onUnfilled() {
        tradePrice = priceBefore;
        tradeNs = nsBefore;
    }

    /** Positions or cash changed, not by the market: what counts from the last trade counts anew. */
    void onBookChange() {
        tradePrice = 0;
        priceBefore = 0;
    }

    /** Nothing, where no trigger ever came. */
    long mixInto(final long hash) {
        if (!isOn() && comingCount == 0) {
            return hash;
        }
        long h = coming.mixInto(alsoWhen.mixInto(when.mixInto(hash)));
        h = Bits.mix(h, comingRule.value());
        h = Bits.mix(h, comingCount);
        h = Bits.mix(h, comingOverride);
        h = Bits.mix(h, override);
        h = Bits.mix(h, tradePrice);
        h = Bits.mix(h, tradeNs);
        h = Bits.mix(h, priceBefore);
        return Bits.mix(h, nsBefore);
    }
}
