package io.gimbal.engine.app.session;

import io.gimbal.engine.pipeline.surface.SurfaceAgent;
import io.gimbal.engine.pipeline.surface.SurfaceFeed;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The thread that fits smiles in a live run; none where nothing is fitted. It naps between jobs: a fit that begins a
 * millisecond late changes nothing. A fault of a fit is told to the ingest thread, which stops the pipeline.
 */
final class SurfaceThread implements AutoCloseable {
    private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final @Nullable AgentRunner runner;

    private SurfaceThread(final @Nullable AgentRunner runner) {
        this.runner = runner;
    }

    /** Plans the thread; it does not run yet. */
    static SurfaceThread of(final @Nullable SurfaceFeed feed) {
        final List<SurfaceAgent> agents = feed == null ? List.of() : feed.agents();
        if (agents.isEmpty()) {
            return new SurfaceThread(null);
        }
        final Agent all = new CompositeAgent(agents);
        return new SurfaceThread(new AgentRunner(new SleepingIdleStrategy(NAP_NS), fault -> {}, null, all));
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
