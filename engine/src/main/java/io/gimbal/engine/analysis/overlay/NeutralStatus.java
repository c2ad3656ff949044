package io.gimbal.engine.analysis.overlay;

/** Whether Greeks could be made neutral, and if not, why. */
public enum NeutralStatus {
    /** They are, to rounding. */
    SOLVED,
    /** A number is not finite, a cost is not above 0, or the sizes disagree. */
    UNUSABLE_INPUT,
    /** Fewer options than Greeks to be neutral in. */
    TOO_FEW_OPTIONS,
    /** The options cannot move the Greeks apart: two of them are alike, or one has none of a Greek. */
    SINGULAR
}
