package io.gimbal.engine.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Where work beside the engine is done: a fit, an optimisation. Both methods belong to the ingest thread.
 *
 * @param <J> a job; what it needs is set before, what it found is read after
 */
public interface Jobs<J extends Runnable> {
    /**
     * Hands a job over; it must not be touched until {@link #poll} gives it back.
     *
     * @param job ready to run
     */
    void submit(J job);

    /** {@return a job that is done, or null} */
    @Nullable
    J poll();
}
