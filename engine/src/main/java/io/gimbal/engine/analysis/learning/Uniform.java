package io.gimbal.engine.analysis.learning;

import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.pricing.DeterministicMath;

/** Draws from ranges. Pure but for the stream. */
final class Uniform {
    private Uniform() {}

    static double between(final SplitMix64 random, final double least, final double most) {
        return least + (most - least) * random.nextDouble();
    }

    /** Uniform in the logarithm. */
    static double logarithmic(final SplitMix64 random, final double least, final double most) {
        return least * DeterministicMath.exp(random.nextDouble() * DeterministicMath.log(most / least));
    }
}
