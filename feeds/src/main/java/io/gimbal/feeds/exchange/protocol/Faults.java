package io.gimbal.feeds.exchange.protocol;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Decides when something goes wrong: at random by seed, each kind at its own rate, or once by command. Counts what
 * happened. Owned by the exchange's thread. Without rates and commands it does nothing.
 */
public final class Faults {
    /** Rates are per so many chances. */
    public static final int RATE_UNIT = 1_000_000;

    private static final int KINDS = FaultKind.values().length;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final SplittableRandom random;
    private final int[] rates = new int[KINDS];
    private final int[] commanded = new int[KINDS];
    private final long[] occurred = new long[KINDS];
    private long latencyNs;
    private long requestLatencyNs;
    private long longestExtraNs = 250 * NANOS_PER_MILLI;
    private long longestHoldNs = 3_000 * NANOS_PER_MILLI;
    private long largestSkewNs = 2_000 * NANOS_PER_MILLI;

    /**
     * Makes a source of faults that does nothing yet.
     *
     * @param seed decides everything random
     */
    public Faults(final long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** {@return a source of faults that never strikes by itself} */
    public static Faults none() {
        return new Faults(0);
    }

    /**
     * Sets how often a kind strikes by itself. A chance is a frame, a request or a connection, whatever the kind hits.
     *
     * @param kind       which
     * @param perMillion strikes per million chances, 0 for never
     * @return this
     */
    public Faults rate(final FaultKind kind, final int perMillion) {
        if (perMillion < 0 || perMillion > RATE_UNIT) {
            throw new IllegalArgumentException("fault rate is per million: kind=" + kind + ", rate=" + perMillion);
        }
        rates[kind.index()] = perMillion;
        return this;
    }

    /**
     * Sets the time a frame always takes, one way.
     *
     * @param newLatencyNs nanoseconds, 0 or more
     * @return this
     * @throws IllegalArgumentException when it is negative
     */
    public Faults latencyNs(final long newLatencyNs) {
        if (newLatencyNs < 0) {
            throw new IllegalArgumentException("out of range: latencyNs=" + newLatencyNs);
        }
        latencyNs = newLatencyNs;
        return this;
    }

    /**
     * Sets the time a frame to the exchange always takes beyond that; answers do not.
     *
     * @param newLatencyNs nanoseconds, 0 or more
     * @return this
     * @throws IllegalArgumentException when it is negative
     */
    public Faults requestLatencyNs(final long newLatencyNs) {
        if (newLatencyNs < 0) {
            throw new IllegalArgumentException("out of range: requestLatencyNs=" + newLatencyNs);
        }
        requestLatencyNs = newLatencyNs;
        return this;
    }

    /**
     * Sets how bad the timed kinds may be.
     *
     * @param extraNs longest additional latency of one frame
     * @param holdNs  longest time a channel, or all books, wait
     * @param skewNs  largest error of the clock, either way
     * @return this
     */
    public Faults bounds(final long extraNs, final long holdNs, final long skewNs) {
        longestExtraNs = extraNs;
        longestHoldNs = holdNs;
        largestSkewNs = skewNs;
        return this;
    }

    /**
     * Makes a kind strike at its next chances, whatever its rate.
     *
     * @param kind  which
     * @param count how often
     */
    public void inject(final FaultKind kind, final int count) {
        commanded[kind.index()] += count;
    }

    /** Takes back the commands that have not struck, and every rate. */
    public void clear() {
        Arrays.fill(commanded, 0);
        Arrays.fill(rates, 0);
    }

    /**
     * Tells how often a kind has struck.
     *
     * @param kind which
     * @return count since the start
     */
    public long occurred(final FaultKind kind) {
        return occurred[kind.index()];
    }

    /** {@return the time a frame always takes, one way, in nanoseconds} */
    public long latencyNs() {
        return latencyNs;
    }

    /** Takes a chance: tells whether the kind strikes, and counts it. */
    boolean strikes(final FaultKind kind) {
        final int at = kind.index();
        final boolean isCommanded = commanded[at] > 0;
        if (isCommanded) {
            commanded[at]--;
        }
        final boolean isHit = isCommanded || (rates[at] > 0 && random.nextInt(RATE_UNIT) < rates[at]);
        occurred[at] += isHit ? 1 : 0;
        return isHit;
    }

    /** How long one frame to the exchange takes. */
    long requestLatencyNs() {
        return requestLatencyNs + frameLatencyNs();
    }

    /** How long one frame takes. */
    long frameLatencyNs() {
        return strikes(FaultKind.LATENCY) ? latencyNs + upTo(longestExtraNs) : latencyNs;
    }

    /** How long a held channel waits. */
    long holdNs() {
        return upTo(longestHoldNs);
    }

    /** By how much the clock is off, when it is. */
    long skewNs() {
        final long magnitude = upTo(largestSkewNs);
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    private long upTo(final long largest) {
        return 1 + random.nextLong(Math.max(1, largest));
    }
}
