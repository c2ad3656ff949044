package io.gimbal.perf.violations.engine.app;

import io.gimbal.perf.violations.engine.pricing.vector.Lanes;

/** Names a kernel that is only to be found as a service. */
final class Fast {
    double value() {
        return new Lanes().sum();
    }
}
