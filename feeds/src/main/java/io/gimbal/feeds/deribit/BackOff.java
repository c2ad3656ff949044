package io.gimbal.feeds.deribit;

/**
 * How long to wait before the next attempt to connect: doubling from a base to a cap, each wait drawn between half of it
 * and all of it, by a generator of its own, so that a fleet does not come back in step and a run repeats by seed. Owned by
 * its session's thread.
 */
final class BackOff {
    private static final int MOST_DOUBLINGS = 20;
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private final long baseNs;
    private final long capNs;
    private long state;
    private int attempts;

    BackOff(final long baseNs, final long capNs, final long seed) {
        this.baseNs = baseNs;
        this.capNs = capNs;
        this.state = seed;
    }

    /** The wait before the next attempt, nanoseconds. */
    long nextNs() {
        final int doublings = Math.min(attempts, MOST_DOUBLINGS);
        attempts++;
        final long full = Math.min(capNs, baseNs << doublings);
        return full - Math.floorMod(draw(), Math.max(1, full / 2));
    }

    /** Attempts since the last success that lasted. */
    int attempts() {
        return attempts;
    }

    /** The connection has lasted. */
    void reset() {
        attempts = 0;
    }

    /** The next 64 bits of the generator. */
    long draw() {
        state += GAMMA;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
