package io.gimbal.engine.market;

import io.gimbal.engine.pricing.DeterministicMath;

/** A geometric Brownian motion with jumps, and a smile that never moves. Owned by one thread. */
final class GbmModel implements IndexModel {
    private final CoinMarket market;
    private final SplitMix64 random;

    GbmModel(final CoinMarket market, final SplitMix64 random) {
        this.market = market;
        this.random = random;
    }

    @Override
    public double advance(final double years) {
        final double drift = (market.drift() - 0.5 * market.vol() * market.vol()) * years;
        final double shock = market.vol() * Math.sqrt(years) * random.nextGaussian();
        return drift + shock + jump(years);
    }

    @Override
    public double vol(final double logMoneyness, final double years, final double remark) {
        return market.smile().vol(logMoneyness, remark);
    }

    private double jump(final double years) {
        double sum = 0.0;
        double untilNext = market.jumpsPerYear() > 0.0 ? waiting() : Double.MAX_VALUE;
        while (untilNext <= years) {
            sum += market.jumpMean() + market.jumpVol() * random.nextGaussian();
            untilNext += waiting();
        }
        return sum;
    }

    private double waiting() {
        return -DeterministicMath.log(1.0 - random.nextDouble()) / market.jumpsPerYear();
    }
}
