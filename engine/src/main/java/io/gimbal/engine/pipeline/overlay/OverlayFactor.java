package io.gimbal.engine.pipeline.overlay;

/**
 * Something a book is exposed to, with the limits on it: gamma, vega, skew, in any unit that the options and the
 * covariances share.
 *
 * @param name       for people
 * @param exposure   of the book, signed
 * @param lowest     limit, at most {@code highest}; negative infinity for none
 * @param highest    limit; positive infinity for none
 * @param penaltyUsd USD per unit beyond a limit, at least 0: what it is worth to come back
 */
public record OverlayFactor(String name, double exposure, double lowest, double highest, double penaltyUsd) {
    boolean isUsable() {
        return Double.isFinite(exposure)
                && lowest <= highest
                && lowest < Double.POSITIVE_INFINITY
                && highest > Double.NEGATIVE_INFINITY
                && penaltyUsd >= 0
                && penaltyUsd < Double.POSITIVE_INFINITY;
    }

    /** {@return how far a value is beyond the limits, at least 0} */
    double excess(final double value) {
        return Math.max(Math.max(lowest - value, value - highest), 0);
    }
}
