package io.gimbal.engine.pipeline.surface;

import org.jspecify.annotations.Nullable;

/** Where a job is done. Both methods belong to the ingest thread. */
interface SurfaceFits {
    /**
     * Hands a job over; it must not be touched until {@link #poll} gives it back.
     *
     * @param job with its quotes set
     */
    void submit(SurfaceJob job);

    /** {@return a job that is done, or null} */
    @Nullable
    SurfaceJob poll();
}
