package io.gimbal.engine.analysis.explain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How what is wanted was being worked, right after the decision.
 *
 * @param tactic    as the journal names it
 * @param needSide  {@code BUY} or {@code SELL}; null where no need is being worked off
 * @param deadlineS seconds left to meet it, below 0 when it is late; null where it has none
 * @param resting   the order that rests; null where none does
 * @param maker     what maker-first saw and answered; null where it was not asked
 * @param plan      slices under way; null for none
 */
public record ExplainedExecution(
        String tactic,
        @Nullable String needSide,
        @Nullable Double deadlineS,
        @Nullable Resting resting,
        @Nullable Maker maker,
        @Nullable Plan plan) {
    /**
     * The order that rests.
     *
     * @param orderId       our own number
     * @param instrument    it trades
     * @param remaining     signed, in the unit of amounts
     * @param price         asked for last
     * @param state         of it
     * @param ageS          since it was sent; null where that is not in the journal
     * @param unchangedS    since it was last changed, or sent; likewise
     * @param touch         of its own side; null for none
     * @param touchTicks    ticks from its price to the touch, above 0 behind it; null likewise
     * @param repegTicks    smallest move of the touch worth an amendment
     * @param wantedLots    that should rest now, signed; null where that was not asked
     * @param lots          that rest, signed
     * @param resizeLots    smallest change of size worth an amendment
     * @param amendPending  whether an amendment is unanswered
     * @param cancelPending whether a cancel is
     */
    public record Resting(
            long orderId,
            String instrument,
            BigDecimal remaining,
            BigDecimal price,
            String state,
            @Nullable Double ageS,
            @Nullable Double unchangedS,
            @Nullable Double touch,
            @Nullable Long touchTicks,
            long repegTicks,
            @Nullable Long wantedLots,
            long lots,
            long resizeLots,
            boolean amendPending,
            boolean cancelPending) {}

    /**
     * What maker-first saw and answered. Coins are counted from the middle of where trades land.
     *
     * @param deviation     of the delta, signed
     * @param halfWidth     H of the band, at least one lot
     * @param landing       where trades of this side end
     * @param takeMultiple  eta: what is beyond so many H is taken at once
     * @param takeBeyond    the same in coins
     * @param takeDistance  coins that the deviation is short of that; below 0 beyond it
     * @param crossMultiple beyond so many H everything outside is taken
     * @param crossBeyond   the same in coins
     * @param needAtTouch   coins to trade to the landing at the price of an order that rests
     * @param needLots      the same in lots, nearest
     * @param lotDelta      coins of a lot
     * @param smallestLots  smallest order
     * @param mostLots      that may rest
     * @param restLots      that should rest, signed
     * @param takeLots      to take at once, signed
     * @param step          with what rests
     * @param reason        why
     */
    public record Maker(
            double deviation,
            double halfWidth,
            double landing,
            double takeMultiple,
            double takeBeyond,
            double takeDistance,
            double crossMultiple,
            double crossBeyond,
            @Nullable Double needAtTouch,
            @Nullable Long needLots,
            double lotDelta,
            long smallestLots,
            long mostLots,
            long restLots,
            long takeLots,
            String step,
            String reason) {}

    /**
     * Slices under way.
     *
     * @param side     {@code BUY} or {@code SELL}
     * @param slice    under way, from 1
     * @param slices   in all
     * @param lots     of the whole plan
     * @param heldLots that may still be held back now
     * @param begun    UTC
     * @param ends     UTC
     * @param nextS    seconds to the next slice; null where there is none
     */
    public record Plan(
            String side,
            int slice,
            int slices,
            long lots,
            long heldLots,
            String begun,
            String ends,
            @Nullable Double nextS) {}
}
