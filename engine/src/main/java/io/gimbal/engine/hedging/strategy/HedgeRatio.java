package io.gimbal.engine.hedging.strategy;

/**
 * A hedge of another share than the whole, and to another target than zero. Pure; allocates nothing; a number that is not finite
 * gives NaN. Deltas in coins, of one sense throughout.
 */
public final class HedgeRatio {
    private HedgeRatio() {}

    /**
     * What the hedge should hold: {@code h* = wanted − ratio · delta}.
     *
     * @param delta  of the book without its hedge
     * @param ratio  share to be hedged, at least 0; 1 for all of it, above 1 for more
     * @param wanted delta that is meant to be left of a whole hedge
     * @return coins, long above 0
     */
    public static double hedge(final double delta, final double ratio, final double wanted) {
        return ratio >= 0 && ratio <= Double.MAX_VALUE ? finite(wanted - ratio * delta) : Double.NaN;
    }

    /**
     * The total delta that a band lies around: {@code wanted + (1 − ratio) · delta}.
     *
     * @param delta  of the book without its hedge
     * @param ratio  share to be hedged, at least 0
     * @param wanted delta that is meant to be left of a whole hedge
     * @return coins; the hedge of {@link #hedge} and the delta together
     */
    public static double centre(final double delta, final double ratio, final double wanted) {
        return ratio >= 0 && ratio <= Double.MAX_VALUE ? finite(wanted + (1 - ratio) * delta) : Double.NaN;
    }

    /**
     * The share of the unhedged variance that is left: {@code 1 − 2 ρ r + r²}.
     *
     * @param ratio       r, standard deviation of the hedge's result over that of the book's, at least 0
     * @param correlation ρ of the hedge's losses with the book's gains, from −1 to 1; 1 for a perfect hedge
     * @return at least 0; above 1 where the hedge adds variance; 1 − ρ² at best, at r = ρ
     */
    public static double varianceLeft(final double ratio, final double correlation) {
        if (!(ratio >= 0 && Math.abs(correlation) <= 1)) {
            return Double.NaN;
        }
        return 1 - 2 * correlation * ratio + ratio * ratio;
    }

    private static double finite(final double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? value + 0.0 : Double.NaN;
    }
}
