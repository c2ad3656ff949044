package io.gimbal.engine.market;

/**
 * Who trades with the world's makers and customers.
 *
 * @param noisePerSecond mean number of uninformed trades a second in all books together, 0 or more
 * @param noiseShare     mean amount of such a trade as a share of the best price's amount, 0 to 1
 * @param toxicShare     probability that an informed trader is there when a price is about to move through a quote, 0 to 1
 * @param toxicDepth     share of the best price's amount that he takes, 0 to 0.9
 */
public record FlowSettings(double noisePerSecond, double noiseShare, double toxicShare, double toxicDepth) {
    /** Two uninformed trades a second; every tenth move is met by an informed one. */
    public static final FlowSettings ORDINARY = new FlowSettings(2.0, 0.02, 0.1, 0.25);

    /** Nobody but the customers trades. */
    public static final FlowSettings NONE = new FlowSettings(0.0, 0.0, 0.0, 0.0);

    private static final double MOST_PER_SECOND = 1_000.0;
    private static final double MOST_DEPTH = 0.9;

    /**
     * Checks the ranges.
     *
     * @param noisePerSecond as above
     * @param noiseShare     as above
     * @param toxicShare     as above
     * @param toxicDepth     as above
     * @throws IllegalArgumentException when one is out of range
     */
    public FlowSettings {
        check(noisePerSecond >= 0.0 && noisePerSecond <= MOST_PER_SECOND, "noisePerSecond", noisePerSecond);
        check(noiseShare >= 0.0 && noiseShare <= 1.0, "noiseShare", noiseShare);
        check(toxicShare >= 0.0 && toxicShare <= 1.0, "toxicShare", toxicShare);
        check(toxicDepth >= 0.0 && toxicDepth <= MOST_DEPTH, "toxicDepth", toxicDepth);
    }

    private static void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
