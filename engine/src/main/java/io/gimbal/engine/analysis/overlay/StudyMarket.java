package io.gimbal.engine.analysis.overlay;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.market.path.SkewDynamics;
import io.gimbal.engine.market.path.TwoFactorDynamics;
import io.gimbal.engine.market.path.TwoFactorPaths;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * A bitcoin-like market of seven days with two expiries, after seven and after fourteen days, and a smile whose skew
 * moves by itself. One random stream, played to either expiry, gives the same prices and the volatility expected until
 * each. Refilled path by path; owned by one thread.
 */
final class StudyMarket {
    static final int DAYS = 7;
    static final int STEPS_PER_DAY = 96;
    static final int STEPS = DAYS * STEPS_PER_DAY;
    static final double START = 100;
    static final double DAY = 1.0 / 365;

    private static final double STEP_YEARS = DAY / STEPS_PER_DAY;
    private static final int STEPS_PER_LOOK = 4;
    private static final SkewDynamics SKEW = SkewDynamics.BITCOIN;
    private static final double LOWEST_VOL = 0.05;
    private static final double FURTHEST = 0.4;

    private final TwoFactorPaths model = new TwoFactorPaths(TwoFactorDynamics.BITCOIN, START, STEPS_PER_LOOK);
    private final PricePath near = new PricePath(STEPS, STEP_YEARS);
    private final PricePath far = new PricePath(2 * STEPS, STEP_YEARS);
    private final double[] skew = new double[STEPS + 1];

    void draw(final long seed) {
        model.draw(new SplitMix64(seed), near);
        model.draw(new SplitMix64(seed), far);
        final SplitMix64 random = new SplitMix64(~seed);
        skew[0] = SKEW.first(random);
        for (int i = 1; i <= STEPS; i++) {
            skew[i] = SKEW.next(skew[i - 1], STEP_YEARS, random);
        }
    }

    double price(final int step) {
        return near.price(step);
    }

    double nearYears(final int step) {
        return near.yearsLeft(step);
    }

    double farYears(final int step) {
        return far.yearsLeft(step);
    }

    /** At the money, of the expiry at the end. */
    double nearVol(final int step) {
        return near.vol(step);
    }

    double farVol(final int step) {
        return far.vol(step);
    }

    double skew(final int step) {
        return skew[step];
    }

    /** Volatility at a strike: the skew is that of fourteen days and grows with the inverse root of time. */
    double vol(final double atTheMoney, final double years, final double strike, final int step) {
        final double log = moneyness(strike, step);
        return Math.max(LOWEST_VOL, atTheMoney + SKEW.smile(skew[step], log, years));
    }

    double moneyness(final double strike, final int step) {
        final double log = DeterministicMath.logRatio(strike, price(step));
        return Math.min(Math.max(log, -FURTHEST), FURTHEST);
    }
}
