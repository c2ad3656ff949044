package io.gimbal.feeds.exchange;

/**
 * The smoothed premium of one perpetual: an exponential average over 30 seconds of fair price minus index, taken every
 * second, the latest of 30 with the weight 2 / 31. Its first value is the first premium. Owned by the exchange's thread.
 */
final class PremiumAverage {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double WEIGHT = 2.0 / 31.0;

    /** After so many seconds of one premium nothing is left of those before. */
    private static final long MOST_STEPS = 1_000;

    private double average;
    private long second;
    private boolean isStarted;

    /**
     * Takes the premium that holds now, and held since the last one.
     *
     * @param premium fair price minus index, times 1e8
     * @param nowNs   epoch nanoseconds; never before an earlier call's
     * @return the average now, times 1e8
     */
    long add(final long premium, final long nowNs) {
        final long nowSecond = Math.floorDiv(nowNs, SECOND_NS);
        if (isStarted) {
            final long steps = Math.min(nowSecond - second, MOST_STEPS);
            for (long step = 0; step < steps; step++) {
                average += WEIGHT * (premium - average);
            }
        } else {
            average = premium;
            isStarted = true;
        }
        second = nowSecond;
        return (long) Math.rint(average);
    }
}
