package io.gimbal.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.Frame;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.FundingDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class RingIngressTest {
    private static final int SLOTS = 16;

    private final VirtualClock clock = new VirtualClock(1000);
    private final ReferencePrices references = new ReferencePrices(2);
    private final FailStop failStop = new FailStop(Gate.open());
    private final PipelineCounters counters = new PipelineCounters();
    private final RingBuffer<Slot> ring =
            RingBuffer.createSingleProducer(new SlotArena(SLOTS), SLOTS, new YieldingWaitStrategy());
    private final EventPoller<Slot> poller = ring.newPoller();
    private final RingIngress ingress = new RingIngress(ring, clock, references, failStop, counters);

    RingIngressTest() {
        ring.addGatingSequences(poller.getSequence());
    }

    @Test
    void shouldPlaceThePayloadWhereTheJournalExpectsItWhenAnEventIsTaken() throws Exception {
        final UnsafeBuffer event = Events.fill(42);
        final UnsafeBuffer shifted = new UnsafeBuffer(new byte[event.capacity() + 5]);
        shifted.putBytes(5, event, 0, event.capacity());

        final long position = ingress.offer(shifted, 5, event.capacity(), 900);

        assertThat(position).isNotNegative();
        poller.poll((slot, sequence, endOfBatch) -> {
            assertThat(slot.payloadLength()).isEqualTo(event.capacity());
            assertThat(slot.receiveTimeNs()).isEqualTo(900);
            assertThat(slot.ingressNs()).isEqualTo(1000);
            assertThat(new UnsafeBuffer(slot.frame(), Frame.HEADER_LENGTH, slot.payloadLength()))
                    .isEqualTo(event);
            return true;
        });
        assertThat(counters.offered()).isEqualTo(1);
    }

    @Test
    void shouldKeepAQuarterForPrivateEventsWhenMarketDataFloods() {
        int taken = 0;
        while (offer(Events.index(20_000)) >= 0) {
            taken++;
        }

        assertThat(SLOTS - taken).isEqualTo(SLOTS / 4 - 1);
        assertThat(counters.backPressured()).isEqualTo(1);
        for (int i = 0; i < SLOTS - taken; i++) {
            assertThat(offer(Events.fill(i))).isNotNegative();
        }
        assertThat(offer(Events.fill(99))).isEqualTo(Ingress.BACK_PRESSURED);
    }

    @Test
    void shouldTakeMarketDataAgainWhenTheEngineHasCaughtUp() throws Exception {
        while (offer(Events.quote(0, 20_000)) >= 0) {
            assertThat(counters.offered()).isLessThan(SLOTS);
        }

        poller.poll((slot, sequence, endOfBatch) -> true);

        assertThat(offer(Events.quote(0, 20_000))).isNotNegative();
    }

    @Test
    void shouldDeliverEveryEventInOrderWhenTheRingWrapsManyTimes() throws Exception {
        final List<Long> seen = new ArrayList<>();
        final FillDecoder fill = new FillDecoder();
        for (int i = 0; i < 20 * SLOTS; i++) {
            assertThat(offer(Events.fill(i))).isEqualTo(i);
            if (i % 5 == 4) {
                poller.poll((slot, sequence, endOfBatch) ->
                        seen.add(fill.wrap(slot.frame(), Frame.HEADER_LENGTH + 8, FillDecoder.BLOCK_LENGTH, 0)
                                .tradeId()));
            }
        }

        assertThat(seen).hasSize(20 * SLOTS).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseForGoodWhenThePipelineStopped() {
        failStop.trip(GateReason.ENGINE_FAULT, new IllegalStateException());

        assertThat(offer(Events.fill(1))).isEqualTo(Ingress.CLOSED);
        assertThat(ring.getCursor()).isEqualTo(-1);
    }

    @Test
    void shouldRefuseWhatDoesNotFitARecord() {
        final UnsafeBuffer large = new UnsafeBuffer(new byte[Frame.MAX_PAYLOAD_LENGTH + 1]);

        assertThatThrownBy(() -> ingress.offer(large, 0, large.capacity(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length=973");
        assertThatThrownBy(() -> ingress.offer(large, 0, 7, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ingress.offer(Events.fill(1), 90, 40, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(ring.getCursor()).isEqualTo(-1);
    }

    @Test
    void shouldTakeTheLongestPayloadThatAJournalCanHold() {
        final UnsafeBuffer longest = new UnsafeBuffer(new byte[Frame.MAX_PAYLOAD_LENGTH]);
        new MessageHeaderEncoder().wrap(longest, 0).templateId(FundingDecoder.TEMPLATE_ID);

        assertThat(offer(longest)).isZero();
    }

    @Test
    void shouldNoteOnlyFreshPositiveIndexPricesOfKnownUnderlyings() {
        offer(Events.index(0, 5, InputQuality.FRESH));
        offer(Events.index(0, 6, InputQuality.STALE));
        offer(Events.index(0, -7, InputQuality.FRESH));
        offer(Events.index(1, 8, InputQuality.CROSSED));
        offer(Events.index(2, 9, InputQuality.FRESH));
        offer(Events.quote(0, 10));

        assertThat(references.index(0)).isEqualTo(5);
        assertThat(references.index(1)).isZero();
        assertThat(references.index(2)).isZero();
        assertThat(references.index(-1)).isZero();
    }

    private long offer(final DirectBuffer event) {
        return ingress.offer(event, 0, event.capacity(), clock.nanoTime());
    }
}
