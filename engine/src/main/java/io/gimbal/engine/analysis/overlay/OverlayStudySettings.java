package io.gimbal.engine.analysis.overlay;

/**
 * What a study of the overlay assumes.
 *
 * @param paths               of the market, at least 20
 * @param seed                of the paths; the covariances are learnt from paths of another seed
 * @param halfSpreadVolPoints that an option trade pays, vol points of 0.01, at least 0
 * @param riskAversion        of the overlay, per USD at a price of 100 and one straddle, at least 0
 * @param bandAversion        of the band of the perpetual, per USD, above 0
 * @param perpetualCostRate   of a trade in the perpetual, share of the price, above 0
 * @param sizing              what sizes the options
 * @param depthLots           of one option that a look finds on each side, a lot being a twentieth of the straddle, 0 to 1000
 * @param marginUsd           that options may tie up at most, USD at a price of 100 and one straddle, at least 0; infinite for
 *                            no limit
 */
public record OverlayStudySettings(
        int paths,
        long seed,
        double halfSpreadVolPoints,
        double riskAversion,
        double bandAversion,
        double perpetualCostRate,
        OverlaySizing sizing,
        long depthLots,
        double marginUsd) {
    private static final long MOST_LOTS = 1_000;

    /** Quoted half-spreads of 0.67 vol points, the perpetual at 6 basis points, a straddle deep, two premiums of margin. */
    public static final OverlayStudySettings DEFAULT =
            new OverlayStudySettings(2_000, 2_026, 0.67, 1.0, 1.0, 6e-4, OverlaySizing.OVERLAY, 20, 13);

    /**
     * Checks the ranges.
     *
     * @param paths               as above
     * @param seed                as above
     * @param halfSpreadVolPoints as above
     * @param riskAversion        as above
     * @param bandAversion        as above
     * @param perpetualCostRate   as above
     * @param sizing              as above
     * @param depthLots           as above
     * @param marginUsd           as above
     * @throws IllegalArgumentException when one is out of range
     */
    public OverlayStudySettings {
        final boolean isUsable = paths >= 20
                && halfSpreadVolPoints >= 0
                && riskAversion >= 0
                && bandAversion > 0
                && perpetualCostRate > 0
                && depthLots >= 0
                && depthLots <= MOST_LOTS
                && marginUsd >= 0;
        if (!isUsable) {
            throw new IllegalArgumentException("out of range: paths=" + paths + ", halfSpreadVolPoints="
                    + halfSpreadVolPoints + ", riskAversion=" + riskAversion + ", bandAversion=" + bandAversion
                    + ", perpetualCostRate=" + perpetualCostRate + ", depthLots=" + depthLots + ", marginUsd="
                    + marginUsd);
        }
    }

    /**
     * The same with another way to size options, at another half-spread.
     *
     * @param newSizing     what sizes the options
     * @param newHalfSpread vol points
     * @param newAversion   of the overlay, per USD
     * @return a copy
     */
    OverlayStudySettings with(final OverlaySizing newSizing, final double newHalfSpread, final double newAversion) {
        return new OverlayStudySettings(
                paths,
                seed,
                newHalfSpread,
                newAversion,
                bandAversion,
                perpetualCostRate,
                newSizing,
                depthLots,
                marginUsd);
    }
}
