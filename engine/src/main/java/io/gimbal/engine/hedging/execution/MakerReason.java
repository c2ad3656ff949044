package io.gimbal.engine.hedging.execution;

/** Why {@link MakerFirst} answers as it does. */
public enum MakerReason {
    /** The deviation is inside the band: nothing rests, nothing is taken. */
    INSIDE_BAND,
    /** Less than the smallest order is outside the band. */
    BELOW_SMALLEST_ORDER,
    /** The excess rests at the touch. */
    RESTING,
    /** What is beyond the multiple of the band is taken, the rest of the excess rests. */
    TAKING,
    /** All of the excess is taken: resting is too slow or too dear, or the deviation is far out. */
    CROSSING,
    /** The own order is on its way out and leaves no room for another: decide again when it is gone. */
    AWAITING_CANCEL,
    /** A resting order is wanted but the message rate leaves no room. */
    RATE_LIMITED,
    /** The sides of the book that are needed are empty. */
    NO_DEPTH,
    /** Neither resting nor taking is allowed. */
    NOT_ALLOWED,
    /** The touch is stale or crossed: what rests is cancelled. */
    QUOTES_UNUSABLE,
    /** The venue does not trade the instrument: nothing is sent. */
    HALTED,
    /** A number or a setting is missing or out of range: what rests is cancelled. */
    INPUT_UNUSABLE
}
