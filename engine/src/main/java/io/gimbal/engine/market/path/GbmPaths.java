package io.gimbal.engine.market.path;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;

/** Geometric Brownian motion without drift, exact on the grid; the hedger knows its volatility. */
public final class GbmPaths implements PathModel {
    private final double start;
    private final double vol;

    /**
     * Describes a market.
     *
     * @param start price at the beginning, USD per coin, above 0
     * @param vol   absolute, per root year, at least 0
     */
    public GbmPaths(final double start, final double vol) {
        if (!(start > 0 && vol >= 0)) {
            throw new IllegalArgumentException("out of range: start=" + start + ", vol=" + vol);
        }
        this.start = start;
        this.vol = vol;
    }

    @Override
    public void draw(final SplitMix64 random, final PricePath into) {
        final double stdDev = vol * Math.sqrt(into.stepYears());
        final double drift = -0.5 * stdDev * stdDev;
        double log = 0.0;
        into.at(0, start, vol);
        for (int step = 0; step < into.steps(); step++) {
            log += drift + stdDev * random.nextGaussian();
            into.diffuse(step, stdDev, 0.0);
            into.at(step + 1, start * DeterministicMath.exp(log), vol);
        }
    }
}
