package io.gimbal.perf.violations.journal;

import io.gimbal.perf.violations.journal.codec.Event;

/** Uses the language, as it may. */
public final class Memory {
    /** {@return bytes of an event} */
    public int length() {
        return new Event().getLength();
    }
}
