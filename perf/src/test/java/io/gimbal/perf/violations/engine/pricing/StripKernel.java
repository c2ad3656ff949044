package io.gimbal.perf.violations.engine.pricing;

/** What analysis may have and nobody else. */
public interface StripKernel {
    /** {@return a sum in an order of its own} */
    double sum();
}
