package io.gimbal.perf.allocation;

import com.sun.management.ThreadMXBean;
import io.gimbal.journal.JournalAppender;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * A journal appender that reads, on the thread that appends, how much that thread has allocated: once per window of
 * records. Written by that thread; read by the test after it has stopped.
 */
final class AllocationWindows implements JournalAppender {
    private static final int MAX_WINDOWS = 4_096;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final JournalAppender delegate;
    private final long windowRecords;
    private final long[] bytes = new long[MAX_WINDOWS];
    private final long[] mappings = new long[MAX_WINDOWS];
    private volatile boolean isMeasuring;
    private boolean isStarted;
    private long records;
    private long bytesBefore;
    private long mappingsBefore;
    private int windows;

    AllocationWindows(final JournalAppender delegate, final long windowRecords) {
        this.delegate = delegate;
        this.windowRecords = windowRecords;
    }

    void measure() {
        isMeasuring = true;
    }

    void stop() {
        isMeasuring = false;
    }

    @Override
    public long append(
            final MutableDirectBuffer buffer,
            final int offset,
            final int payloadLength,
            final long wallNs,
            final long monotonicNs) {
        if (isMeasuring) {
            sample();
        }
        return delegate.append(buffer, offset, payloadLength, wallNs, monotonicNs);
    }

    private void sample() {
        if (!isStarted) {
            isStarted = true;
            begin();
        } else if (++records == windowRecords && windows < MAX_WINDOWS) {
            bytes[windows] = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            mappings[windows] = delegate.mappings() - mappingsBefore;
            windows++;
            begin();
        }
    }

    private void begin() {
        records = 0;
        mappingsBefore = delegate.mappings();
        bytesBefore = threads.getCurrentThreadAllocatedBytes();
    }

    int count() {
        return windows;
    }

    long bytes(final int window) {
        return bytes[window];
    }

    long mappings(final int window) {
        return mappings[window];
    }

    @Override
    public long lastSequence() {
        return delegate.lastSequence();
    }

    @Override
    public long chain() {
        return delegate.chain();
    }

    @Override
    public long mappings() {
        return delegate.mappings();
    }

    @Override
    public void close() {
        delegate.close();
    }

    @Override
    public String toString() {
        return "windows=" + windows + ", bytes=" + Arrays.toString(Arrays.copyOf(bytes, windows)) + ", mappings="
                + Arrays.toString(Arrays.copyOf(mappings, windows));
    }
}
