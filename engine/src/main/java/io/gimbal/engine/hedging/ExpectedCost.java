package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.DynamicFrequencyPolicy;
import io.gimbal.engine.hedging.policy.HedgePolicy;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.PriceMovePolicy;
import io.gimbal.engine.pricing.TimeToExpiry;

/**
 * What a policy is expected to spend on trading, from the band or the clock that it answered with. Pure; allocates
 * nothing.
 *
 * <p>A target that moves with variance rate a² costs {@code c a² / (H + L)} a year in a band ({@link Bands#costRate}),
 * and {@code c a √(2 / (π δ))} by a clock, the mean size of a normal move being {@code √(2/π)} of its deviation.
 */
final class ExpectedCost {
    private static final double HALF = 0.5;

    private ExpectedCost() {}

    /**
     * USD a year; NaN where it cannot be told.
     *
     * @param settings of the book
     * @param view     what the policy was shown
     * @param target   what it answered
     * @param costRate share of the price per coin, at least 0
     * @param vol      forecast, absolute per root year
     */
    static double perYear(
            final BookSettings settings,
            final HedgeView view,
            final HedgeTarget target,
            final double costRate,
            final double vol) {
        final HedgePolicy policy = settings.policy();
        final double costPerCoin = costRate * view.price();
        final double roughness = Bands.roughness(view.gamma(), vol, view.price());
        if (policy instanceof final PriceMovePolicy priced) {
            final double width = Math.abs(view.gamma()) * view.price() * priced.move();
            return Bands.costRate(0, costPerCoin, roughness, Math.max(width, view.lotDelta()), 0);
        }
        if (policy instanceof final DynamicFrequencyPolicy timed) {
            return clock(costPerCoin, roughness, timed.intervalYears(view));
        }
        if (policy.isKeptDue()) {
            return clock(costPerCoin, roughness, settings.intervalNs() / TimeToExpiry.NS_PER_YEAR);
        }
        final double outer = HALF * (target.outerHigh() - target.outerLow());
        final double inner = HALF * (target.innerHigh() - target.innerLow());
        return Bands.costRate(0, costPerCoin, roughness, outer, Math.min(inner, outer));
    }

    private static double clock(final double costPerCoin, final double roughness, final double years) {
        return years > 0 ? costPerCoin * Math.sqrt(2 * roughness / (Math.PI * years)) : Double.NaN;
    }
}
