package io.gimbal.perf.violations.feeds;

/** A port. */
public interface Port {
    /** {@return work done} */
    int poll();
}
