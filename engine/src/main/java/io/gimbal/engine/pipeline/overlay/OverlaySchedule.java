package io.gimbal.engine.pipeline.overlay;

/**
 * When a book is looked at, and which options may be proposed.
 *
 * @param startNs       begin of the run; the first look is one interval later, epoch nanoseconds
 * @param endNs         nothing enters later, epoch nanoseconds
 * @param checkNs       between two looks: outside its limits the book is optimised at each, above 0
 * @param intervalNs    between two optimisations inside them, above 0
 * @param delayNs       from a snapshot to the earliest entry of its proposal, at least 0; 0 where it takes real time anyway
 * @param maxQuoteAgeNs older quotes are not traded on, above 0
 * @param minDays       an expiry nearer than this is left alone, days, at least 0
 * @param maxDays       an expiry further than this is left alone, days
 * @param maxOptions    most options that one proposal chooses from, 1 to 16
 * @param overdueNs     after a look, when it is said that its answer is missing, above 0
 */
public record OverlaySchedule(
        long startNs,
        long endNs,
        long checkNs,
        long intervalNs,
        long delayNs,
        long maxQuoteAgeNs,
        double minDays,
        double maxDays,
        int maxOptions,
        long overdueNs) {
    /** Most legs of a proposal. */
    public static final int MOST_OPTIONS = 16;

    /**
     * Checks what cannot be meant.
     *
     * @param startNs       as above
     * @param endNs         as above
     * @param checkNs       as above
     * @param intervalNs    as above
     * @param delayNs       as above
     * @param maxQuoteAgeNs as above
     * @param minDays       as above
     * @param maxDays       as above
     * @param maxOptions    as above
     * @param overdueNs     as above
     * @throws IllegalArgumentException when one of them is out of its range
     */
    public OverlaySchedule {
        if (checkNs <= 0
                || intervalNs <= 0
                || delayNs < 0
                || maxQuoteAgeNs <= 0
                || !(minDays >= 0)
                || maxOptions < 1
                || maxOptions > MOST_OPTIONS
                || overdueNs <= 0) {
            throw new IllegalArgumentException("no such schedule: checkNs=" + checkNs + ", intervalNs=" + intervalNs
                    + ", delayNs=" + delayNs + ", maxQuoteAgeNs=" + maxQuoteAgeNs + ", minDays=" + minDays
                    + ", maxOptions=" + maxOptions + ", overdueNs=" + overdueNs);
        }
    }
}
