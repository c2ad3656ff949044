package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.hedging.policy.Bands;

/**
 * Trades to the target at intervals that are best for the gamma and the volatility of the moment, at the risk aversion
 * that the parameter is; at most a quarter of the time left.
 */
final class DynamicClockRule implements HedgeRule {
    private static final double MOST_OF_TIME_LEFT = 0.25;

    @Override
    public void hedge(final HedgePath path, final double parameter, final Ledger ledger) {
        int next = 0;
        for (int step = 0; step < path.steps(); step++) {
            if (step >= next) {
                ledger.take(path, step, path.target(step));
                next = step + wait(path, step, parameter);
            }
            ledger.hold(path, step);
        }
    }

    private static int wait(final HedgePath path, final int step, final double riskAversion) {
        final double root = path.rootRoughness(step);
        final double best = Bands.interval(
                path.costRate() * path.price(step),
                root * root,
                Bands.errorPrice(riskAversion, path.vol(step), path.price(step)));
        final double most = MOST_OF_TIME_LEFT * path.yearsLeft(step);
        // A book without gamma has no best interval: the comparison with NaN takes the longest.
        final double years = best < most ? best : most;
        return Math.max(1, (int) Math.round(years / path.stepYears()));
    }
}
