package io.gimbal.engine.hedging.execution;

/** What to do about the own resting order. */
public enum RestingStep {
    /** There is none and none is wanted, or nothing can be done. */
    NONE,
    /** Place one, post-only. */
    PLACE,
    /** Leave it as it is. */
    KEEP,
    /** Change its price, its size or both in place. */
    AMEND,
    /** Cancel it. */
    CANCEL
}
