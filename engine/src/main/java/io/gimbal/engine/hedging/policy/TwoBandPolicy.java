package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.PolicyKind;

/**
 * Two bands for a venue where each order costs something whatever its size, gas for one, beside what it costs per
 * coin: trades at the outer one, lands on the inner one ({@link TwoBands}). Of the book's effective gamma; at least
 * one lot wide, at most half of the amount by which the delta can still move.
 *
 * @param riskAversion absolute, per USD, above 0
 * @param costRate     what a trade costs where it was not measured, share of the price per coin, at least 0
 * @param costPerOrder USD, at least 0
 * @param fallback     half-width of the band that stands in where an input is absent, coins, at least 0
 */
public record TwoBandPolicy(double riskAversion, double costRate, double costPerOrder, double fallback)
        implements HedgePolicy {
    /**
     * Checks the parameters.
     *
     * @param riskAversion above 0 and finite
     * @param costRate     at least 0 and finite
     * @param costPerOrder at least 0 and finite
     * @param fallback     at least 0 and finite
     */
    public TwoBandPolicy {
        Checks.riskAversion(riskAversion);
        Checks.costRate(costRate);
        Checks.costPerOrder(costPerOrder);
        Checks.halfWidth(fallback);
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        final double cost = Regions.costRate(view, costRate) * view.price();
        final double roughness = Bands.roughness(view.effectiveGamma(), view.vol(), view.price());
        final double errorPrice = Bands.errorPrice(riskAversion, view.vol(), view.price());
        if (view.effectiveGamma() == 0) {
            Regions.band(view, target, view.targetDelta(), 0, 0);
            return;
        }
        final double share = TwoBands.share(costPerOrder, cost, roughness, errorPrice);
        final double outer = Regions.pinned(view, TwoBands.outer(costPerOrder, cost, roughness, errorPrice, share));
        if (!(outer >= 0)) {
            Regions.fallback(view, target, fallback);
            return;
        }
        Regions.band(view, target, view.targetDelta(), outer, share * outer);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.TWO_BAND;
    }

    @Override
    public boolean isModelled() {
        return true;
    }
}
