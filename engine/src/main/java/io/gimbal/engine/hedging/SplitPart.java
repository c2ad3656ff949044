package io.gimbal.engine.hedging;

import io.gimbal.journal.codec.SplitReason;

/** One candidate's part of a need that is split. Owned by its split, reused. */
final class SplitPart {
    static final int NONE = -1;

    int place = NONE;
    long visible;
    long depthLots;
    double tradingRate;
    double holdingRate;
    double beyondRate;
    long amount;
    long orderId;
    double sentDelta;
    double impactUsd;
    double costUsd;
    SplitReason reason = SplitReason.NOT_TRADABLE;

    SplitPart() {}

    void clear(final long newVisible) {
        place = NONE;
        visible = newVisible;
        depthLots = 0;
        tradingRate = 0;
        holdingRate = 0;
        beyondRate = 0;
        amount = 0;
        orderId = 0;
        sentDelta = 0;
        impactUsd = 0;
        costUsd = 0;
        reason = SplitReason.NOT_TRADABLE;
    }

    /** Share of the price, all but impact and what is beyond the touch. */
    double rate() {
        return tradingRate + holdingRate;
    }

    /** Its lots were found. */
    void fill(final long lots) {
        if (lots == 0) {
            reason = SplitReason.CHEAPER_ELSEWHERE;
        } else if (lots < depthLots) {
            reason = SplitReason.LEVELLED;
        } else {
            reason = lots == depthLots ? SplitReason.WHOLE_TOUCH : SplitReason.BEYOND_TOUCH;
        }
    }

    /** Its order was sent, for all or less of what was planned. */
    void sent(final long sentAmount, final long newOrderId, final double delta) {
        final double share = (double) sentAmount / (double) amount;
        amount = sentAmount;
        orderId = newOrderId;
        sentDelta = delta;
        impactUsd *= share;
        costUsd *= share;
    }

    /** Its order was held back. */
    void refused() {
        amount = 0;
        impactUsd = 0;
        costUsd = 0;
        reason = SplitReason.REFUSED;
    }
}
