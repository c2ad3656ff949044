package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import io.gimbal.engine.pricing.surface.HullWhiteRegression;

/**
 * What one option did over one hedging interval: an observation of Hull and White's regression. The option's own forward
 * stands for their S.
 *
 * @param fromNs            when it began, epoch nanoseconds
 * @param toNs              when it ended
 * @param option            which
 * @param priceChange       df, USD per coin, theta included
 * @param forward           at the beginning, USD per coin
 * @param forwardChange     dS, USD per coin
 * @param delta             Black's at the beginning
 * @param vega              Black's at the beginning, per 1.00 of volatility
 * @param timeToExpiryYears at the beginning
 */
record HedgeStep(
        long fromNs,
        long toNs,
        OptionTerms option,
        double priceChange,
        double forward,
        double forwardChange,
        double delta,
        double vega,
        double timeToExpiryYears) {

    boolean isUsable() {
        final double size = Math.abs(delta);
        return size >= HullWhiteRegression.LEAST_DELTA
                && size <= HullWhiteRegression.LARGEST_DELTA
                && forwardChange != 0.0
                && vega > 0.0;
    }

    void teach(final HullWhiteRegression regression) {
        regression.passTo(toNs);
        regression.observe(option.isCall(), priceChange, forward, forwardChange, delta, vega, timeToExpiryYears);
    }

    double blackError() {
        return priceChange - delta * forwardChange;
    }

    double minimumVarianceError(final HullWhiteCoefficients coefficients) {
        final double scale = vega / Math.sqrt(timeToExpiryYears) * (forwardChange / forward);
        return blackError() - scale * coefficients.slope(option.isCall(), delta);
    }
}
