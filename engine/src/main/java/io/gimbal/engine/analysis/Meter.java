package io.gimbal.engine.analysis;

import java.lang.management.ManagementFactory;

/** Measures the calling thread: its processor time and what it allocates, neither disturbed by other processes. */
final class Meter {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Meter() {}

    /** Nanoseconds of processor time of this thread so far. */
    static long cpuNs() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Bytes this thread has allocated so far. */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
