package io.gimbal.engine.pipeline.surface;

import org.jspecify.annotations.Nullable;

/** Does jobs at once, on the thread that submits them: for stepped runs, where time stands still meanwhile. */
final class InlineFits implements SurfaceFits {
    private @Nullable SurfaceJob done;

    InlineFits() {}

    @Override
    public void submit(final SurfaceJob job) {
        job.run();
        done = job;
    }

    @Override
    public @Nullable SurfaceJob poll() {
        final SurfaceJob job = done;
        done = null;
        return job;
    }
}
