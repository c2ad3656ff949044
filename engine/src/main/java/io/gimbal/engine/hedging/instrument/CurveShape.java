package io.gimbal.engine.hedging.instrument;

/** Which way a term structure of premiums leans. */
public enum CurveShape {
    /** Futures stand above spot. */
    CONTANGO,
    /** Futures stand below spot. */
    BACKWARDATION,
    /** The mean premium is within the tolerance of 0. */
    FLAT,
    /** There is no usable future. */
    UNKNOWN
}
