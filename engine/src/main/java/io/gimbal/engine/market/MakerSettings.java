package io.gimbal.engine.market;

/**
 * How the world's market makers quote. Spread and amounts begin with those of the market they follow: what a simulated
 * market declares, what a recorded one showed.
 *
 * @param levels prices on each side of every book, 1 to 20
 * @param spread of the best prices, times that of the market, above 0
 * @param depth  of the best prices, times that of the market, above 0; each level behind holds one such amount more
 */
public record MakerSettings(int levels, double spread, double depth) {
    /** Four levels a side, as wide and as deep as the market. */
    public static final MakerSettings ORDINARY = new MakerSettings(4, 1.0, 1.0);

    private static final int MOST_LEVELS = 20;
    private static final double MOST = 1_000.0;

    /**
     * Checks the ranges.
     *
     * @param levels as above
     * @param spread as above
     * @param depth  as above
     * @throws IllegalArgumentException when one is out of range
     */
    public MakerSettings {
        check(levels >= 1 && levels <= MOST_LEVELS, "levels", levels);
        check(spread > 0.0 && spread <= MOST, "spread", spread);
        check(depth > 0.0 && depth <= MOST, "depth", depth);
    }

    private static void check(final boolean isGood, final String name, final double value) {
        if (!isGood) {
            throw new IllegalArgumentException("out of range: " + name + "=" + value);
        }
    }
}
