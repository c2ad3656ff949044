package io.gimbal.engine.hedging.policy;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The best pair of bands where an order costs something whatever its size and something per coin: trade at the outer
 * one, land on the inner one. Pure; allocates nothing; arguments out of range give NaN.
 *
 * <p>Total cost per year is {@code (f + c (H − L)) a² / (H² − L²) + μq (H² + L²) / 6} (see {@link Bands}). With
 * {@code r = L / H} its two conditions for a minimum are {@code c H (1 − r)³ = 4 r f} and
 * {@code μq H⁴ (1 + r)(1 − r)³ = 6 f a²}; without H they are one equation,
 * {@code r⁴ (1 + r) / (1 − r)⁹ = 3 a² c⁴ / (128 f³ μq)}, whose left side rises from 0 without bound. Its logarithm over
 * {@code ln(r / (1 − r))} has a slope between 4 and 9, so Newton's steps close in on the one solution from anywhere.
 * Without a cost per coin r is 0 and {@code H⁴ = 6 f a² / μq}; without a cost per order r is 1 and {@code H³ = 3 c a²
 * / (4 μq)}.
 */
public final class TwoBands {
    private static final int MOST_STEPS = 64;
    private static final double CLOSE_ENOUGH = 1e-14;

    private TwoBands() {}

    /**
     * The inner band as a share of the outer one.
     *
     * @param costPerOrder f, USD, at least 0
     * @param costPerCoin  c, USD, at least 0; not 0 where f is
     * @param roughness    a², coins squared per year, above 0
     * @param errorPrice   μ q, USD per squared coin and year, above 0
     * @return from 0, the target, to 1, the edge
     */
    public static double share(
            final double costPerOrder, final double costPerCoin, final double roughness, final double errorPrice) {
        if (!(costPerOrder >= 0 && costPerCoin >= 0 && roughness > 0 && errorPrice > 0)) {
            return Double.NaN;
        }
        if (costPerOrder == 0 || costPerCoin == 0) {
            return costPerOrder == 0 ? 1 : 0;
        }
        final double goal = DeterministicMath.log(3.0 / 128.0)
                + DeterministicMath.log(roughness)
                + 4 * DeterministicMath.log(costPerCoin)
                - 3 * DeterministicMath.log(costPerOrder)
                - DeterministicMath.log(errorPrice);
        return solve(goal);
    }

    /** The share whose {@code ln(r⁴ (1 + r) / (1 − r)⁹)} is as given. */
    private static double solve(final double goal) {
        double logit = goal < 0 ? goal / 4 : goal / 9;
        for (int i = 0; i < MOST_STEPS; i++) {
            final double share = 1 / (1 + DeterministicMath.exp(-logit));
            final double rest = 1 / (1 + DeterministicMath.exp(logit));
            final double miss = 4 * DeterministicMath.log(share)
                    + DeterministicMath.log(1 + share)
                    - 9 * DeterministicMath.log(rest)
                    - goal;
            final double slope = 4 * rest + share * rest / (1 + share) + 9 * share;
            final double step = miss / slope;
            logit -= step;
            if (!(Math.abs(step) > CLOSE_ENOUGH * Math.max(1, Math.abs(logit)))) {
                break;
            }
        }
        return 1 / (1 + DeterministicMath.exp(-logit));
    }

    /**
     * The outer band of such a pair.
     *
     * @param costPerOrder f, USD, at least 0
     * @param costPerCoin  c, USD, at least 0; not 0 where f is
     * @param roughness    a², coins squared per year, at least 0
     * @param errorPrice   μ q, USD per squared coin and year, above 0
     * @param share        as {@link #share} gives it for the same costs
     * @return coins
     */
    public static double outer(
            final double costPerOrder,
            final double costPerCoin,
            final double roughness,
            final double errorPrice,
            final double share) {
        if (!(costPerOrder >= 0 && costPerCoin >= 0 && share >= 0 && share <= 1)) {
            return Double.NaN;
        }
        final double rest = 1 - share;
        if (costPerOrder == 0 || !(rest > 0)) {
            return Bands.toEdge(costPerCoin, roughness, errorPrice);
        }
        return Bands.fixedCost(costPerOrder, roughness, errorPrice) / root((1 + share) * rest * rest * rest);
    }

    private static double root(final double value) {
        return Math.sqrt(Math.sqrt(value));
    }
}
