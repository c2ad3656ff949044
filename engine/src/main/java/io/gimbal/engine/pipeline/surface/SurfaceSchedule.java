package io.gimbal.engine.pipeline.surface;

/**
 * When smiles are fitted and take effect.
 *
 * @param startNs       begin of the run; the first fit is one interval later, epoch nanoseconds
 * @param endNs         no smile enters later, epoch nanoseconds
 * @param intervalNs    between two fits, above 0
 * @param delayNs       from the quotes of a fit to the earliest entry of its smiles, at least 0; 0 where fits take real
 *                      time anyway
 * @param maxQuoteAgeNs older quotes are left out of a fit, above 0
 */
public record SurfaceSchedule(long startNs, long endNs, long intervalNs, long delayNs, long maxQuoteAgeNs) {
    /**
     * Checks what cannot be meant.
     *
     * @param startNs       as above
     * @param endNs         as above
     * @param intervalNs    as above
     * @param delayNs       as above
     * @param maxQuoteAgeNs as above
     * @throws IllegalArgumentException when an interval or age is not above 0, or the delay below 0
     */
    public SurfaceSchedule {
        if (intervalNs <= 0 || delayNs < 0 || maxQuoteAgeNs <= 0) {
            throw new IllegalArgumentException("no such schedule: intervalNs=" + intervalNs + ", delayNs=" + delayNs
                    + ", maxQuoteAgeNs=" + maxQuoteAgeNs);
        }
    }
}
