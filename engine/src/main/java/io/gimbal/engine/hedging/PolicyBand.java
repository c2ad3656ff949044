package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;

/**
 * The band that the policy itself answered, before any event or trigger called for the centre: what "outside" and "half
 * a width" mean to whoever joins in. Owned by the engine thread.
 *
 * <p>A clock, or a policy that moves of the price call, has no band: due it wants the centre and nothing else, between it
 * wants nothing. Then the middle is that centre, and the half-width configured for the book stands in. No half-width is
 * less than one lot.
 */
final class PolicyBand {
    private static final double HALF = 0.5;

    private double low;
    private double high;
    private double middle;
    private double halfWidth;
    private boolean hasWidth;

    void see(final HedgeTarget target, final HedgeView view, final BookSettings settings) {
        low = target.outerLow();
        high = target.outerHigh();
        hasWidth = low < target.centre() && target.centre() < high;
        middle = hasWidth ? low + HALF * (high - low) : target.centre();
        halfWidth = Math.max(hasWidth ? HALF * (high - low) : settings.standInHalfWidth(), view.lotDelta());
    }

    boolean isOutside(final double delta) {
        return delta < low || delta > high;
    }

    double middle() {
        return middle;
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
