package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.StrategyKind;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The message path makes no garbage: not one byte over 200,000 market and order events in steady state. */
class AllocationTest {
    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 200_000;

    @Tag("allocation")
    @Test
    void shouldAllocateNothingInSteadyState() {
        measure(new Storm(99, 0), MEASURED, 500);
    }

    /** A tenth of the events for each, by the catalogue, with the tactics that take in turn; those that rest have storms. */
    @Tag("allocation")
    @ParameterizedTest
    @MethodSource("io.gimbal.engine.hedging.policy.EveryPolicy#texts")
    void shouldAllocateNothingByAnyPolicy(final String policy) {
        final ExecutionTactic[] tactics = {ExecutionTactic.TAKER, ExecutionTactic.TWAP, ExecutionTactic.ALMGREN_CHRISS};
        final Storm storm = new Storm(99, 0, policy);
        for (int coin = 0; coin < 2; coin++) {
            final int underlying = coin;
            storm.desk.event(events -> MakerDesk.defaults(events.executionConfiguration())
                    .underlyingId(underlying)
                    .horizonNs(5 * EngineScenario.SECOND_NS)
                    .tactic(tactics[policy.length() % tactics.length]));
        }
        measure(storm, MEASURED / 10, 20);
    }

    @Tag("allocation")
    @ParameterizedTest
    @EnumSource(
            value = StrategyKind.class,
            names = {"CPPI", "VOL_TARGET", "GAMMA_SCALPING"})
    void shouldAllocateNothingByAnyStrategy(final StrategyKind kind) {
        measure(new Storm(99, 0, "whalley-wilmott-edge:risk_aversion_per_usd=0.01", kind), MEASURED / 10, 20);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingAmongCandidates() {
        measure(Storm.ofCandidates(99, 0), MEASURED / 4, 50);
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingWhileItSplits() {
        measure(Storm.ofSplits(99, 0), MEASURED / 4, 50);
    }

    /** A perpetual of another coin, its costs and the hours of the week measured. */
    @Tag("allocation")
    @Test
    void shouldAllocateNothingByThePerpetualOfAnotherCoin() {
        final CrossDesk stage = new CrossDesk(5);
        stage.desk.event(events -> DeskOutlook.forecast(events)
                .underlyingId(0)
                .costSource(CostSource.MEASURED)
                .isSeasonal(BooleanType.TRUE));
        stage.moves(1, 0.6, 0.3).choice(100_000).ownCandidate().crossCandidate(CrossDesk.OTHER);
        stage.isOwnQuoted = false;
        stage.ready();
        stage.steps(500);
        stage.coins();
        stage.steps(9_500);

        assertThat(stage.held(CrossDesk.OTHER)).isNotZero();
        assertNoGarbage(stage.desk, WARM_UP);
    }

    private static void measure(final Storm storm, final int measured, final int fewestOrders) {
        storm.run(WARM_UP + measured);
        assertNoGarbage(storm.desk, WARM_UP);
        assertThat(storm.desk.outputs.newOrders(0)).as("orders were part of it").hasSizeGreaterThan(fewestOrders);
    }

    /** Plays what a desk was told once more, to an engine that is measured once it is warm. */
    static void assertNoGarbage(final EngineScenario desk, final int warmUp) {
        final List<EngineScenario.Input> inputs = desk.inputs;
        final UnsafeBuffer[] messages =
                inputs.stream().map(input -> new UnsafeBuffer(input.copy())).toArray(UnsafeBuffer[]::new);
        final long[] sequences = inputs.stream().mapToLong(i -> i.sequence).toArray();
        final long[] times = inputs.stream().mapToLong(i -> i.receiveTimeNs).toArray();
        final long expected = desk.engine.outputHash();
        final HedgeEngine rehearsal = new HedgeEngine((buffer, offset, length) -> true);
        play(rehearsal, messages, sequences, times, 0, messages.length);
        final HedgeEngine engine = new HedgeEngine((buffer, offset, length) -> true);
        play(engine, messages, sequences, times, 0, warmUp);

        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        for (int i = 0; i < 10; i++) {
            threads.getThreadAllocatedBytes(self);
        }
        final long before = threads.getThreadAllocatedBytes(self);
        play(engine, messages, sequences, times, warmUp, messages.length);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(allocated).isZero();
        assertThat(engine.outputHash()).as("it did all of the work").isEqualTo(expected);
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
