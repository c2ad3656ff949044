package io.gimbal.engine.pipeline;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;

/** Names, defaults and parsing of the pipeline's settings. The defaults suit two cores that other work shares. */
public final class PipelineConfiguration {
    /** Slots of the ring in. */
    public static final int IN_RING_SLOTS_DEFAULT = 4_096;

    /** Slots of the ring out. */
    public static final int OUT_RING_SLOTS_DEFAULT = 4_096;

    /** Most slots of a ring: more would not fit one allocation. */
    public static final int MAX_RING_SLOTS = 1 << 20;

    /** Fewest slots of a ring. */
    public static final int MIN_RING_SLOTS = 8;

    /** Bytes of the queue of send outcomes: room for more outcomes than the ring out has slots. */
    public static final int OUTCOME_RING_BYTES_DEFAULT = 1 << 19;

    /** Bytes of the queue of operator commands. */
    public static final int OPERATOR_RING_BYTES_DEFAULT = 1 << 16;

    /** How the engine thread waits for input: woken by the producer, without burning a core. */
    public static final String ENGINE_WAIT_STRATEGY_DEFAULT = "blocking";

    /** Timer events of a live run, nanoseconds apart. */
    public static final long TIMER_INTERVAL_NS_DEFAULT = 100_000_000L;

    /** How long a close waits for the rings to drain and for each thread to end, nanoseconds. */
    public static final long CLOSE_TIMEOUT_NS_DEFAULT = 5_000_000_000L;

    /** Messages to the venue in any window. */
    public static final int MAX_MESSAGES_DEFAULT = 20;

    /** How many of them only cancels may use. */
    public static final int CANCEL_RESERVE_DEFAULT = 5;

    /** Length of that window, nanoseconds. */
    public static final long RATE_WINDOW_NS_DEFAULT = 1_000_000_000L;

    /** Longest nap of the I/O loop while nothing happens, nanoseconds. */
    public static final long IDLE_MAX_PARK_NS_DEFAULT = 100_000L;

    private PipelineConfiguration() {}

    /**
     * Builds a wait strategy by its name in the configuration.
     *
     * @param name {@code blocking}, {@code sleeping}, {@code yielding} or {@code busy-spin}; the last two burn a core
     * @return a new one
     * @throws IllegalArgumentException for any other name
     */
    public static WaitStrategy waitStrategy(final String name) {
        return switch (name) {
            case "blocking" -> new BlockingWaitStrategy();
            case "sleeping" -> new SleepingWaitStrategy();
            case "yielding" -> new YieldingWaitStrategy();
            case "busy-spin" -> new BusySpinWaitStrategy();
            default ->
                throw new IllegalArgumentException(
                        "pipeline.wait_strategy must be blocking, sleeping, yielding or busy-spin: value=" + name);
        };
    }
}
