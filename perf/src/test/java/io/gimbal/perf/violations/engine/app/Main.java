package io.gimbal.perf.violations.engine.app;

import io.gimbal.perf.violations.engine.risk.Limits;
import io.gimbal.perf.violations.feeds.Port;
import io.gimbal.perf.violations.journal.Memory;

/** Sees everything, prints and exits, as it may. */
final class Main {
    private Main() {}

    static void run(final Port port) {
        System.out.println(port.poll() + new Memory().length() + new Limits().value());
        System.exit(0);
    }
}
