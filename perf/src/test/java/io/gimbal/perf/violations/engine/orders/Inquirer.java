package io.gimbal.perf.violations.engine.orders;

import io.gimbal.perf.violations.engine.greeks.Sibling;
import io.gimbal.perf.violations.engine.risk.Limits;

/** Looks at a sibling of its own level, and up at who uses it. */
public final class Inquirer {
    int answer(final Sibling sibling) {
        return sibling.value() + new Limits().value();
    }

    /** {@return a number} */
    public int value() {
        return 1;
    }
}
