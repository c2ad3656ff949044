package io.gimbal.engine.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** Drives a pipeline with threads: one for the engine, one or two for the agents. */
final class PipelineThreads {
    /** Shutting down takes real time whatever clock the market runs on. */
    private static final NanoClock SHUTDOWN_CLOCK = SystemNanoClock.INSTANCE;

    private static final long DRAIN_POLL_NS = 100_000;

    private final BatchEventProcessor<Slot> processor;
    private final Thread engineThread;
    private final List<AgentRunner> runners = new ArrayList<>();
    private final FailStop failStop;
    private final long closeTimeoutNs;

    PipelineThreads(
            final PipelineContext context,
            final RingBuffer<Slot> ringIn,
            final EngineHandler engine,
            final IngestAgent ingest,
            final SenderAgent sender,
            final FailStop failStop) {
        this.failStop = failStop;
        closeTimeoutNs = context.closeTimeoutNs();
        processor = new BatchEventProcessorBuilder().build(ringIn, ringIn.newBarrier(), engine);
        processor.setExceptionHandler(new FailStopExceptionHandler(failStop));
        ringIn.addGatingSequences(processor.getSequence());
        engineThread = new Thread(processor, "gimbal-engine");
        failStop.onTrip(processor::halt);
        if (context.hasSenderThread()) {
            runners.add(runner(context, ingest));
            runners.add(runner(context, sender));
        } else {
            runners.add(runner(context, new IoAgent(ingest, sender)));
        }
    }

    void start() {
        engineThread.start();
        for (final AgentRunner runner : runners) {
            AgentRunner.startOnThread(runner);
        }
    }

    /**
     * Ends the threads once nothing is on its way any more.
     *
     * @param isQuiet tells whether that is so
     */
    void close(final BooleanSupplier isQuiet) {
        final boolean isDrained = awaitDrain(isQuiet);
        processor.halt();
        final boolean hasEngineEnded = hasEnded(engineThread);
        for (final AgentRunner runner : runners) {
            runner.close(closeTimeoutMs(), PipelineThreads::refuseToWait);
        }
        if (!isDrained || !hasEngineEnded) {
            throw new IllegalStateException("pipeline did not come to rest: drained=" + isDrained + ", engineEnded="
                    + hasEngineEnded + ", timeoutNs=" + closeTimeoutNs);
        }
    }

    private AgentRunner runner(final PipelineContext context, final Agent agent) {
        return new AgentRunner(
                context.idle().get(), fault -> failStop.trip(GateReason.INGEST_FAULT, fault), null, agent);
    }

    private boolean awaitDrain(final BooleanSupplier isQuiet) {
        final long startNs = SHUTDOWN_CLOCK.nanoTime();
        while (!isQuiet.getAsBoolean()) {
            if (SHUTDOWN_CLOCK.nanoTime() - startNs > closeTimeoutNs) {
                return false;
            }
            LockSupport.parkNanos(DRAIN_POLL_NS);
        }
        return true;
    }

    private boolean hasEnded(final Thread thread) {
        try {
            thread.join(closeTimeoutMs());
        } catch (final InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private int closeTimeoutMs() {
        return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(closeTimeoutNs) + 1);
    }

    private static void refuseToWait(final Thread thread) {
        throw new IllegalStateException("thread did not end in time: thread=" + thread.getName());
    }

    /** What the handler itself did not catch: still no reason to go on with the next event. */
    private record FailStopExceptionHandler(FailStop failStop) implements ExceptionHandler<Slot> {
        @Override
        public void handleEventException(final Throwable fault, final long sequence, final Slot slot) {
            failStop.trip(GateReason.ENGINE_FAULT, fault);
        }

        @Override
        public void handleOnStartException(final Throwable fault) {
            failStop.trip(GateReason.ENGINE_FAULT, fault);
        }

        @Override
        public void handleOnShutdownException(final Throwable fault) {
            failStop.trip(GateReason.ENGINE_FAULT, fault);
        }
    }
}
