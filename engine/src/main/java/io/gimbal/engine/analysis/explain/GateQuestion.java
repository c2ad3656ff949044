package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.hedging.InspectedDecision;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import org.jspecify.annotations.Nullable;

/**
 * A question that a trade must pass, and the action and reason of a decision that it stops.
 *
 * @param gate   its name
 * @param isMet  whether it lets through
 * @param action of the decision that it stops
 * @param reason of that; {@code NULL_VAL} where a policy has reasons of its own
 * @param value  found; null where there is no number
 * @param limit  on it; null where there is none
 * @param bound  which side of the limit lets through
 * @param unit   of both
 * @param detail in words
 */
record GateQuestion(
        String gate,
        boolean isMet,
        DecisionAction action,
        DecisionReason reason,
        @Nullable Double value,
        @Nullable Double limit,
        String bound,
        String unit,
        String detail) {
    /** A policy has reasons of its own to hold, whatever they are called. */
    boolean explains(final InspectedDecision made) {
        return !isMet && action == made.action() && (reason == DecisionReason.NULL_VAL || reason == made.reason());
    }
}
