package io.gimbal.engine.hedging.execution;

/** How a split over venues ended. */
public enum SplitStatus {
    /** All lots have a venue. */
    FILLED,
    /** Some lots have one; for the others there is no depth within the limit price, or no order large enough. */
    PARTIAL,
    /** No lot has one: every venue is halted, empty or too dear, or the need is below every smallest order. */
    NOTHING,
    /** An argument is out of range. */
    INPUT_UNUSABLE
}
