package io.gimbal.engine.pipeline.surface;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Does jobs on a thread of its own. A fit takes milliseconds, which the ingest thread must not stand still for: orders'
 * replies pass there. One job is under way at most; two queues of one slot hand it over and back, and order the memory.
 */
public final class SurfaceAgent implements Agent, SurfaceFits {
    private static final int SLOTS = 2;

    private final OneToOneConcurrentArrayQueue<SurfaceJob> submitted = new OneToOneConcurrentArrayQueue<>(SLOTS);
    private final OneToOneConcurrentArrayQueue<SurfaceJob> done = new OneToOneConcurrentArrayQueue<>(SLOTS);
    private volatile @Nullable Throwable fault;

    /** Creates an agent without work. */
    public SurfaceAgent() {}

    @Override
    public String roleName() {
        return "gimbal-surface";
    }

    @Override
    public int doWork() {
        final SurfaceJob job = submitted.poll();
        if (job == null) {
            return 0;
        }
        try {
            job.run();
            done.add(job);
        } catch (final Throwable wrong) {
            fault = wrong;
        }
        return 1;
    }

    @Override
    public void submit(final SurfaceJob job) {
        submitted.add(job);
    }

    @Override
    public @Nullable SurfaceJob poll() {
        final Throwable wrong = fault;
        if (wrong != null) {
            throw new IllegalStateException("a fit failed", wrong);
        }
        return done.poll();
    }
}
