package io.gimbal.engine.pipeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The end of a pipeline by a fault: closes the gate, keeps the first reason and its cause, and lets every part of the
 * pipeline see it. Any thread may trip it; it cannot be reset. Allocates only when it trips.
 */
public final class FailStop {
    private record Fault(GateReason reason, Throwable cause) {}

    private final AtomicReference<@Nullable Fault> first = new AtomicReference<>();
    private final CountDownLatch tripped = new CountDownLatch(1);
    private final Gate gate;
    private volatile Runnable halt = () -> {};

    FailStop(final Gate gate) {
        this.gate = gate;
    }

    /**
     * Names what stops the threads.
     *
     * @param action run once by the thread that trips; must not block
     */
    void onTrip(final Runnable action) {
        halt = action;
    }

    /**
     * Stops the pipeline.
     *
     * @param reason a fault
     * @param cause  what happened
     * @return whether this was the first fault
     */
    boolean trip(final GateReason reason, final Throwable cause) {
        gate.close(reason);
        if (!first.compareAndSet(null, new Fault(reason, cause))) {
            return false;
        }
        halt.run();
        tripped.countDown();
        return true;
    }

    /** {@return whether a fault stopped the pipeline} */
    public boolean isTripped() {
        return first.get() != null;
    }

    /** {@return the first fault's reason, or null} */
    public @Nullable GateReason reason() {
        final Fault fault = first.get();
        return fault == null ? null : fault.reason();
    }

    /** {@return the first fault's cause, or null} */
    public @Nullable Throwable cause() {
        final Fault fault = first.get();
        return fault == null ? null : fault.cause();
    }

    /**
     * Waits for a fault.
     *
     * @param timeout how long
     * @param unit    of the time-out
     * @return whether there is one
     * @throws InterruptedException when interrupted
     */
    public boolean await(final long timeout, final TimeUnit unit) throws InterruptedException {
        return tripped.await(timeout, unit);
    }

    /**
     * Hands the fault to the caller.
     *
     * @throws PipelineStoppedException when there was one; a new instance with the fault as its cause
     */
    public void throwIfTripped() {
        final Fault fault = first.get();
        if (fault != null) {
            throw new PipelineStoppedException(fault.reason(), fault.cause());
        }
    }
}
