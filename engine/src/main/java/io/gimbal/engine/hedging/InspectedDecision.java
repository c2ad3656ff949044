package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;

/**
 * One decision as a hedger made it, in the terms of the event {@code HedgeDecision}; deltas in coins of the hedge
 * instrument, in the sense the desk has chosen.
 *
 * @param action         hold, trade or refuse
 * @param reason         why
 * @param totalDelta     positions only
 * @param inFlightDelta  what orders in flight would add
 * @param targetDelta    wanted
 * @param bandLow        trade below it
 * @param bandHigh       trade above it
 * @param centre         where the policy would like the delta
 * @param innerLow       where a trade from below lands
 * @param innerHigh      where a trade from above lands
 * @param effectiveGamma coins per USD, at least 0
 * @param tradeDelta     what is called for, in whole lots and before limits; signed
 * @param orderAmount    scaled and signed, in the unit of amounts; 0 for none
 * @param limitPrice     scaled; 0 for none
 * @param orderId        our own number; 0 for none
 */
public record InspectedDecision(
        DecisionAction action,
        DecisionReason reason,
        double totalDelta,
        double inFlightDelta,
        double targetDelta,
        double bandLow,
        double bandHigh,
        double centre,
        double innerLow,
        double innerHigh,
        double effectiveGamma,
        double tradeDelta,
        long orderAmount,
        long limitPrice,
        long orderId) {
    static InspectedDecision of(final Decision made) {
        return new InspectedDecision(
                made.action(),
                made.reason(),
                made.totalDelta(),
                made.inFlightDelta(),
                made.targetDelta(),
                made.bandLow(),
                made.bandHigh(),
                made.centre(),
                made.innerLow(),
                made.innerHigh(),
                made.effectiveGamma(),
                made.tradeDelta(),
                made.orderAmount(),
                made.limitPrice(),
                made.orderId());
    }
}
