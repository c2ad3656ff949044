package io.gimbal.engine.hedging.forecast;

/**
 * Which market values a forecaster takes: those whose squares and products stay far from overflow, so that no single value can
 * poison a fading sum for good. Pure.
 */
final class Usable {
    /** Beyond it nothing is a price, an amount, a variance or a coin's delta. */
    static final double LARGEST = 1e70;

    private Usable() {}

    /** Whether a value of either sign is a number of a size up to the largest. */
    static boolean isNumber(final double value) {
        return Math.abs(value) <= LARGEST;
    }

    /** Whether a value is above 0 and neither it nor its inverse is beyond the largest. */
    static boolean isPositive(final double value) {
        return value >= 1 / LARGEST && value <= LARGEST;
    }
}
