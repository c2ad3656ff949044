package io.gimbal.engine.market;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Seeded random numbers that are the same on every machine and JDK: SplitMix64 (Steele, Lea, Flood 2014) and, for normal
 * ones, Marsaglia's polar method on the core's own logarithm. Owned by one thread; allocates nothing.
 */
final class SeededRandom {
    private static final double TWO_POW_MINUS_53 = 0x1.0p-53;

    private long state;
    private double spare;
    private boolean hasSpare;

    SeededRandom(final long seed) {
        state = seed;
    }

    private long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** {@return uniform in [0, 1), 53 bits} */
    double nextUniform() {
        return (nextLong() >>> 11) * TWO_POW_MINUS_53;
    }

    /** {@return standard normal} */
    double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextUniform() - 1;
            y = 2 * nextUniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        final double scale = Math.sqrt(-2 * DeterministicMath.log(square) / square);
        spare = y * scale;
        hasSpare = true;
        return x * scale;
    }
}
