package io.gimbal.engine.market.path;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Paths of {@link TwoFactorDynamics}. Factors are exact on the grid; the price diffuses over a step with the variance
 * at its beginning and jumps at its end, so it is a martingale on the grid without error. The hedger's volatility is
 * the one the model expects until the path's end, jumps included, looked at anew at fixed times.
 */
public final class TwoFactorPaths implements PathModel {
    // Gauss and Legendre's twelve points on (-1, 1): abscissae above 0, and their weights.
    private static final double[] POINTS = {
        0.1252334085114689,
        0.3678314989981802,
        0.5873179542866175,
        0.7699026741943047,
        0.9041172563704749,
        0.9815606342467192
    };
    private static final double[] WEIGHTS = {
        0.2491470458134028,
        0.2334925365383548,
        0.2031674267230659,
        0.1600783285433462,
        0.1069393259953184,
        0.0471753363865118
    };

    private final TwoFactorDynamics dynamics;
    private final double start;
    private final int stepsPerLook;

    /**
     * Describes a market.
     *
     * @param dynamics     of variance and price
     * @param start        price at the beginning, USD per coin, above 0
     * @param stepsPerLook steps between two looks of the hedger at the volatility, at least 1
     */
    public TwoFactorPaths(final TwoFactorDynamics dynamics, final double start, final int stepsPerLook) {
        if (!(start > 0 && stepsPerLook >= 1)) {
            throw new IllegalArgumentException("out of range: start=" + start + ", stepsPerLook=" + stepsPerLook);
        }
        this.dynamics = dynamics;
        this.start = start;
        this.stepsPerLook = stepsPerLook;
    }

    @Override
    public void draw(final SplitMix64 random, final PricePath into) {
        final Step step = new Step(dynamics, into.stepYears());
        final Factors factors = new Factors(dynamics, random);
        double log = 0.0;
        double vol = expectedVol(factors.fast, factors.slow, into.yearsLeft(0));
        into.at(0, start, vol);
        for (int i = 0; i < into.steps(); i++) {
            final double stdDev = Math.sqrt(step.years * step.variance(factors));
            final double noise = random.nextGaussian();
            final double jump = step.jump(random);
            log += stdDev * (noise - 0.5 * stdDev) - step.compensator + jump;
            factors.move(step, noise, random);
            into.diffuse(i, stdDev, jump);
            final boolean looks = (i + 1) % stepsPerLook == 0 && i + 1 < into.steps();
            vol = looks ? expectedVol(factors.fast, factors.slow, into.yearsLeft(i + 1)) : vol;
            into.at(i + 1, start * DeterministicMath.exp(log), vol);
        }
    }

    /**
     * The volatility the model expects over a time, seen from a moment at which both factors are known.
     *
     * @param fast  x
     * @param slow  y
     * @param years ahead, above 0
     * @return root of the mean expected variance rate, jumps included; per root year
     */
    public double expectedVol(final double fast, final double slow, final double years) {
        double sum = 0.0;
        for (int i = 0; i < POINTS.length; i++) {
            final double early = 0.5 * years * (1.0 - POINTS[i]);
            final double late = 0.5 * years * (1.0 + POINTS[i]);
            sum += WEIGHTS[i]
                    * (dynamics.expectedVariance(fast, slow, early) + dynamics.expectedVariance(fast, slow, late));
        }
        return Math.sqrt(0.5 * sum + dynamics.jumpVariance());
    }

    /** The two factors on their way. */
    private static final class Factors {
        private double fast;
        private double slow;

        Factors(final TwoFactorDynamics dynamics, final SplitMix64 random) {
            final double scale = dynamics.fastStdDev() * dynamics.slowStdDev();
            final double correlation = scale > 0 ? dynamics.stationaryCovariance() / scale : 0.0;
            final double first = random.nextGaussian();
            fast = dynamics.fastStdDev() * first;
            slow = dynamics.slowStdDev()
                    * (correlation * first + Math.sqrt(1.0 - correlation * correlation) * random.nextGaussian());
        }

        void move(final Step step, final double noise, final SplitMix64 random) {
            fast = step.fastKept * fast
                    + step.fastNoise * (step.fastShared * noise + step.fastOwn * random.nextGaussian());
            slow = step.slowKept * slow
                    + step.slowNoise * (step.slowShared * noise + step.slowOwn * random.nextGaussian());
        }
    }

    /** What one step of the grid does. */
    private static final class Step {
        private final double years;
        private final double level;
        private final double fastKept;
        private final double slowKept;
        private final double fastNoise;
        private final double slowNoise;
        private final double fastShared;
        private final double slowShared;
        private final double fastOwn;
        private final double slowOwn;
        private final double compensator;
        private final double noJump;
        private final double jumps;
        private final double jumpMean;
        private final double jumpStdDev;

        Step(final TwoFactorDynamics dynamics, final double years) {
            this.years = years;
            level = dynamics.meanDiffusiveVariance()
                    * DeterministicMath.exp(-0.5 * dynamics.logVariance(Double.POSITIVE_INFINITY));
            fastKept = DeterministicMath.exp(-dynamics.fastReversion() * years);
            slowKept = DeterministicMath.exp(-dynamics.slowReversion() * years);
            fastNoise = dynamics.fastStdDev() * Math.sqrt(1.0 - fastKept * fastKept);
            slowNoise = dynamics.slowStdDev() * Math.sqrt(1.0 - slowKept * slowKept);
            fastShared = dynamics.fastCorrelation();
            slowShared = dynamics.slowCorrelation();
            fastOwn = Math.sqrt(1.0 - fastShared * fastShared);
            slowOwn = Math.sqrt(1.0 - slowShared * slowShared);
            compensator = dynamics.compensator() * years;
            jumps = dynamics.jumpsPerYear() * years;
            noJump = DeterministicMath.exp(-jumps);
            jumpMean = dynamics.jumpMean();
            jumpStdDev = dynamics.jumpStdDev();
        }

        double variance(final Factors factors) {
            return level * DeterministicMath.exp(factors.fast + factors.slow);
        }

        double jump(final SplitMix64 random) {
            double left = random.nextDouble() - noJump;
            double probability = noJump;
            int count = 0;
            while (left >= 0 && probability > 0) {
                count++;
                probability *= jumps / count;
                left -= probability;
            }
            return count == 0 ? 0.0 : count * jumpMean + Math.sqrt(count) * jumpStdDev * random.nextGaussian();
        }
    }
}
