package io.gimbal.perf.violations.engine.book;

/** A class as it should be. */
public final class Ledger {
    /** {@return the delta} */
    public double delta() {
        return Math.fma(2.0, 3.0, 4.0);
    }
}
