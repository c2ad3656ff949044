package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.PolicyKind;

/**
 * Trades to the target when the price is further than a share of itself from that of the last trade, once at first,
 * and when the book itself changed: a trade in options, a delivery, a deposit. With a timer it is an oracle's rule, a
 * deviation and a heartbeat. L. Martellini, P. Priaulet, "Competing methods for option hedging
 * in the presence of transaction costs", Journal of Derivatives 9 (2002).
 *
 * @param move share of the price, above 0
 */
public record PriceMovePolicy(double move) implements HedgePolicy {
    /**
     * Checks the move.
     *
     * @param move share of the price, above 0 and finite
     */
    public PriceMovePolicy {
        if (!(move > 0 && move <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("move out of range: move=" + move);
        }
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        final double since = Math.abs(view.price() / view.lastTradePrice() - 1);
        final boolean isDue = view.isIntervalDue() || !(since <= move);
        Regions.clock(view, target, isDue, view.targetDelta());
        target.reasons(DecisionReason.PRICE_NOT_MOVED, DecisionReason.PRICE_MOVED);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.PRICE_MOVE;
    }

    @Override
    public boolean isKeptDue() {
        return true;
    }
}
