package io.gimbal.engine.market.path;

import io.gimbal.engine.market.IndexModel;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Steps {@link TwoFactorDynamics}, exactly in both factors: the price diffuses over a step with the variance at its
 * beginning and jumps at its end. Options are marked at the volatility that the model expects until their expiry, with a
 * smile by {@link SkewDynamics}. Owned by one thread; allocates nothing after construction.
 */
final class TwoFactorModel implements IndexModel {
    private static final double LOWEST_VOL = 0.01;
    private static final double HIGHEST_VOL = 5.0;
    private static final double FURTHEST = 1.0;

    private final TwoFactorDynamics dynamics;
    private final SkewDynamics skews;
    private final TwoFactorPaths expected;
    private final SplitMix64 random;
    private final double drift;
    private final double level;
    private double fast;
    private double slow;
    private double skew;

    TwoFactorModel(
            final TwoFactorDynamics dynamics, final SkewDynamics skews, final double drift, final SplitMix64 random) {
        this.dynamics = dynamics;
        this.skews = skews;
        this.random = random;
        this.drift = drift - dynamics.compensator();
        expected = new TwoFactorPaths(dynamics, 1, 1);
        level = dynamics.meanDiffusiveVariance()
                * DeterministicMath.exp(-0.5 * dynamics.logVariance(Double.POSITIVE_INFINITY));
        final double scale = dynamics.fastStdDev() * dynamics.slowStdDev();
        final double correlation = scale > 0 ? dynamics.stationaryCovariance() / scale : 0.0;
        final double first = random.nextGaussian();
        fast = dynamics.fastStdDev() * first;
        slow = dynamics.slowStdDev()
                * (correlation * first + Math.sqrt(1.0 - correlation * correlation) * random.nextGaussian());
        skew = skews.first(random);
    }

    @Override
    public double advance(final double years) {
        final double stdDev = Math.sqrt(years * level * DeterministicMath.exp(fast + slow));
        final double noise = random.nextGaussian();
        fast = moved(fast, dynamics.fastReversion(), dynamics.fastStdDev(), dynamics.fastCorrelation(), years, noise);
        slow = moved(slow, dynamics.slowReversion(), dynamics.slowStdDev(), dynamics.slowCorrelation(), years, noise);
        skew = skews.next(skew, years, random);
        return drift * years + stdDev * (noise - 0.5 * stdDev) + jump(years);
    }

    private double moved(
            final double factor,
            final double reversion,
            final double stdDev,
            final double correlation,
            final double years,
            final double noise) {
        final double kept = DeterministicMath.exp(-reversion * years);
        final double own = Math.sqrt(1.0 - correlation * correlation) * random.nextGaussian();
        return kept * factor + stdDev * Math.sqrt(1.0 - kept * kept) * (correlation * noise + own);
    }

    private double jump(final double years) {
        final double mean = dynamics.jumpsPerYear() * years;
        double probability = DeterministicMath.exp(-mean);
        double left = random.nextDouble() - probability;
        int count = 0;
        while (left >= 0 && probability > 0) {
            count++;
            probability *= mean / count;
            left -= probability;
        }
        return count == 0
                ? 0.0
                : count * dynamics.jumpMean() + Math.sqrt(count) * dynamics.jumpStdDev() * random.nextGaussian();
    }

    @Override
    public double vol(final double logMoneyness, final double years, final double remark) {
        final double log = Math.min(Math.max(logMoneyness, -FURTHEST), FURTHEST);
        final double vol = expected.expectedVol(fast, slow, years) + skews.smile(skew, log, years) + remark;
        return Math.min(Math.max(vol, LOWEST_VOL), HIGHEST_VOL);
    }
}
