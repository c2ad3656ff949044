package io.gimbal.engine.pipeline;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Does jobs on a thread of its own. A job takes milliseconds, which the ingest thread must not stand still for: orders'
 * replies pass there. One job is under way at most; two queues of one slot hand it over and back, and order the memory.
 *
 * @param <J> a job
 */
public final class JobAgent<J extends Runnable> implements Agent, Jobs<J> {
    private static final int SLOTS = 2;

    private final OneToOneConcurrentArrayQueue<J> submitted = new OneToOneConcurrentArrayQueue<>(SLOTS);
    private final OneToOneConcurrentArrayQueue<J> done = new OneToOneConcurrentArrayQueue<>(SLOTS);
    private final String roleName;
    private volatile @Nullable Throwable fault;

    /**
     * Creates an agent without work.
     *
     * @param roleName what it does, for people
     */
    public JobAgent(final String roleName) {
        this.roleName = roleName;
    }

    @Override
    public String roleName() {
        return roleName;
    }

    @Override
    public int doWork() {
        final J job = submitted.poll();
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
    public void submit(final J job) {
        submitted.add(job);
    }

    @Override
    public @Nullable J poll() {
        final Throwable wrong = fault;
        if (wrong != null) {
            throw new IllegalStateException("a job failed: role=" + roleName, wrong);
        }
        return done.poll();
    }
}
