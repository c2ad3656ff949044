package io.gimbal.engine.pipeline;

import com.lmax.disruptor.WaitStrategy;
import io.gimbal.engine.hedging.InputHandler;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.JournalAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.agrona.BitUtil;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Pipeline} is made of. The engine, both journals and the gateway have no default; {@link #conclude()} says
 * what is missing. The pipeline closes none of what it is given here: who opened it closes it.
 */
public final class PipelineContext {
    private static final int MIN_QUEUE_BYTES = 1 << 10;
    private static final int MAX_QUEUE_BYTES = 1 << 28;
    private static final long IDLE_SPINS = 10;
    private static final long IDLE_YIELDS = 20;
    private static final long IDLE_MIN_PARK_NS = 1_000;

    private final List<Feed> feeds = new ArrayList<>();
    private UnaryOperator<Ingress> operatorHeard = UnaryOperator.identity();
    private @Nullable InputHandler engine;
    private @Nullable EgressRelay relay;
    private @Nullable JournalAppender inJournal;
    private @Nullable JournalAppender outJournal;
    private @Nullable OrderGateway gateway;
    private @Nullable Feed replies;
    private Preamble preamble = new Preamble();
    private LastLookContext lastLook = new LastLookContext();
    private Gate gate = Gate.open();
    private EpochNanoClock epochClock = new OffsetEpochNanoClock();
    private NanoClock monotonicClock = SystemNanoClock.INSTANCE;
    private int epoch;
    private @Nullable IntSupplier currentEpoch;
    private int inRingSlots = PipelineConfiguration.IN_RING_SLOTS_DEFAULT;
    private int outRingSlots = PipelineConfiguration.OUT_RING_SLOTS_DEFAULT;
    private int outcomeRingBytes = PipelineConfiguration.OUTCOME_RING_BYTES_DEFAULT;
    private int operatorRingBytes = PipelineConfiguration.OPERATOR_RING_BYTES_DEFAULT;
    private WaitStrategy engineWait =
            PipelineConfiguration.waitStrategy(PipelineConfiguration.ENGINE_WAIT_STRATEGY_DEFAULT);
    private Supplier<IdleStrategy> idle = () -> new BackoffIdleStrategy(
            IDLE_SPINS, IDLE_YIELDS, IDLE_MIN_PARK_NS, PipelineConfiguration.IDLE_MAX_PARK_NS_DEFAULT);
    private boolean hasSenderThread;
    private long timerIntervalNs = PipelineConfiguration.TIMER_INTERVAL_NS_DEFAULT;
    private long closeTimeoutNs = PipelineConfiguration.CLOSE_TIMEOUT_NS_DEFAULT;
    private boolean concluded;

    /** Builds a context with every default. */
    public PipelineContext() {}

    /**
     * Sets the engine.
     *
     * @param handler the engine, fresh or recovered
     * @param egress  the relay it was built with; {@link Pipeline#launch} directs it into the ring out
     * @return this
     */
    public PipelineContext engine(final InputHandler handler, final EgressRelay egress) {
        requireOpen();
        engine = handler;
        relay = egress;
        return this;
    }

    /**
     * Sets the journal.
     *
     * @param in    takes the inputs, from the engine thread
     * @param out   takes the outputs, from the sender thread
     * @param owner epoch of the writer
     * @return this
     */
    public PipelineContext journal(final JournalAppender in, final JournalAppender out, final int owner) {
        requireOpen();
        inJournal = in;
        outJournal = out;
        epoch = owner;
        return this;
    }

    /**
     * Sets who knows which epoch may trade now; by default the journal's own for ever.
     *
     * @param supplier asked by the sender before every command; must not block
     * @return this
     */
    public PipelineContext currentEpoch(final IntSupplier supplier) {
        requireOpen();
        currentEpoch = supplier;
        return this;
    }

    /**
     * Sets the venue.
     *
     * @param venue   takes the commands, from the sender thread
     * @param answers what the venue says about them, polled by the ingest thread
     * @return this
     */
    public PipelineContext gateway(final OrderGateway venue, final Feed answers) {
        requireOpen();
        gateway = venue;
        replies = answers;
        return this;
    }

    /**
     * Adds a market feed; the order of adding decides between events of equal time.
     *
     * @param feed polled by the ingest thread
     * @return this
     */
    public PipelineContext feed(final Feed feed) {
        requireOpen();
        feeds.add(feed);
        return this;
    }

    /**
     * Lets somebody beside the engine hear the operator's commands that enter it; by default nobody does.
     *
     * @param listener puts an observer before an ingress; it must hand every event on, on the ingest thread
     * @return this
     */
    public PipelineContext operatorHeard(final UnaryOperator<Ingress> listener) {
        requireOpen();
        operatorHeard = listener;
        return this;
    }

    /**
     * Sets the events that come before all others.
     *
     * @param events genesis, configuration, definitions, positions
     * @return this
     */
    public PipelineContext preamble(final Preamble events) {
        requireOpen();
        preamble = events;
        return this;
    }

    /**
     * Sets the limits held beside the engine; by default nothing is let through.
     *
     * @param limits will be concluded
     * @return this
     */
    public PipelineContext lastLook(final LastLookContext limits) {
        requireOpen();
        lastLook = limits;
        return this;
    }

    /**
     * Sets the gate; by default one that is open from the start.
     *
     * @param newGate may be shared with whoever has to close it
     * @return this
     */
    public PipelineContext gate(final Gate newGate) {
        requireOpen();
        gate = newGate;
        return this;
    }

    /**
     * Sets the clocks; by default those of the machine.
     *
     * @param epochNanos epoch nanoseconds
     * @param monotonic  for stage times and the timer
     * @return this
     */
    public PipelineContext clocks(final EpochNanoClock epochNanos, final NanoClock monotonic) {
        requireOpen();
        epochClock = epochNanos;
        monotonicClock = monotonic;
        return this;
    }

    /**
     * Sets one clock for everything, for a run that is stepped through virtual time.
     *
     * @param clock moved by a {@link SteppedRun}
     * @return this
     */
    public PipelineContext clock(final VirtualClock clock) {
        return clocks(clock, clock);
    }

    /**
     * Sets the sizes of the rings.
     *
     * @param in  slots of the ring in, a power of two of 8 or more
     * @param out slots of the ring out, a power of two of 8 or more
     * @return this
     */
    public PipelineContext ringSlots(final int in, final int out) {
        requireOpen();
        inRingSlots = in;
        outRingSlots = out;
        return this;
    }

    /**
     * Sets the sizes of the queues beside the rings.
     *
     * @param outcomes bytes of the queue of send outcomes, a power of two
     * @param operator bytes of the queue of operator commands, a power of two
     * @return this
     */
    public PipelineContext queueBytes(final int outcomes, final int operator) {
        requireOpen();
        outcomeRingBytes = outcomes;
        operatorRingBytes = operator;
        return this;
    }

    /**
     * Sets how the engine thread waits for input.
     *
     * @param strategy for example by {@link PipelineConfiguration#waitStrategy}
     * @return this
     */
    public PipelineContext engineWait(final WaitStrategy strategy) {
        requireOpen();
        engineWait = strategy;
        return this;
    }

    /**
     * Sets how the I/O loops wait.
     *
     * @param strategies builds one per loop
     * @return this
     */
    public PipelineContext idle(final Supplier<IdleStrategy> strategies) {
        requireOpen();
        idle = strategies;
        return this;
    }

    /**
     * Gives the sender a thread of its own, for machines with four cores or more. The gateway's commands and its replies
     * are then called from different threads.
     *
     * @param own true for a thread of its own, false to share the ingest loop's
     * @return this
     */
    public PipelineContext senderThread(final boolean own) {
        requireOpen();
        hasSenderThread = own;
        return this;
    }

    /**
     * Sets the timer of live runs; a stepped run has none.
     *
     * @param nanoseconds between two timer events, 0 for none
     * @return this
     */
    public PipelineContext timerIntervalNs(final long nanoseconds) {
        requireOpen();
        timerIntervalNs = nanoseconds;
        return this;
    }

    /**
     * Sets how long a close waits for the rings, and then for each thread.
     *
     * @param nanoseconds above 0
     * @return this
     */
    public PipelineContext closeTimeoutNs(final long nanoseconds) {
        requireOpen();
        closeTimeoutNs = nanoseconds;
        return this;
    }

    /**
     * Checks everything once and freezes it.
     *
     * @return this
     * @throws IllegalArgumentException when something is missing or out of its range
     */
    public PipelineContext conclude() {
        requireOpen();
        require("engine", engine);
        require("relay", relay);
        require("in_journal", inJournal);
        require("out_journal", outJournal);
        require("gateway", gateway);
        require("replies", replies);
        requirePowerOfTwo("in_ring_slots", inRingSlots, PipelineConfiguration.MAX_RING_SLOTS);
        requirePowerOfTwo("out_ring_slots", outRingSlots, PipelineConfiguration.MAX_RING_SLOTS);
        requireQueue("outcome_ring_bytes", outcomeRingBytes);
        requireQueue("operator_ring_bytes", operatorRingBytes);
        requireAtLeast("timer_interval_ns", timerIntervalNs, 0);
        requireAtLeast("close_timeout_ns", closeTimeoutNs, 1);
        lastLook.conclude();
        concluded = true;
        return this;
    }

    InputHandler engine() {
        return Objects.requireNonNull(engine);
    }

    EgressRelay relay() {
        return Objects.requireNonNull(relay);
    }

    JournalAppender inJournal() {
        return Objects.requireNonNull(inJournal);
    }

    JournalAppender outJournal() {
        return Objects.requireNonNull(outJournal);
    }

    OrderGateway gateway() {
        return Objects.requireNonNull(gateway);
    }

    Feed replies() {
        return Objects.requireNonNull(replies);
    }

    UnaryOperator<Ingress> operatorHeard() {
        return operatorHeard;
    }

    List<Feed> feeds() {
        return feeds;
    }

    Preamble preamble() {
        return preamble;
    }

    LastLookContext lastLook() {
        return lastLook;
    }

    Gate gate() {
        return gate;
    }

    EpochNanoClock epochClock() {
        return epochClock;
    }

    NanoClock monotonicClock() {
        return monotonicClock;
    }

    int epoch() {
        return epoch;
    }

    IntSupplier currentEpoch() {
        final int own = epoch;
        return currentEpoch == null ? () -> own : currentEpoch;
    }

    int inRingSlots() {
        return inRingSlots;
    }

    int outRingSlots() {
        return outRingSlots;
    }

    int outcomeRingBytes() {
        return outcomeRingBytes;
    }

    int operatorRingBytes() {
        return operatorRingBytes;
    }

    WaitStrategy engineWait() {
        return engineWait;
    }

    Supplier<IdleStrategy> idle() {
        return idle;
    }

    boolean hasSenderThread() {
        return hasSenderThread;
    }

    long timerIntervalNs() {
        return timerIntervalNs;
    }

    long closeTimeoutNs() {
        return closeTimeoutNs;
    }

    private void requireOpen() {
        if (concluded) {
            throw new IllegalStateException("pipeline context is concluded");
        }
    }

    private static void require(final String name, final @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("pipeline." + name + " is missing");
        }
    }

    private static void requirePowerOfTwo(final String name, final int value, final int max) {
        if (!BitUtil.isPowerOfTwo(value) || value < PipelineConfiguration.MIN_RING_SLOTS || value > max) {
            throw new IllegalArgumentException("pipeline." + name + " must be a power of two: value=" + value + ", min="
                    + PipelineConfiguration.MIN_RING_SLOTS + ", max=" + max);
        }
    }

    private static void requireQueue(final String name, final int value) {
        requirePowerOfTwo(name, value, MAX_QUEUE_BYTES);
        requireAtLeast(name, value, MIN_QUEUE_BYTES);
    }

    private static void requireAtLeast(final String name, final long value, final long min) {
        if (value < min) {
            throw new IllegalArgumentException("pipeline." + name + " too small: value=" + value + ", min=" + min);
        }
    }
}
