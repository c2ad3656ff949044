package io.gimbal.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.gimbal.feeds.Feed;
import org.jspecify.annotations.Nullable;

/**
 * Everything around the engine, wired once: ingest, ring in, engine, ring out, sender, and the outcomes' way back.
 *
 * <pre>
 *   feeds, replies, operator, timer ─► IngestAgent ─► RING-IN ─► EngineHandler ─► RING-OUT ─► SenderAgent ─► gateway
 *                                           ▲                     journals in                 journals out
 *                                           └──────────────── OutcomeQueue ◄──────────────────────┘
 * </pre>
 *
 * The same objects are driven in one of two ways, chosen by the first call: {@link #startThreads()} for live runs, or
 * {@link #step()}, usually by a {@link SteppedRun}, where one thread does everything and virtual time decides the order.
 * Launching, driving and closing belong to one thread; counters, gate, fail-stop and operator commands to any.
 */
public final class Pipeline implements AutoCloseable {
    private final RingBuffer<Slot> ringIn;
    private final RingBuffer<Slot> ringOut;
    private final Gate gate;
    private final FailStop failStop;
    private final PipelineCounters counters;
    private final OutcomeQueue outcomes;
    private final OperatorCommands operator;
    private final IngestAgent ingest;
    private final EngineHandler engine;
    private final SenderAgent sender;
    private final EventPoller<Slot> outputs;
    private final PipelineContext context;
    private @Nullable PipelineThreads threads;
    private @Nullable PipelineSteps steps;
    private boolean isClosed;

    private Pipeline(final PipelineContext context) {
        this.context = context;
        gate = context.gate();
        failStop = new FailStop(gate);
        counters = new PipelineCounters();
        final ReferencePrices references =
                new ReferencePrices(context.lastLook().underlyingCount());
        ringIn = RingBuffer.createSingleProducer(
                new SlotArena(context.inRingSlots()), context.inRingSlots(), context.engineWait());
        ringOut = RingBuffer.createSingleProducer(
                new SlotArena(context.outRingSlots()), context.outRingSlots(), new YieldingWaitStrategy());
        outputs = ringOut.newPoller();
        ringOut.addGatingSequences(outputs.getSequence());
        outcomes = new OutcomeQueue(context.outcomeRingBytes());
        operator = new OperatorCommands(context.operatorRingBytes(), gate);

        final RingIngress ingress = new RingIngress(ringIn, context.monotonicClock(), references, failStop, counters);
        final RingEgress egress = new RingEgress(ringOut, context.monotonicClock(), failStop, counters);
        ingest = new IngestAgent(ingress, context, outcomes, operator, this::isBacklogged, failStop);
        engine = new EngineHandler(context.inJournal(), context.engine(), egress, failStop, counters);
        sender = new SenderAgent(
                outputs, context, new LastLook(context.lastLook(), references), outcomes, failStop, counters);
        context.relay().direct(egress);
    }

    /**
     * Wires a pipeline. Nothing runs yet.
     *
     * @param context what it is made of; will be concluded
     * @return the pipeline
     * @throws IllegalArgumentException when the context lacks something
     */
    public static Pipeline launch(final PipelineContext context) {
        return new Pipeline(context.conclude());
    }

    /**
     * Starts the engine thread and the I/O thread (two of them when the context says so).
     *
     * @return this
     * @throws IllegalStateException when it is driven already, or closed
     */
    public Pipeline startThreads() {
        if (isClosed || threads != null || steps != null) {
            throw new IllegalStateException("pipeline is driven or closed already");
        }
        threads = new PipelineThreads(context, ringIn, engine, ingest, sender, failStop);
        threads.start();
        return this;
    }

    /**
     * Delivers what is due now, one event after the other: each goes through the engine, and everything it causes through
     * the sender, before the next one enters. Ends when nothing is due any more or the pipeline stopped.
     *
     * @return how many events entered the engine
     * @throws IllegalStateException when threads drive it, it is closed, or it does not come to rest
     */
    public int step() {
        return steps().step();
    }

    /**
     * Tells when the next event is due.
     *
     * @return epoch nanoseconds, or {@link Feed#EXHAUSTED}
     * @throws IllegalStateException when a market feed does not know its future
     */
    public long nextTimeNs() {
        return ingest.nextTimeNs();
    }

    /** {@return the switch between the commands and the venue} */
    public Gate gate() {
        return gate;
    }

    /** {@return the fault that stopped the pipeline, if one did} */
    public FailStop failStop() {
        return failStop;
    }

    /** {@return what has passed so far} */
    public PipelineCounters counters() {
        return counters;
    }

    /** {@return where the operator's commands go in} */
    public OperatorCommands operator() {
        return operator;
    }

    /** {@return events in the ring in that the engine has not finished; from any thread, a moment old} */
    public long inRingFill() {
        return ringIn.getCursor() - ringIn.getMinimumGatingSequence();
    }

    /** {@return outputs in the ring out that the sender has not finished; from any thread, a moment old} */
    public long outRingFill() {
        return ringOut.getCursor() - ringOut.getMinimumGatingSequence();
    }

    /**
     * Closes the gate, stops feeding, lets both rings and the outcomes drain, and ends the threads, each within the
     * context's time-out. Journals, feeds and gateway stay open. Idempotent.
     *
     * @throws PipelineStoppedException when a fault stopped the pipeline
     * @throws IllegalStateException    when it did not drain or a thread did not end in time
     */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        gate.close(GateReason.SHUTDOWN);
        ingest.stopFeeding();
        if (threads != null) {
            threads.close(this::isQuiet);
        } else if (steps != null) {
            steps.drain();
        }
        failStop.throwIfTripped();
    }

    /**
     * Tells whether nothing is on its way. Each producer's position is read before its consumer's and again after all of
     * them: if none moved, all consumers had caught up with all there was. After a fault only the outputs matter.
     */
    private boolean isQuiet() {
        if (failStop.isTripped()) {
            return sender.hasFailed() || outRingFill() == 0;
        }
        final long in = ringIn.getCursor();
        final long out = ringOut.getCursor();
        final long outcome = outcomes.producerPosition();
        final boolean isCaughtUp = outcomes.size() == 0 && inRingFill() == 0 && outRingFill() == 0;
        return isCaughtUp
                && in == ringIn.getCursor()
                && out == ringOut.getCursor()
                && outcome == outcomes.producerPosition();
    }

    /**
     * Tells whether market data has to wait: an input may well cause an output, and an output that finds no slot is a
     * fault. So what is on its way in both rings never exceeds half of the ring out by more than one cycle of ingest.
     */
    private boolean isBacklogged() {
        return inRingFill() + outRingFill() > ringOut.getBufferSize() / 2;
    }

    private PipelineSteps steps() {
        if (isClosed || threads != null) {
            throw new IllegalStateException("pipeline is driven by threads or closed");
        }
        if (steps == null) {
            steps = new PipelineSteps(ringIn, engine, ingest, sender, failStop);
        }
        return steps;
    }
}
