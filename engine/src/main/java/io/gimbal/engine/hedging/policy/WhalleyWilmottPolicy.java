package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;

/**
 * The band of Whalley and Wilmott ({@link Bands#whalleyWilmott}, {@link Bands#toTarget}) around the target, of the
 * book's effective gamma: the larger of net gamma and of what was realised, so that vanna and re-marks of the surface
 * are not chased.
 *
 * <p>At least one lot wide, so that a trade to the edge never crosses the target; at least what the time left is worth
 * ({@link Zakamouline#floor}), for gamma alone says 0 where it vanishes; at most half of the amount by which the delta
 * can still move, for near a pin gamma grows without bound and a wider band would never trade.
 *
 * @param riskAversion absolute, per USD, above 0
 * @param costRate     what a trade costs where it was not measured, share of the price per coin, at least 0
 * @param landing      to the target or to the edge
 * @param fallback     half-width of the band that stands in where an input is absent, coins, at least 0
 */
public record WhalleyWilmottPolicy(double riskAversion, double costRate, Landing landing, double fallback)
        implements HedgePolicy {
    /** {@link Bands#toTarget} over {@link Bands#toEdge}. */
    private static final double CUBE_ROOT_OF_FOUR = 1.5874010519681994;

    /**
     * Checks the parameters.
     *
     * @param riskAversion above 0 and finite
     * @param costRate     at least 0 and finite
     * @param landing      to the target or to the edge
     * @param fallback     at least 0 and finite
     */
    public WhalleyWilmottPolicy {
        Checks.riskAversion(riskAversion);
        Checks.costRate(costRate);
        Checks.halfWidth(fallback);
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        final double k = Regions.costRate(view, costRate);
        final double edge = Bands.whalleyWilmott(k, view.price(), view.effectiveGamma(), riskAversion);
        final double plain = landing == Landing.TO_EDGE ? edge : edge * CUBE_ROOT_OF_FOUR;
        final double width = bounded(view, plain, k, riskAversion);
        if (!(width >= 0)) {
            Regions.fallback(view, target, fallback);
            return;
        }
        Regions.band(view, target, view.targetDelta(), width, landing == Landing.TO_EDGE ? width : 0);
        target.reasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
    }

    /** At least what the time left is worth, at most half of what the delta can still move by. */
    static double bounded(final HedgeView view, final double width, final double k, final double riskAversion) {
        final double worth = Zakamouline.floor(k, view.price(), riskAversion, view.vol(), view.timeToExpiryYears());
        return Regions.pinned(view, worth > width ? worth : width);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.WHALLEY_WILMOTT;
    }

    @Override
    public boolean isModelled() {
        return true;
    }
}
