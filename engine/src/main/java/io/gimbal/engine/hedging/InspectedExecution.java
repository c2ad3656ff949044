package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.execution.MakerReason;
import io.gimbal.engine.hedging.execution.RestingStep;
import io.gimbal.engine.orders.OrderState;
import io.gimbal.journal.codec.ExecutionTactic;
import org.jspecify.annotations.Nullable;

/**
 * How a need was being worked right after a decision, for analysis.
 *
 * @param tactic        how
 * @param takeMultiple  half-widths beyond which what is beyond is taken at once; a maker's
 * @param crossMultiple half-widths beyond which everything outside is taken; a maker's
 * @param resizeLots    smallest change of size worth an amendment; a maker's
 * @param repegTicks    smallest move of the touch worth an amendment; a maker's
 * @param displayLots   most that is shown
 * @param depthShare    of what is visible that one slice may take
 * @param horizonNs     that a need may take
 * @param slices        most of a plan
 * @param needSide      1 to buy, -1 to sell, 0 where no need is being worked off
 * @param needEndNs     its deadline; {@code Long.MAX_VALUE} for none
 * @param resting       what rests; null for nothing
 * @param maker         what the maker saw and answered this time; null where it was not asked
 * @param plan          the slices under way; null for none
 */
public record InspectedExecution(
        ExecutionTactic tactic,
        double takeMultiple,
        double crossMultiple,
        long resizeLots,
        long repegTicks,
        long displayLots,
        double depthShare,
        long horizonNs,
        int slices,
        int needSide,
        long needEndNs,
        @Nullable Resting resting,
        @Nullable Maker maker,
        @Nullable Plan plan) {
    /**
     * The order that rests.
     *
     * @param orderId         our own number
     * @param instrumentId    it trades
     * @param remaining       scaled and signed
     * @param price           scaled, as asked for last
     * @param state           of it
     * @param isAmendPending  whether an amendment is unanswered
     * @param isCancelPending whether a cancel is
     */
    public record Resting(
            long orderId,
            int instrumentId,
            long remaining,
            long price,
            OrderState state,
            boolean isAmendPending,
            boolean isCancelPending) {}

    /**
     * What {@code MakerFirst} saw and answered.
     *
     * @param deviation coins from the middle of where trades land
     * @param halfWidth H of the band, coins, at least one lot
     * @param landing   coins from the middle, on the deviation's side, where trades end
     * @param lotDelta  coins of one lot
     * @param minLots   smallest order
     * @param mostLots  that may rest
     * @param bidTicks  best bid, 0 for none
     * @param askTicks  best ask, 0 for none
     * @param tickUsd   USD of a tick
     * @param gamma     net, coins per USD
     * @param restLots  that should rest, signed
     * @param takeLots  to take at once, signed
     * @param step      with what rests
     * @param reason    why
     */
    public record Maker(
            double deviation,
            double halfWidth,
            double landing,
            double lotDelta,
            long minLots,
            long mostLots,
            long bidTicks,
            long askTicks,
            double tickUsd,
            double gamma,
            long restLots,
            long takeLots,
            RestingStep step,
            MakerReason reason) {}

    /**
     * A need that is sliced.
     *
     * @param side     1 to buy, -1 to sell
     * @param startNs  engine time of its beginning
     * @param endNs    of its end
     * @param slices   in all
     * @param slice    under way, from 0
     * @param lots     of the whole plan, without sign
     * @param heldLots that may still be held back now, without sign
     * @param nextNs   when the next slice is due; {@code Long.MAX_VALUE} for none
     */
    public record Plan(
            int side, long startNs, long endNs, int slices, int slice, long lots, long heldLots, long nextNs) {}
}
