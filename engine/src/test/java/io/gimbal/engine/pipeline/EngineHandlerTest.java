package io.gimbal.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.gimbal.journal.codec.FillDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class EngineHandlerTest {
    private static final int SLOTS = 8;

    private final VirtualClock clock = new VirtualClock(5000);
    private final Gate gate = Gate.open();
    private final FailStop failStop = new FailStop(gate);
    private final PipelineCounters counters = new PipelineCounters();
    private final RingBuffer<Slot> ringOut =
            RingBuffer.createSingleProducer(new SlotArena(SLOTS), SLOTS, new YieldingWaitStrategy());
    private final EventPoller<Slot> outputs = ringOut.newPoller();
    private final RingEgress egress = new RingEgress(ringOut, clock, failStop, counters);
    private final MemoryAppender journal = new MemoryAppender();
    private final FakeEngine engine = new FakeEngine();
    private final EngineHandler handler = new EngineHandler(journal, engine, egress, failStop, counters);

    EngineHandlerTest() {
        ringOut.addGatingSequences(outputs.getSequence());
        engine.relay().direct(egress);
    }

    @Test
    void shouldJournalAnInputBeforeTheEngineSeesIt() {
        final List<Integer> journaledWhenSeen = new ArrayList<>();
        engine.on((input, self) -> journaledWhenSeen.add(journal.entries().size()));

        handler.onEvent(slot(Events.fill(1), 100), 0, false);
        handler.onEvent(slot(Events.fill(2), 90), 1, true);

        assertThat(journaledWhenSeen).containsExactly(1, 2);
        assertThat(engine.inputs())
                .containsExactly(
                        new FakeEngine.Input(FillDecoder.TEMPLATE_ID, 1, 100),
                        new FakeEngine.Input(FillDecoder.TEMPLATE_ID, 2, 90));
        assertThat(journal.entries().get(0).payload()).isEqualTo(Events.fill(1));
        assertThat(journal.entries().get(0).wallNs()).isEqualTo(100);
        assertThat(counters.inputs()).isEqualTo(2);
        assertThat(counters.inSequence()).isEqualTo(2);
    }

    @Test
    void shouldGiveAnOutputTheStageTimesOfItsCause() throws Exception {
        engine.on((input, self) -> self.say(Events.decision(input.sequence())));
        final Slot input = slot(Events.fill(1), 100);
        input.times(100, 4000, 0);

        handler.onEvent(input, 0, true);

        outputs.poll((slot, sequence, endOfBatch) -> {
            assertThat(slot.ingressNs()).isEqualTo(4000);
            assertThat(slot.decidedNs()).isEqualTo(5000);
            assertThat(slot.receiveTimeNs()).isEqualTo(100);
            return true;
        });
        assertThat(counters.outputs()).isEqualTo(1);
    }

    @Test
    void shouldNeverApplyWhatTheJournalRefused() {
        journal.refuseAt(2);

        for (int i = 0; i < 4; i++) {
            handler.onEvent(slot(Events.fill(i), i), i, false);
        }

        assertThat(engine.inputs()).hasSize(1);
        assertThat(failStop.reason()).isEqualTo(GateReason.IN_JOURNAL_REFUSED);
        assertThat(failStop.cause()).hasMessageContaining("code=-1");
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void shouldStopForGoodWhenTheJournalBreaks() {
        journal.breakAt(3);

        for (int i = 0; i < 5; i++) {
            handler.onEvent(slot(Events.fill(i), i), i, false);
        }

        assertThat(engine.inputs()).hasSize(2);
        assertThat(failStop.reason()).isEqualTo(GateReason.ENGINE_FAULT);
        assertThat(failStop.cause()).isInstanceOf(InternalError.class);
    }

    @Test
    void shouldNeverTouchTheNextEventWhenTheEngineThrows() {
        engine.on((input, self) -> {
            if (input.sequence() == 2) {
                throw new AssertionError("delta is NaN");
            }
        });

        for (int i = 0; i < 5; i++) {
            handler.onEvent(slot(Events.fill(i), i), i, false);
        }

        assertThat(engine.inputs()).hasSize(2);
        assertThat(journal.entries()).hasSize(2);
        assertThat(failStop.cause()).hasMessage("delta is NaN");
        assertThat(counters.inputs()).isEqualTo(1);
    }

    @Test
    void shouldStopWhenTheEngineSaysMoreThanTheRingHolds() {
        engine.on((input, self) -> {
            for (int i = 0; i <= SLOTS; i++) {
                self.say(Events.decision(input.sequence()));
            }
        });

        handler.onEvent(slot(Events.fill(1), 1), 0, false);

        assertThat(failStop.reason()).isEqualTo(GateReason.OUT_RING_FULL);
        assertThat(gate.reason()).isEqualTo(GateReason.OUT_RING_FULL);
        assertThat(counters.outputs()).isEqualTo(SLOTS);
    }

    @Test
    void shouldStopWhenAnOutputDoesNotFitARecord() {
        engine.on((input, self) -> self.say(new UnsafeBuffer(new byte[2000])));

        handler.onEvent(slot(Events.fill(1), 1), 0, false);

        assertThat(failStop.reason()).isEqualTo(GateReason.CONTRACT_BROKEN);
        assertThat(ringOut.getCursor()).isEqualTo(-1);
    }

    @Test
    void shouldRefuseOutputsWhenTheRelayLeadsNowhere() {
        final UnsafeBuffer event = Events.decision(1);

        assertThat(new EgressRelay().offer(event, 0, event.capacity())).isFalse();
    }

    private static Slot slot(final UnsafeBuffer event, final long receiveTimeNs) {
        final Slot slot = new SlotArena(1).newInstance();
        slot.payload(event, 0, event.capacity());
        slot.times(receiveTimeNs, receiveTimeNs, 0);
        return slot;
    }
}
