package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.Zakamouline;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * What a hedger holds against one written call after looking at the market. Pure; the same instance serves all threads.
 */
@FunctionalInterface
interface BandRule {
    /**
     * Decides.
     *
     * @param before shares held so far
     * @param market the stock and the time left
     * @return shares to hold
     */
    double held(double before, Look market);

    /**
     * What a hedger sees.
     *
     * @param spot      of the stock
     * @param moneyness log(stock / strike)
     * @param left      years to expiry, above 0
     */
    record Look(double spot, double moneyness, double left) {}

    /** {@return the rule that holds the delta of Black and Scholes} */
    static BandRule delta(final HedgedCall call) {
        return (before, market) -> call.delta(market.moneyness(), market.left());
    }

    /**
     * The band of Whalley and Wilmott about the delta, traded to its edge.
     *
     * @param call         what is written
     * @param costRate     share of the value traded
     * @param riskAversion per unit of money, above 0
     * @return the rule
     */
    static BandRule whalleyWilmott(final HedgedCall call, final double costRate, final double riskAversion) {
        return (before, market) -> {
            final double distance = call.distance(market.moneyness(), market.left(), call.vol());
            final double width =
                    Bands.whalleyWilmott(costRate, market.spot(), gamma(call, market, distance), riskAversion);
            return clamp(before, DeterministicMath.normalCdf(distance), width);
        };
    }

    /**
     * The band of Zakamouline about his delta of a short option, traded to its edge.
     *
     * @param call         what is written
     * @param costRate     share of the value traded
     * @param riskAversion per unit of money, above 0
     * @return the rule
     */
    static BandRule zakamouline(final HedgedCall call, final double costRate, final double riskAversion) {
        return (before, market) -> {
            final double vol = call.vol();
            final double left = market.left();
            final double discount = DeterministicMath.exp(-call.rate() * left);
            final double gamma = -gamma(call, market, call.distance(market.moneyness(), left, vol));
            final double width = Zakamouline.floor(costRate, market.spot(), riskAversion, vol, left)
                    + Zakamouline.width(costRate, gamma, riskAversion, vol, left, discount);
            final double shift = Zakamouline.shift(costRate, market.spot(), gamma, riskAversion, vol, left, discount);
            final double centreVol = Zakamouline.centreVol(vol, shift, gamma);
            final double centre = DeterministicMath.normalCdf(call.distance(market.moneyness(), left, centreVol));
            return clamp(before, centre, width);
        };
    }

    private static double gamma(final HedgedCall call, final Look market, final double distance) {
        return DeterministicMath.normalPdf(distance) / (market.spot() * call.vol() * Math.sqrt(market.left()));
    }

    private static double clamp(final double before, final double centre, final double width) {
        return Math.min(Math.max(before, centre - width), centre + width);
    }
}
