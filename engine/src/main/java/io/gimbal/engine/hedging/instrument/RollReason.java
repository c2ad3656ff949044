package io.gimbal.engine.hedging.instrument;

/** Whether to roll a future into a later one, and why. */
public enum RollReason {
    /** Not yet. */
    WAIT,
    /** The later future trades more than the nearer one. */
    LIQUIDITY,
    /** The calendar spread is better than fair by more than it costs. */
    SPREAD,
    /** Delivery is near. */
    DELIVERY,
    /** A number is missing: hold, and tell. */
    INPUT_UNUSABLE
}
