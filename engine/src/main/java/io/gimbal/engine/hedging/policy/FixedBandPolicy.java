package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;

/**
 * Trades when the delta is further than a fixed distance from its target, back to the target or just inside the edge.
 *
 * <p>A band narrower than one lot is held at one lot: nothing finer can be traded. To the edge, the trade is rounded up
 * to the lot that brings the delta inside; with a band of at least one lot that never crosses the target.
 *
 * @param halfWidth      coins below the target, at least 0
 * @param upperHalfWidth coins above the target, at least 0
 * @param landing        to the target or to the edge
 */
public record FixedBandPolicy(double halfWidth, double upperHalfWidth, Landing landing) implements HedgePolicy {
    /**
     * Checks the widths.
     *
     * @param halfWidth      coins below the target, at least 0 and finite
     * @param upperHalfWidth coins above the target, at least 0 and finite
     * @param landing        to the target or to the edge
     */
    public FixedBandPolicy {
        if (!(halfWidth >= 0 && halfWidth <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("band out of range: halfWidth=" + halfWidth);
        }
        if (!(upperHalfWidth >= 0 && upperHalfWidth <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("band out of range: upperHalfWidth=" + upperHalfWidth);
        }
    }

    /**
     * A band of equal width below and above.
     *
     * @param halfWidth coins, at least 0 and finite
     * @param landing   to the target or to the edge
     */
    public FixedBandPolicy(final double halfWidth, final Landing landing) {
        this(halfWidth, halfWidth, landing);
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        final double below = Math.max(halfWidth, view.lotDelta());
        final double above = Math.max(upperHalfWidth, view.lotDelta());
        final double share = landing == Landing.TO_EDGE ? 1 : 0;
        final double centre = view.targetDelta();
        target.region(centre - below, centre - share * below, centre + share * above, centre + above);
        target.centre(centre);
        target.reasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.FIXED_BAND;
    }
}
