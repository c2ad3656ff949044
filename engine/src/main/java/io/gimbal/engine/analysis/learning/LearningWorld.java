package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.GbmPaths;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.market.path.TwoFactorDynamics;
import io.gimbal.engine.market.path.TwoFactorPaths;
import io.gimbal.engine.pricing.DeterministicMath;

/** A market to learn in, without drift. */
public enum LearningWorld {
    /** Geometric Brownian motion; each book has its own volatility, and every second path mirrors the one before. */
    GBM,
    /** Two-factor stochastic volatility with jumps, like bitcoin; the hedger looks at the volatility every hour. */
    BTC;

    static final double START = 100;

    private static final double TYPICAL_VOL = 0.60;
    private static final double LEAST_VOL = 0.30;
    private static final double MOST_VOL = 1.20;
    private static final double HOUR_YEARS = 1.0 / (365.0 * 24);

    /** {@return the volatility of a book drawn anew, absolute; of {@link #BTC} the typical one} */
    double vol(final SplitMix64 random) {
        return this == GBM ? Uniform.logarithmic(random, LEAST_VOL, MOST_VOL) : TYPICAL_VOL;
    }

    /** Draws a path; {@code before} is the last one of the same book, which an odd path mirrors where it can. */
    void draw(
            final SplitMix64 random, final int index, final double vol, final PricePath before, final PathPrices into) {
        if (this == GBM && index % 2 == 1) {
            mirror(vol, before, into);
            return;
        }
        if (this == GBM) {
            new GbmPaths(START, vol).draw(random, before);
        } else {
            final int look = Math.max(1, (int) Math.round(HOUR_YEARS / before.stepYears()));
            new TwoFactorPaths(TwoFactorDynamics.BITCOIN, START, look).draw(random, before);
        }
        for (int time = 0; time <= before.steps(); time++) {
            into.at(time, before.price(time), before.vol(time));
        }
    }

    /** The path of the opposite noise: S' = S0² exp(−σ² t) / S. */
    private static void mirror(final double vol, final PricePath path, final PathPrices into) {
        for (int time = 0; time <= path.steps(); time++) {
            final double decay = DeterministicMath.exp(-vol * vol * time * path.stepYears());
            into.at(time, START * START * decay / path.price(time), vol);
        }
    }

    /** Takes prices and volatilities. */
    @FunctionalInterface
    interface PathPrices {
        /** Takes those of a grid time, USD per coin and absolute. */
        void at(int time, double price, double vol);
    }
}
