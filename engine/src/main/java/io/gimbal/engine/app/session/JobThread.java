package io.gimbal.engine.app.session;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The thread that works beside the engine in a live run, fits and optimisations; none where there is nothing to do. It
 * naps between jobs: one that begins a millisecond late changes nothing. A fault of a job is told to the ingest thread,
 * which stops the pipeline.
 */
final class JobThread implements AutoCloseable {
    private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final @Nullable AgentRunner runner;

    private JobThread(final @Nullable AgentRunner runner) {
        this.runner = runner;
    }

    /** Plans the thread; it does not run yet. */
    static JobThread of(final List<Agent> agents) {
        if (agents.isEmpty()) {
            return new JobThread(null);
        }
        final Agent all = new CompositeAgent(agents);
        return new JobThread(new AgentRunner(new SleepingIdleStrategy(NAP_NS), fault -> {}, null, all));
    }

    void start() {
        if (runner != null) {
            AgentRunner.startOnThread(runner);
        }
    }

    @Override
    public void close() {
        if (runner != null) {
            runner.close();
        }
    }
}
