package io.gimbal.engine.analysis.reproduce;

import org.jspecify.annotations.Nullable;

/**
 * One line of the resource: a published figure and our own reference for it.
 *
 * @param id                 unique
 * @param table              name of its table
 * @param source             who published it
 * @param quantity           what it is, with its unit
 * @param inputs             what it is computed from
 * @param published          null where the source gives none
 * @param publishedTolerance what the distance from it may be, before the error of the run; null where it is only shown
 * @param reference          our own figure; null where there is none
 * @param referenceError     its standard error; null where unknown
 * @param referencePaths     how many paths it was taken from; null where no paths were
 * @param referenceTolerance half its last digit, or the tolerance that the line states; null without a reference
 */
record PublishedFigure(
        String id,
        String table,
        String source,
        String quantity,
        String inputs,
        @Nullable Double published,
        @Nullable Double publishedTolerance,
        @Nullable Double reference,
        @Nullable Double referenceError,
        @Nullable Double referencePaths,
        @Nullable Double referenceTolerance) {
    private static final double ERRORS = 3.0;
    private static final double ROUNDINGS = 1e-12;

    /**
     * Judges a figure that nothing random went into.
     *
     * @param got the figure
     * @return passed or failed; not a number fails
     */
    ReproducedRow judge(final double got) {
        return judged(got, null, referenceTolerance);
    }

    /**
     * Judges a simulated figure: it may be off by three standard errors of both figures together, and by half the last
     * digit where the reference states no error of its own.
     *
     * @param got   the figure with its error
     * @param paths how many it was taken from
     * @return passed or failed
     */
    ReproducedRow judge(final Estimate got, final int paths) {
        final double own = got.standardError();
        final Double allowed;
        if (reference == null || referenceTolerance == null) {
            allowed = null;
        } else if (referenceError != null) {
            allowed = ERRORS * Math.hypot(own, referenceError);
        } else {
            final double other = referencePaths == null ? 0.0 : own * Math.sqrt(paths / referencePaths);
            allowed = ERRORS * Math.hypot(own, other) + referenceTolerance;
        }
        return judged(got.value(), own, allowed);
    }

    private ReproducedRow judged(final double got, final @Nullable Double error, final @Nullable Double allowed) {
        final Double asserted = publishedTolerance == null
                ? null
                : Double.valueOf(publishedTolerance + (error == null ? 0.0 : ERRORS * error));
        final boolean isPassed =
                Double.isFinite(got) && isNear(got, reference, allowed) && isNear(got, published, asserted);
        return new ReproducedRow(
                id,
                table,
                source,
                quantity,
                inputs,
                published,
                finite(asserted),
                reference,
                finite(allowed),
                Double.isFinite(got) ? Double.valueOf(got) : null,
                finite(error),
                isPassed ? ReproducedRow.PASSED : ReproducedRow.FAILED,
                null);
    }

    private static @Nullable Double finite(final @Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    private static boolean isNear(final double got, final @Nullable Double figure, final @Nullable Double allowed) {
        if (figure == null || allowed == null) {
            return true;
        }
        return Math.abs(got - figure) <= allowed + ROUNDINGS * Math.abs(figure);
    }

    /**
     * Leaves the figure out.
     *
     * @param why what is missing and how to provide it
     * @return skipped
     */
    ReproducedRow skipped(final String why) {
        return new ReproducedRow(
                id,
                table,
                source,
                quantity,
                inputs,
                published,
                null,
                reference,
                null,
                null,
                null,
                ReproducedRow.SKIPPED,
                why);
    }
}
