package io.gimbal.engine.analysis.reproduce;

import org.jspecify.annotations.Nullable;

/**
 * A simulated figure.
 *
 * @param value         the figure, of all paths together
 * @param standardError of it, from the scatter of the blocks; at least 0
 */
record Estimate(double value, double standardError) {
    /** {@return a figure of another study; not a number, which no judge passes, where the study has none} */
    static Estimate of(final @Nullable Double value, final @Nullable Double standardError) {
        return new Estimate(value == null ? Double.NaN : value, standardError == null ? Double.NaN : standardError);
    }

    /** {@return this figure times a constant} */
    Estimate times(final double factor) {
        return new Estimate(factor * value, Math.abs(factor) * standardError);
    }

    /** {@return this figure plus a constant} */
    Estimate plus(final double term) {
        return new Estimate(value + term, standardError);
    }
}
