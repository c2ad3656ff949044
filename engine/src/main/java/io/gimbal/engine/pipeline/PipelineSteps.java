package io.gimbal.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.EventPoller.PollState;
import com.lmax.disruptor.RingBuffer;

/** Drives a pipeline by hand on the calling thread, one event at a time. */
final class PipelineSteps {
    /** More events than any moment of virtual time can hold, unless the engine and the venue answer each other for ever. */
    private static final int MAX_EVENTS_AT_ONE_TIME = 1_000_000;

    private final EventPoller<Slot> inputs;
    private final EventPoller.Handler<Slot> handler = this::onInput;
    private final EngineHandler engine;
    private final IngestAgent ingest;
    private final SenderAgent sender;
    private final FailStop failStop;

    PipelineSteps(
            final RingBuffer<Slot> ringIn,
            final EngineHandler engine,
            final IngestAgent ingest,
            final SenderAgent sender,
            final FailStop failStop) {
        this.engine = engine;
        this.ingest = ingest;
        this.sender = sender;
        this.failStop = failStop;
        inputs = ringIn.newPoller();
        ringIn.addGatingSequences(inputs.getSequence());
    }

    int step() {
        int events = 0;
        while (ingest.deliverOne() > 0) {
            runEngineAndSender();
            events++;
            if (events > MAX_EVENTS_AT_ONE_TIME) {
                throw new IllegalStateException("virtual time does not move on: events=" + events);
            }
        }
        return events;
    }

    /** Lets what is in the rings run out: outcomes and replies that are due still enter, nothing else does. */
    void drain() {
        runEngineAndSender();
        step();
    }

    private void runEngineAndSender() {
        try {
            while (inputs.poll(handler) == PollState.PROCESSING) {
                Thread.onSpinWait();
            }
        } catch (final Exception fault) {
            failStop.trip(GateReason.ENGINE_FAULT, fault);
        }
        while (sender.doWork() > 0) {
            Thread.onSpinWait();
        }
    }

    private boolean onInput(final Slot slot, final long ringSequence, final boolean endOfBatch) {
        engine.onEvent(slot, ringSequence, endOfBatch);
        return true;
    }
}
