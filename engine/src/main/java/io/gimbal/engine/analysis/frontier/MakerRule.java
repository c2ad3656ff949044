package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The default: Whalley and Wilmott's band at the risk aversion that the parameter is, traded to the edge by an order
 * that rests. Within {@code reach} half-widths the excess over the band rests at the touch, decided anew each step;
 * what is beyond is taken at once. Where the half-width is less than the target wanders while an order rests, {@code a
 * √(fill time)}, everything is taken: a fill would come too late.
 */
final class MakerRule implements HedgeRule {
    /** How long an order is expected to rest, minutes: one step of decision. */
    static final double FILL_MINUTES = 1.0;

    private static final double YEARS_PER_MINUTE = 1.0 / (365.0 * 1_440.0);

    private final double reach;

    MakerRule(final double reach) {
        this.reach = reach;
    }

    @Override
    public void hedge(final HedgePath path, final double parameter, final Ledger ledger) {
        final double scale = 1.0 / DeterministicMath.cbrt(parameter);
        final double rootFillTime = Math.sqrt(Math.max(FILL_MINUTES * YEARS_PER_MINUTE, path.stepYears()));
        for (int step = 0; step < path.steps(); step++) {
            final double width = path.bandWidth(step, parameter, scale);
            final double error = ledger.position() - path.target(step);
            if (Math.abs(error) <= width) {
                ledger.hold(path, step);
            } else if (width < rootFillTime * path.rootRoughness(step)) {
                ledger.take(path, step, path.target(step) + Math.copySign(width, error));
                ledger.hold(path, step);
            } else {
                rest(path, step, width, ledger);
            }
        }
    }

    private void rest(final HedgePath path, final int step, final double width, final Ledger ledger) {
        final double target = path.target(step);
        final double error = ledger.position() - target;
        if (Math.abs(error) > reach * width) {
            ledger.take(path, step, target + Math.copySign(reach * width, error));
        }
        ledger.hold(path, step);
        final double excess = Math.abs(ledger.position() - target) - width;
        if (excess > 0) {
            final boolean isBuy = error < 0;
            final double limit = path.fills().touch(step, isBuy);
            final double filled = path.fills().filled(step, isBuy, limit, excess);
            if (filled > 0) {
                ledger.fill(path, step, isBuy ? filled : -filled, limit);
            }
        }
    }
}
