package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.PolicyKind;

/**
 * Looks at a fixed interval and then trades when the delta is outside a band. The band acted upon is narrower by what
 * the deviation is expected to overshoot between two looks ({@link Bands#inspected}), so that on average the one asked
 * for is kept; where volatility is not known it is as asked.
 *
 * @param halfWidth     coins, at least 0
 * @param landingShare  where a trade ends: 0 the target, 1 the edge
 * @param intervalYears between two looks, above 0
 */
public record HybridPolicy(double halfWidth, double landingShare, double intervalYears) implements HedgePolicy {
    /**
     * Checks the parameters.
     *
     * @param halfWidth     coins, at least 0 and finite
     * @param landingShare  from 0 to 1
     * @param intervalYears above 0 and finite
     */
    public HybridPolicy {
        if (!(halfWidth >= 0 && halfWidth <= Double.MAX_VALUE)
                || !(landingShare >= 0 && landingShare <= 1)
                || !(intervalYears > 0 && intervalYears <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("hybrid out of range: halfWidth=" + halfWidth + ", landingShare="
                    + landingShare + ", intervalYears=" + intervalYears);
        }
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        if (!view.isIntervalDue()) {
            Regions.clock(view, target, false, view.targetDelta());
            target.reasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.OUTSIDE_BAND);
            return;
        }
        final double roughness = Bands.roughness(view.effectiveGamma(), view.vol(), view.price());
        final double shrunk = Bands.inspected(halfWidth, roughness, intervalYears);
        final double width = shrunk >= 0 ? shrunk : halfWidth;
        Regions.band(view, target, view.targetDelta(), width, landingShare * Math.max(width, view.lotDelta()));
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.HYBRID;
    }

    @Override
    public boolean isKeptDue() {
        return true;
    }

    @Override
    public boolean isModelled() {
        return true;
    }
}
