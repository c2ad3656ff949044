package io.gimbal.engine.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Does jobs at once, on the thread that submits them: for stepped runs, where time stands still meanwhile.
 *
 * @param <J> a job
 */
public final class InlineJobs<J extends Runnable> implements Jobs<J> {
    private @Nullable J done;

    /** Creates a place without work. */
    public InlineJobs() {}

    @Override
    public void submit(final J job) {
        job.run();
        done = job;
    }

    @Override
    public @Nullable J poll() {
        final J job = done;
        done = null;
        return job;
    }
}
