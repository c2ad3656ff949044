package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;

/** Steps from now to the expiry of a call, and the stock's lognormal move over each of them. Immutable. */
final class HedgeGrid {
    private final double start;
    private final double[] means;
    private final double[] deviations;
    private final double[] left;
    private final double[] discounts;

    private HedgeGrid(final HedgedCall call, final int steps, final double step) {
        start = DeterministicMath.log(call.spot() / call.strike());
        means = new double[steps];
        deviations = new double[steps];
        left = new double[steps + 1];
        discounts = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            left[i] = i == steps ? 0.0 : call.years() - i * step;
            discounts[i] = DeterministicMath.exp(-call.rate() * (call.years() - left[i]));
        }
        for (int i = 0; i < steps; i++) {
            final double years = left[i] - left[i + 1];
            means[i] = (call.drift() - 0.5 * call.vol() * call.vol()) * years;
            deviations[i] = call.vol() * Math.sqrt(years);
        }
    }

    /**
     * Lays equal steps.
     *
     * @param call  whose expiry they end at
     * @param steps at least 1
     * @return the grid
     */
    static HedgeGrid equal(final HedgedCall call, final int steps) {
        return new HedgeGrid(call, steps, call.years() / steps);
    }

    /**
     * Lays steps of so many days; the last may be shorter.
     *
     * @param call whose expiry they end at
     * @param days to expiry
     * @param each days of a step, at least 1
     * @return the grid
     */
    static HedgeGrid ofDays(final HedgedCall call, final int days, final int each) {
        return new HedgeGrid(call, (days + each - 1) / each, call.years() * each / days);
    }

    /** {@return how many steps} */
    int steps() {
        return means.length;
    }

    /** {@return log(stock / strike) at the start} */
    double start() {
        return start;
    }

    /** {@return years to expiry after so many steps} */
    double yearsLeft(final int done) {
        return left[done];
    }

    /** {@return exp(-rate time) after so many steps} */
    double discount(final int done) {
        return discounts[done];
    }

    /** {@return log(stock / strike) one step on} */
    double next(final int step, final double moneyness, final SplitMix64 random) {
        return moneyness + means[step] + deviations[step] * random.nextGaussian();
    }
}
