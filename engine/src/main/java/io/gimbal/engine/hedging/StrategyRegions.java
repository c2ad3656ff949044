package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.DecisionReason;

/** The answers that strategies put in the place of a policy's. Pure. */
final class StrategyRegions {
    private StrategyRegions() {}

    /** A band of a share of the target around it, at least one lot wide; a trade ends at the target. */
    static void share(final HedgeView view, final HedgeTarget target, final double bandShare) {
        final double centre = view.targetDelta();
        final double width = Math.max(bandShare * Math.abs(centre), view.lotDelta());
        target.region(centre - width, centre, centre, centre + width);
        target.reasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
    }

    /** What is held stays. */
    static void still(final HedgeView view, final HedgeTarget target) {
        final double here = view.totalDelta();
        target.region(here, here, here, here);
        target.reasons(DecisionReason.STRATEGY_BLIND, DecisionReason.STRATEGY_BLIND);
    }
}
