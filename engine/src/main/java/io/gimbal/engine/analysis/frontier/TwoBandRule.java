package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.TwoBands;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Trades at the outer of two bands and lands on the inner one, at the risk aversion that the parameter is: the pair that is
 * best where an order costs something whatever its size. Where it costs nothing, Whalley and Wilmott's band to the edge.
 */
final class TwoBandRule implements HedgeRule {
    private final double orderRate;

    /**
     * Makes a rule.
     *
     * @param orderRate cost of an order, share of the price of a coin at the start
     */
    TwoBandRule(final double orderRate) {
        this.orderRate = orderRate;
    }

    @Override
    public void hedge(final HedgePath path, final double parameter, final Ledger ledger) {
        final double scale = 1.0 / DeterministicMath.cbrt(parameter);
        final double perOrder = orderRate * path.price(0);
        for (int step = 0; step < path.steps(); step++) {
            final double narrowest = path.bandWidth(step, parameter, scale);
            final double error = ledger.position() - path.target(step);
            // An order that costs something makes the outer band no narrower than the one of orders that do not.
            if (Math.abs(error) > narrowest) {
                trade(path, step, parameter, perOrder, ledger);
            }
            ledger.hold(path, step);
        }
    }

    private static void trade(
            final HedgePath path, final int step, final double parameter, final double perOrder, final Ledger ledger) {
        final double price = path.price(step);
        final double root = path.rootRoughness(step);
        final double perCoin = path.costRate() * price;
        final double errorPrice = Bands.errorPrice(parameter, path.vol(step), price);
        final double share = TwoBands.share(perOrder, perCoin, root * root, errorPrice);
        final double best = TwoBands.outer(perOrder, perCoin, root * root, errorPrice, share);
        final double narrowest = path.bandWidth(step, parameter, 1.0 / DeterministicMath.cbrt(parameter));
        // Where gamma vanishes there is no best pair, and the comparison with NaN takes the narrowest.
        final double outer = best > narrowest ? Math.min(best, HedgePath.HALF_JUMP) : narrowest;
        final double inner = best > narrowest ? share * outer : narrowest;
        final double target = path.target(step);
        final double error = ledger.position() - target;
        if (Math.abs(error) > outer) {
            ledger.take(path, step, target + Math.copySign(inner, error));
        }
    }
}
