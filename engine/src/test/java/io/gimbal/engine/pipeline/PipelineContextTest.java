package io.gimbal.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import org.junit.jupiter.api.Test;

final class PipelineContextTest {
    @Test
    void shouldNameWhatIsMissing() {
        final FakeEngine engine = new FakeEngine();
        final FakeGateway gateway = new FakeGateway();
        final PipelineContext context = new PipelineContext();

        assertThatThrownBy(context::conclude).hasMessage("pipeline.engine is missing");
        context.engine(engine, engine.relay());
        assertThatThrownBy(context::conclude).hasMessage("pipeline.in_journal is missing");
        context.journal(new MemoryAppender(), new MemoryAppender(), 1);
        assertThatThrownBy(context::conclude).hasMessage("pipeline.gateway is missing");
        context.gateway(gateway, gateway);

        assertThat(context.conclude().currentEpoch().getAsInt()).isEqualTo(1);
    }

    @Test
    void shouldRefuseSizesThatARingCannotHave() {
        assertThatThrownBy(() -> complete().ringSlots(100, 64).conclude()).hasMessageContaining("in_ring_slots");
        assertThatThrownBy(() -> complete().ringSlots(64, 4).conclude()).hasMessageContaining("out_ring_slots");
        assertThatThrownBy(() -> complete().ringSlots(1 << 21, 64).conclude()).hasMessageContaining("in_ring_slots");
        assertThatThrownBy(() -> complete().queueBytes(512, 4096).conclude())
                .hasMessageContaining("outcome_ring_bytes");
        assertThatThrownBy(() -> complete().queueBytes(4096, 5000).conclude())
                .hasMessageContaining("operator_ring_bytes");
        assertThatThrownBy(() -> complete().timerIntervalNs(-1).conclude()).hasMessageContaining("timer_interval_ns");
        assertThatThrownBy(() -> complete().closeTimeoutNs(0).conclude()).hasMessageContaining("close_timeout_ns");
    }

    @Test
    void shouldNotChangeAnyMoreWhenConcluded() {
        final PipelineContext context = complete().conclude();

        assertThatThrownBy(() -> context.ringSlots(64, 64)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.feed(new ListFeed())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldKnowTheWaitStrategiesByName() {
        assertThat(PipelineConfiguration.waitStrategy("blocking")).isInstanceOf(BlockingWaitStrategy.class);
        assertThat(PipelineConfiguration.waitStrategy("sleeping")).isInstanceOf(SleepingWaitStrategy.class);
        assertThat(PipelineConfiguration.waitStrategy("yielding")).isInstanceOf(YieldingWaitStrategy.class);
        assertThat(PipelineConfiguration.waitStrategy("busy-spin")).isInstanceOf(BusySpinWaitStrategy.class);
        assertThatThrownBy(() -> PipelineConfiguration.waitStrategy("spin"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value=spin");
    }

    @Test
    void shouldHoldMoreOutcomesThanTheRingOutHasCommands() {
        final int outcomeBytes = 96;

        assertThat(PipelineConfiguration.OUTCOME_RING_BYTES_DEFAULT)
                .isGreaterThan(PipelineConfiguration.OUT_RING_SLOTS_DEFAULT * outcomeBytes);
    }

    @Test
    void shouldSpendACacheLineMultipleOnASlotThatHoldsTheLongestRecord() {
        assertThat(Slot.LENGTH % 64).isZero();
        assertThat(Slot.LENGTH).isGreaterThanOrEqualTo(io.gimbal.journal.Frame.MAX_LENGTH);
        final SlotArena arena = new SlotArena(4);
        final long first = arena.newInstance().frame().addressOffset();
        assertThat(first % 64).isZero();
        assertThat(arena.newInstance().frame().addressOffset() - first).isEqualTo(Slot.LENGTH);
    }

    private static PipelineContext complete() {
        return new PipelineFixture().context();
    }
}
