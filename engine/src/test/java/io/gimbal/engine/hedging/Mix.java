package io.gimbal.engine.hedging;

/** A generator of its own (SplitMix64), so that a seed gives the same storm on every JDK. */
final class Mix {
    private long state;

    Mix(final long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    int below(final int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** From 0 to 1. */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(final int percent) {
        return below(100) < percent;
    }
}
