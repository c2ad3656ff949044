package io.gimbal.engine.market;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Steps {@link SvjDynamics}. The variance moves by the quadratic-exponential scheme, which has the exact mean and variance
 * of each step, however long, and never falls below 0; the logarithm of the index by its central discretisation with the
 * martingale correction, so that the index has the exact mean. Source: L. Andersen, "Simple and efficient simulation of
 * the Heston stochastic volatility model", Journal of Computational Finance 11 (2008), sections 3.2.4 and 4.3. Jumps come
 * at the end of the step in which they fall. Owned by one thread; allocates nothing after construction.
 */
final class SvjModel implements IndexModel {
    private static final double LOWEST_VOL = 0.01;
    private static final double HIGHEST_VOL = 5.0;
    private static final double HIGHEST_VARIANCE = 1e4;

    /** Up to this ratio of variance to squared mean a step is drawn as a squared normal, beyond as an exponential. */
    private static final double QUADRATIC_LIMIT = 1.5;

    private final SvjDynamics dynamics;
    private final double drift;
    private final SplitMix64 random;
    private double variance;
    private double next;
    private double correction;

    SvjModel(final SvjDynamics dynamics, final double drift, final SplitMix64 random) {
        this.dynamics = dynamics;
        this.drift = drift - dynamics.compensator();
        this.random = random;
        this.variance = dynamics.variance();
    }

    /** The variance now. */
    double variance() {
        return variance;
    }

    @Override
    public double advance(final double years) {
        final double rho = dynamics.correlation();
        final double perVariance = rho / dynamics.volOfVariance();
        final double half = 0.5 * years;
        final double slope = half * (dynamics.meanReversion() * perVariance - 0.5);
        final double noise = half * (1.0 - rho * rho);
        final double before = slope - perVariance;
        final double after = slope + perVariance;
        stepVariance(years, after + 0.5 * noise);
        final double constant = Double.isNaN(correction)
                ? -perVariance * dynamics.meanReversion() * dynamics.longVariance() * years
                : correction - (before + 0.5 * noise) * variance;
        final double shock = Math.sqrt(noise * (variance + next)) * random.nextGaussian();
        final double moved = drift * years + constant + before * variance + after * next + shock;
        variance = next;
        return moved + jump(years);
    }

    @Override
    public double vol(final double logMoneyness, final double years, final double remark) {
        final double theta = dynamics.expectedVariance(variance, years);
        final double vol = Math.sqrt(smile(theta, logMoneyness) / years) + remark;
        return Math.min(Math.max(vol, LOWEST_VOL), HIGHEST_VOL);
    }

    private double smile(final double theta, final double logMoneyness) {
        final double rho = dynamics.correlation();
        final double scaled = dynamics.wings() / Math.sqrt(theta * (1.0 + theta)) * logMoneyness;
        final double shifted = scaled + rho;
        return 0.5 * theta * (1.0 + rho * scaled + Math.sqrt(shifted * shifted + 1.0 - rho * rho));
    }

    /** Draws the next variance, and the constant that makes the index of the step a martingale; NaN where there is none. */
    private void stepVariance(final double years, final double exponent) {
        final double decay = DeterministicMath.exp(-dynamics.meanReversion() * years);
        final double gone = 1.0 - decay;
        final double mean = dynamics.longVariance() * gone + variance * decay;
        final double perRate = dynamics.volOfVariance() * dynamics.volOfVariance() / dynamics.meanReversion();
        final double spread = variance * perRate * decay * gone + 0.5 * dynamics.longVariance() * perRate * gone * gone;
        final double ratio = spread / (mean * mean);
        if (ratio <= QUADRATIC_LIMIT) {
            drawSquare(mean, ratio, exponent);
        } else {
            drawExponential(mean, ratio, exponent);
        }
    }

    private void drawSquare(final double mean, final double ratio, final double exponent) {
        final double inverse = 2.0 / ratio;
        final double square = inverse - 1.0 + Math.sqrt(inverse) * Math.sqrt(inverse - 1.0);
        final double scale = mean / (1.0 + square);
        final double root = Math.sqrt(square) + random.nextGaussian();
        next = scale * root * root;
        final double left = 1.0 - 2.0 * exponent * scale;
        correction = left > 0.0 ? 0.5 * DeterministicMath.log(left) - exponent * square * scale / left : Double.NaN;
    }

    private void drawExponential(final double mean, final double ratio, final double exponent) {
        final double zero = (ratio - 1.0) / (ratio + 1.0);
        final double rate = (1.0 - zero) / mean;
        final double uniform = random.nextDouble();
        next = uniform <= zero ? 0.0 : DeterministicMath.log((1.0 - zero) / (1.0 - uniform)) / rate;
        correction =
                exponent < rate ? -DeterministicMath.log(zero + rate * (1.0 - zero) / (rate - exponent)) : Double.NaN;
    }

    private double jump(final double years) {
        double sum = 0.0;
        double untilNext = dynamics.jumpsPerYear() > 0.0 ? waiting() : Double.MAX_VALUE;
        while (untilNext <= years) {
            sum += dynamics.jumpMean() + dynamics.jumpVol() * random.nextGaussian();
            variance = Math.min(variance + dynamics.varianceJump() * exponential(), HIGHEST_VARIANCE);
            untilNext += waiting();
        }
        return sum;
    }

    private double waiting() {
        return exponential() / dynamics.jumpsPerYear();
    }

    private double exponential() {
        return -DeterministicMath.log(1.0 - random.nextDouble());
    }
}
