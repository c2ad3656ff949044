package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The message path makes no garbage: not one byte over 200,000 market and order events in steady state. */
class AllocationTest {
    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 200_000;

    @Tag("allocation")
    @Test
    void shouldAllocateNothingInSteadyState() {
        final Storm storm = new Storm(99, 0);
        storm.run(WARM_UP + MEASURED);
        final List<EngineScenario.Input> inputs = storm.desk.inputs;
        final UnsafeBuffer[] messages =
                inputs.stream().map(input -> new UnsafeBuffer(input.copy())).toArray(UnsafeBuffer[]::new);
        final long[] sequences = inputs.stream().mapToLong(i -> i.sequence).toArray();
        final long[] times = inputs.stream().mapToLong(i -> i.receiveTimeNs).toArray();
        final long expected = storm.desk.engine.outputHash();
        final HedgeEngine rehearsal = new HedgeEngine((buffer, offset, length) -> true);
        play(rehearsal, messages, sequences, times, 0, messages.length);
        final HedgeEngine engine = new HedgeEngine((buffer, offset, length) -> true);
        play(engine, messages, sequences, times, 0, WARM_UP);

        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        for (int i = 0; i < 10; i++) {
            threads.getThreadAllocatedBytes(self);
        }
        final long before = threads.getThreadAllocatedBytes(self);
        play(engine, messages, sequences, times, WARM_UP, messages.length);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(allocated).isZero();
        assertThat(engine.outputHash()).as("it did all of the work").isEqualTo(expected);
        assertThat(storm.desk.outputs.newOrders(0)).as("orders were part of it").hasSizeGreaterThan(500);
    }

    private static void play(
            final HedgeEngine engine,
            final UnsafeBuffer[] messages,
            final long[] sequences,
            final long[] times,
            final int from,
            final int to) {
        for (int i = from; i < to; i++) {
            engine.onInput(messages[i], 0, messages[i].capacity(), sequences[i], times[i]);
        }
    }
}
