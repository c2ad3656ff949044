package io.gimbal.engine.hedging.execution;

/** How a split over instruments ended. */
public enum SplitStatus {
    /** All of the need is covered. */
    FILLED,
    /** A part of it is; for the rest there is no depth, no room, or no order large enough. */
    PARTIAL,
    /** Nothing is: every instrument is out of bounds, or the need is below every smallest order. */
    NOTHING,
    /** An argument is out of range. */
    INPUT_UNUSABLE
}
