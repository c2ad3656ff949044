package io.gimbal.engine.market;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * A seeded stream of random numbers that is the same on every JDK. Source: G. Steele, D. Lea, C. Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014. Owned by one thread.
 */
public final class SplitMix64 {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;
    private double spare;
    private boolean hasSpare;

    /**
     * Starts a stream.
     *
     * @param seed any; equal seeds give equal streams
     */
    public SplitMix64(final long seed) {
        state = seed;
    }

    /** {@return 64 random bits} */
    public long nextLong() {
        state += GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** {@return uniform in [0, 1)} */
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** {@return standard normal, by the polar method of G. Marsaglia and T. Bray, SIAM Review 6 (1964)} */
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        while (true) {
            final double x = 2.0 * nextDouble() - 1.0;
            final double y = 2.0 * nextDouble() - 1.0;
            final double square = x * x + y * y;
            if (square < 1.0 && square > 0.0) {
                final double scale = Math.sqrt(-2.0 * DeterministicMath.log(square) / square);
                spare = y * scale;
                hasSpare = true;
                return x * scale;
            }
        }
    }
}
