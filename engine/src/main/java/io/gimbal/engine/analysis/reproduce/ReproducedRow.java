package io.gimbal.engine.analysis.reproduce;

import org.jspecify.annotations.Nullable;

/**
 * One figure of a table, measured, beside what was published. It passes where it lies within {@code tolerance} of
 * {@code target}, and within {@code publishedTolerance} of {@code published} where that is asserted.
 *
 * @param id                 unique among all figures
 * @param table              name of the table
 * @param source             who published it
 * @param quantity           what it is, with its unit
 * @param inputs             what it is computed from, in words
 * @param published          the figure of the source; null where it gives none
 * @param publishedTolerance what the distance from it may be; null where it is shown and not asserted
 * @param target             our own reference figure; null where there is none
 * @param tolerance          what the distance from the target may be; null without a target
 * @param got                what this run measured; null where skipped
 * @param standardError      of {@code got}; null where nothing is random
 * @param status             {@link #PASSED}, {@link #FAILED} or {@link #SKIPPED}
 * @param why                reason of a skipped one; null otherwise
 */
public record ReproducedRow(
        String id,
        String table,
        String source,
        String quantity,
        String inputs,
        @Nullable Double published,
        @Nullable Double publishedTolerance,
        @Nullable Double target,
        @Nullable Double tolerance,
        @Nullable Double got,
        @Nullable Double standardError,
        String status,
        @Nullable String why) {
    /** Within its tolerances. */
    public static final String PASSED = "passed";

    /** Outside one of its tolerances. */
    public static final String FAILED = "failed";

    /** Not run; the row says why. */
    public static final String SKIPPED = "skipped";
}
