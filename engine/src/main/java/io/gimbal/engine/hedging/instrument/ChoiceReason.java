package io.gimbal.engine.hedging.instrument;

/** Why an instrument was chosen. */
public enum ChoiceReason {
    /** Nothing is held yet: the cheapest to the horizon, entry included. */
    CHEAPEST,
    /** The one in use is the cheapest. */
    STAYS_CHEAPEST,
    /** Another is cheaper, but by less than the switch and the doubt about it cost. */
    SAVING_TOO_SMALL,
    /** Another is cheaper by more than the switch and the doubt about it cost. */
    SWITCH,
    /** The one in use can no longer carry the hedge: the cheapest of the others, entry included. */
    FORCED,
    /** No instrument can carry the hedge. */
    NONE
}
