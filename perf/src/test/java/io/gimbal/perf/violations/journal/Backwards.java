package io.gimbal.perf.violations.journal;

import io.gimbal.perf.violations.feeds.Port;

/** Looks back at who uses the journal. */
final class Backwards {
    int poll(final Port port) {
        return port.poll();
    }
}
