package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.hedging.policy.Leland;

/**
 * Trades to the target every so many minutes, the parameter: the common target, or the one at Leland's volatility for
 * that interval.
 */
final class ClockRule implements HedgeRule {
    private final boolean paysItsCosts;

    private ClockRule(final boolean paysItsCosts) {
        this.paysItsCosts = paysItsCosts;
    }

    static ClockRule plain() {
        return new ClockRule(false);
    }

    static ClockRule leland() {
        return new ClockRule(true);
    }

    @Override
    public void hedge(final HedgePath path, final double parameter, final Ledger ledger) {
        final int every = path.steps(parameter);
        for (int step = 0; step < path.steps(); step++) {
            if (step % every == 0) {
                ledger.take(path, step, paysItsCosts ? leland(path, step, every) : path.target(step));
            }
            ledger.hold(path, step);
        }
    }

    private static double leland(final HedgePath path, final int step, final int every) {
        final double number = Leland.number(path.costRate(), path.vol(step), every * path.stepYears());
        return path.target(step, Leland.vol(path.vol(step), number, -1.0));
    }
}
