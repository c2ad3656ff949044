package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.market.path.GbmPaths;
import io.gimbal.engine.market.path.PathModel;
import io.gimbal.engine.market.path.TwoFactorDynamics;
import io.gimbal.engine.market.path.TwoFactorPaths;

/** A market to hedge in, 60 % volatile in the long run, without drift. */
public enum FrontierWorld {
    /** Geometric Brownian motion. */
    GBM,
    /** Two-factor stochastic volatility with jumps, like bitcoin; the hedger looks at the volatility every hour. */
    BTC;

    static final double VOL = 0.60;
    static final double START = 100.0;

    private static final int MINUTES_PER_LOOK = 60;

    PathModel model(final int stepMinutes) {
        return switch (this) {
            case GBM -> new GbmPaths(START, VOL);
            case BTC -> new TwoFactorPaths(TwoFactorDynamics.BITCOIN, START, MINUTES_PER_LOOK / stepMinutes);
        };
    }
}
