package io.gimbal.perf.violations.engine.analysis;

import io.gimbal.perf.violations.engine.pricing.StripKernel;

/** Measures a kernel, as it may. */
final class Bench {
    double measure(final StripKernel kernel) {
        return kernel.sum();
    }
}
