package io.gimbal.perf.violations.engine.market;

import java.util.Random;

/** Markets that differ from machine to machine. */
final class Worlds {
    private Worlds() {}

    static final class FastMaths {
        double step(final double x) {
            return Math.exp(x);
        }
    }

    static final class StrictMaths {
        double step(final double x) {
            return StrictMath.exp(x);
        }
    }

    static final class ForeignRandom {
        double step(final Random random) {
            return random.nextGaussian();
        }
    }

    static final class WallClock {
        long seed() {
            return System.nanoTime();
        }
    }

    static final class Exact {
        double step(final double x) {
            return Math.sqrt(x);
        }
    }
}
