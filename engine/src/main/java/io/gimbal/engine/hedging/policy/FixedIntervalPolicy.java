package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.PolicyKind;

/**
 * Trades to the target when its interval is due, and never between. An interval whose trade was refused, cut down by a
 * limit or rejected stays due until it could be made.
 */
public final class FixedIntervalPolicy implements HedgePolicy {
    /** Creates the policy; it keeps nothing. */
    public FixedIntervalPolicy() {}

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        Regions.clock(view, target, view.isIntervalDue(), view.targetDelta());
        target.reasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.INTERVAL_DUE);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.FIXED_INTERVAL;
    }

    @Override
    public boolean isKeptDue() {
        return true;
    }
}
