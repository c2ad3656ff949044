package io.gimbal.engine.hedging.instrument;

/** Whether an instrument can carry the hedge, and if not, why. */
public enum CandidateStatus {
    /** It can. */
    ELIGIBLE,
    /** It is halted, missing, delivered before the horizon or not allowed. */
    NOT_TRADABLE,
    /** The hedge is smaller than its smallest order. */
    BELOW_SMALLEST_ORDER,
    /** The hedge is larger than the cap on it. */
    ABOVE_CAP,
    /** A number is missing or out of range. */
    INPUT_UNUSABLE
}
