package io.gimbal.engine.pricing.surface;

/** What became of a forward implied by put-call parity. */
public enum ParityStatus {
    /** Enough pairs agree. */
    OK,

    /** Fewer than {@link ParityForward#MIN_PAIRS} strikes have a usable call and put. */
    TOO_FEW_PAIRS,

    /** Fewer than half of the pairs agree with each other within their spreads. */
    DISAGREEING,

    /** The forward or the discount factor came out not positive or not finite. */
    OUT_OF_RANGE
}
