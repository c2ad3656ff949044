package io.gimbal.engine.greeks;

/** By what ways a book may be valued. All give the same Greeks within their certificates; they differ in cost alone. */
public enum Valuation {
    /** By the cheapest way that is exact enough: differences, steps in time, fits, direct sums. */
    CHEAPEST,

    /** No fits: what an event touched is summed directly. */
    TOUCHED,

    /** Every option at every event: the measure of the others. */
    DIRECT
}
