package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;

/**
 * The band that the policy itself answered, before any event or trigger called for the centre: what "outside" and "half
 * a width" mean to whoever joins in. Owned by the engine thread.
 *
 * <p>Where the policy has no band at the moment, a clock that is due for one, the configured half-width stands in for
 * its own; no half-width is less than one lot.
 */
final class PolicyBand {
    private static final double HALF = 0.5;

    private double low;
    private double high;
    private double halfWidth;
    private boolean hasWidth;

    void see(final HedgeTarget target, final HedgeView view, final BookSettings settings) {
        low = target.outerLow();
        high = target.outerHigh();
        final double own = HALF * (high - low);
        hasWidth = own > 0;
        halfWidth = Math.max(own > 0 ? own : settings.bandHalfWidth(), view.lotDelta());
    }

    boolean isOutside(final double delta) {
        return delta < low || delta > high;
    }

    double middle() {
        return low + HALF * (high - low);
    }

    /** Whether the policy has a band of its own at the moment. */
    boolean hasWidth() {
        return hasWidth;
    }

    /** Coins, above 0. */
    double halfWidth() {
        return halfWidth;
    }
}
