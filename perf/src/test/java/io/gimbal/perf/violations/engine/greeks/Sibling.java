package io.gimbal.perf.violations.engine.greeks;

/** A clean neighbour. */
public final class Sibling {
    /** {@return a number} */
    public int value() {
        return 1;
    }
}
