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
 */
public record OverlayStudySettings(
        int paths,
        long seed,
        double halfSpreadVolPoints,
        double riskAversion,
        double bandAversion,
        double perpetualCostRate,
        OverlaySizing sizing) {
    /** Quoted half-spreads of 0.67 vol points, the perpetual at 6 basis points. */
    public static final OverlayStudySettings DEFAULT =
            new OverlayStudySettings(2_000, 2_026, 0.67, 1.0, 1.0, 6e-4, OverlaySizing.OVERLAY);

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
     * @throws IllegalArgumentException when one is out of range
     */
    public OverlayStudySettings {
        final boolean isUsable = paths >= 20
                && halfSpreadVolPoints >= 0
                && riskAversion >= 0
                && bandAversion > 0
                && perpetualCostRate > 0;
        if (!isUsable) {
            throw new IllegalArgumentException("out of range: paths=" + paths + ", halfSpreadVolPoints="
                    + halfSpreadVolPoints + ", riskAversion=" + riskAversion + ", bandAversion=" + bandAversion
                    + ", perpetualCostRate=" + perpetualCostRate);
        }
    }
}
