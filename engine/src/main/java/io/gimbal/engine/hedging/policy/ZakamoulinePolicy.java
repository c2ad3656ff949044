package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.PolicyKind;

/**
 * The band of {@link Zakamouline}, traded to the edge: half-width {@code H0 + H1} around the delta at his volatility.
 * The width is of the book's effective gamma, the shift of its net gamma's sign; volatility and time to expiry are
 * gamma-weighted, and each option is valued anew at its own variance times the one factor they give.
 *
 * <p>At least one lot wide, at most half of the amount by which the delta can still move.
 *
 * @param riskAversion absolute, per USD, above 0
 * @param costRate     what a trade costs where it was not measured, share of the price per coin, at least 0
 * @param fallback     half-width of the band that stands in where an input is absent, coins, at least 0
 */
public record ZakamoulinePolicy(double riskAversion, double costRate, double fallback) implements HedgePolicy {
    /**
     * Checks the parameters.
     *
     * @param riskAversion above 0 and finite
     * @param costRate     at least 0 and finite
     * @param fallback     at least 0 and finite
     */
    public ZakamoulinePolicy {
        Checks.riskAversion(riskAversion);
        Checks.costRate(costRate);
        Checks.halfWidth(fallback);
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        final double k = Regions.costRate(view, costRate);
        final double width = width(view, k);
        final double centre = Regions.shiftedCentre(view, varianceFactor(view, k));
        if (!(width >= 0 && Math.abs(centre) <= Double.MAX_VALUE)) {
            Regions.fallback(view, target, fallback);
            return;
        }
        Regions.band(view, target, centre, width, width);
    }

    private double width(final HedgeView view, final double k) {
        final double vol = view.vol();
        final double years = view.timeToExpiryYears();
        final double width = Zakamouline.floor(k, view.price(), riskAversion, vol, years)
                + Zakamouline.width(k, view.effectiveGamma(), riskAversion, vol, years, 1);
        return Regions.pinned(view, width);
    }

    private double varianceFactor(final HedgeView view, final double k) {
        final double shift =
                Zakamouline.shift(k, view.price(), view.gamma(), riskAversion, view.vol(), view.timeToExpiryYears(), 1);
        final double root = Zakamouline.centreVol(1, shift, view.gamma());
        return root * root;
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.ZAKAMOULINE;
    }

    @Override
    public boolean isModelled() {
        return true;
    }
}
