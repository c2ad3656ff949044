package io.gimbal.perf.violations.journal.codec;

/** Generated code: open, with getters, and nobody minds. */
public class Event {
    /** {@return how long it is} */
    public int getLength() {
        return 8;
    }
}
