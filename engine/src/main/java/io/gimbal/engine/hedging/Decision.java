package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;

/** One decision in the making. Owned by its hedger, reused. */
final class Decision {
    private double totalDelta;
    private double inFlightDelta;
    private double targetDelta;
    private double bandLow;
    private double bandHigh;
    private double centre;
    private double innerLow;
    private double innerHigh;
    private double effectiveGamma;
    private boolean isFallback;
    private double tradeDelta;
    private long orderAmount;
    private long limitPrice;
    private long orderId;
    private boolean isWaiting;
    private boolean isSplit;
    private DecisionAction action = DecisionAction.HOLD;
    private DecisionReason reason = DecisionReason.NOT_READY;

    void start(final double held, final double inFlight, final HedgeView view, final HedgeTarget target) {
        totalDelta = held;
        inFlightDelta = inFlight;
        targetDelta = view.targetDelta();
        bandLow = target.outerLow();
        bandHigh = target.outerHigh();
        centre = target.centre();
        innerLow = target.innerLow();
        innerHigh = target.innerHigh();
        effectiveGamma = view.effectiveGamma();
        isFallback = target.holdReason() == DecisionReason.FALLBACK_INSIDE;
        clearOrder();
    }

    void blind(final DecisionReason newReason, final double newTarget) {
        totalDelta = 0;
        inFlightDelta = 0;
        targetDelta = newTarget;
        bandLow = newTarget;
        bandHigh = newTarget;
        centre = newTarget;
        innerLow = newTarget;
        innerHigh = newTarget;
        effectiveGamma = 0;
        clearOrder();
        action = DecisionAction.REFUSE;
        reason = newReason;
    }

    private void clearOrder() {
        tradeDelta = 0;
        orderAmount = 0;
        limitPrice = 0;
        orderId = 0;
        isWaiting = false;
        isSplit = false;
    }

    void hold(final DecisionReason newReason) {
        action = DecisionAction.HOLD;
        reason = newReason;
    }

    void refuse(final DecisionReason newReason) {
        action = DecisionAction.REFUSE;
        reason = newReason;
    }

    void order(final DecisionReason newReason, final long amount, final long price, final long id) {
        action = DecisionAction.TRADE;
        reason = newReason;
        orderAmount = amount;
        limitPrice = price;
        orderId = id;
    }

    /** An order was sent that waits in the book: what was wanted is not on its way, only offered. */
    void rest(final DecisionReason newReason, final long amount, final long price, final long id) {
        order(newReason, amount, price, id);
        isWaiting = true;
    }

    /** An order was sent for a part of what is wanted: the rest follows. */
    void followed(final long wanted) {
        isWaiting |= action == DecisionAction.TRADE && !isSplit && orderAmount != wanted;
    }

    /** One of several orders was sent, and said: the next is decided with what it will add in flight. */
    void next(final double sentDelta) {
        final double left = tradeDelta - sentDelta;
        clearOrder();
        inFlightDelta += sentDelta;
        tradeDelta = left;
    }

    /** What was wanted went out in several orders, this one the last; whether all of it did. */
    void split(final boolean isWhole) {
        isSplit = true;
        isWaiting = !isWhole;
    }

    void trade(final double delta) {
        tradeDelta = delta;
    }

    double totalDelta() {
        return totalDelta;
    }

    double inFlightDelta() {
        return inFlightDelta;
    }

    double targetDelta() {
        return targetDelta;
    }

    double bandLow() {
        return bandLow;
    }

    double bandHigh() {
        return bandHigh;
    }

    double centre() {
        return centre;
    }

    double innerLow() {
        return innerLow;
    }

    double innerHigh() {
        return innerHigh;
    }

    double effectiveGamma() {
        return effectiveGamma;
    }

    /** Whether a plain band stood in for the policy; kept while nothing can be valued. */
    boolean isFallback() {
        return isFallback;
    }

    double tradeDelta() {
        return tradeDelta;
    }

    long orderAmount() {
        return orderAmount;
    }

    long limitPrice() {
        return limitPrice;
    }

    long orderId() {
        return orderId;
    }

    DecisionAction action() {
        return action;
    }

    DecisionReason reason() {
        return reason;
    }

    /** Whether nothing of what was wanted is left to be asked for again. */
    boolean isDone(final long wanted) {
        return switch (action) {
            case TRADE -> (isSplit || orderAmount == wanted) && !isWaiting;
            case HOLD ->
                reason != DecisionReason.ORDER_UNKNOWN
                        && reason != DecisionReason.RESTING
                        && reason != DecisionReason.NOT_TRIGGERED
                        && reason != DecisionReason.IV_NOISE;
            default -> false;
        };
    }

    boolean isRefused() {
        return action == DecisionAction.REFUSE;
    }

    /** Whether the deviation is offered to the market rather than sent to it. */
    boolean isResting() {
        return isWaiting || (action == DecisionAction.HOLD && reason == DecisionReason.RESTING);
    }

    boolean isTrade() {
        return action == DecisionAction.TRADE;
    }
}
