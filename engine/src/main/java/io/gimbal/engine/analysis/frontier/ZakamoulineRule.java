package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.hedging.policy.Zakamouline;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Trades to the nearest edge of Zakamouline's band around its own centre, at the risk aversion that the parameter is.
 */
final class ZakamoulineRule implements HedgeRule {
    // The exponent of risk aversion in the shift of the variance.
    private static final double SHIFT_POWER = 0.15;

    @Override
    public void hedge(final HedgePath path, final double parameter, final Ledger ledger) {
        final double floor = 1.0 / parameter;
        final double width = Math.sqrt(floor);
        final double shift = DeterministicMath.exp(SHIFT_POWER * DeterministicMath.log(parameter));
        for (int step = 0; step < path.steps(); step++) {
            final double half = floor * path.fitFloor(step) + width * path.fitWidth(step);
            final double vol = Zakamouline.centreVol(path.vol(step), shift * path.fitShift(step), -1.0);
            final double centre = path.target(step, vol);
            final double error = ledger.position() - centre;
            if (Math.abs(error) > half) {
                ledger.take(path, step, centre + Math.copySign(half, error));
            }
            ledger.hold(path, step);
        }
    }
}
