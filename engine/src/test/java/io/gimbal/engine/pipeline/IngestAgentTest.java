package io.gimbal.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.Frame;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.SuppressReason;
import io.gimbal.journal.codec.TimerDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

final class IngestAgentTest {
    private static final int SLOTS = 16;
    private static final long START_NS = 1_000_000;

    private final VirtualClock wallClock = new VirtualClock(START_NS);
    private final VirtualClock monotonicClock = new VirtualClock(0);
    private final Gate gate = Gate.open();
    private final FailStop failStop = new FailStop(gate);
    private final PipelineCounters counters = new PipelineCounters();
    private final OutcomeQueue outcomes = new OutcomeQueue(1 << 14);
    private final OperatorCommands operator = new OperatorCommands(1 << 12, gate);
    private final ListFeed replies = new ListFeed();
    private final ListFeed market = new ListFeed();
    private final ListFeed secondMarket = new ListFeed();
    private final Preamble preamble = new Preamble();
    private final RingBuffer<Slot> ring =
            RingBuffer.createSingleProducer(new SlotArena(SLOTS), SLOTS, new YieldingWaitStrategy());
    private final EventPoller<Slot> poller = ring.newPoller();
    private boolean isBacklogged;

    IngestAgentTest() {
        ring.addGatingSequences(poller.getSequence());
    }

    @Test
    void shouldTakeWhatMustNotWaitFirst() {
        final IngestAgent ingest = ingest(100);
        ingest.doWork();
        market.at(START_NS, Events.index(20_000));
        secondMarket.at(START_NS, Events.quote(0, 20_000));
        monotonicClock.advanceTo(100);
        offer(Events.operator(OperatorVerb.PAUSE));
        replies.at(START_NS, Events.fill(1));
        offerOutcome();
        preamble.add(Events.fill(0), 0, Events.fill(0).capacity(), 5);

        assertThat(ingest.doWork()).isEqualTo(7);

        assertThat(taken())
                .containsExactly(
                        FillDecoder.TEMPLATE_ID,
                        CommandOutcomeDecoder.TEMPLATE_ID,
                        FillDecoder.TEMPLATE_ID,
                        OperatorCommandDecoder.TEMPLATE_ID,
                        TimerDecoder.TEMPLATE_ID,
                        IndexPriceDecoder.TEMPLATE_ID,
                        QuoteDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldLetNothingOvertakeThePreambleWhenTheRingIsTooSmallForIt() {
        final IngestAgent ingest = ingest(0);
        for (int i = 0; i < SLOTS + 4; i++) {
            preamble.add(Events.fill(i), 0, Events.fill(i).capacity(), 5);
        }
        market.at(START_NS, Events.index(20_000));
        offerOutcome();

        assertThat(ingest.doWork()).isEqualTo(SLOTS);
        assertThat(ingest.doWork()).isZero();
        assertThat(taken()).containsOnly(FillDecoder.TEMPLATE_ID);
        assertThat(ingest.doWork()).isEqualTo(4 + 2);

        assertThat(taken())
                .containsExactly(
                        FillDecoder.TEMPLATE_ID,
                        FillDecoder.TEMPLATE_ID,
                        FillDecoder.TEMPLATE_ID,
                        FillDecoder.TEMPLATE_ID,
                        CommandOutcomeDecoder.TEMPLATE_ID,
                        IndexPriceDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldLeaveInTheFeedWhatTheRingDoesNotTake() {
        final IngestAgent ingest = ingest(0);
        for (int i = 0; i < 3 * SLOTS; i++) {
            market.at(START_NS, Events.index(20_000 + i));
        }
        int delivered = 0;
        while (!market.isDone()) {
            delivered += ingest.doWork();
            assertThat(taken()).isNotEmpty();
        }

        assertThat(delivered).isEqualTo(3 * SLOTS);
        assertThat(counters.offered()).isEqualTo(3 * SLOTS);
        assertThat(counters.backPressured()).isPositive();
    }

    @Test
    void shouldHoldBackOnlyMarketDataWhileTheSenderHasABacklog() {
        final IngestAgent ingest = ingest(0);
        market.at(START_NS, Events.index(20_000));
        replies.at(START_NS, Events.fill(1));
        isBacklogged = true;

        assertThat(ingest.doWork()).isEqualTo(1);
        assertThat(taken()).containsExactly(FillDecoder.TEMPLATE_ID);
        isBacklogged = false;
        assertThat(ingest.doWork()).isEqualTo(1);

        assertThat(taken()).containsExactly(IndexPriceDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldKeepAnOutcomeWhenTheRingIsFull() {
        final IngestAgent ingest = ingest(0);
        for (int i = 0; i < SLOTS; i++) {
            replies.at(START_NS, Events.fill(i));
        }
        ingest.doWork();
        offerOutcome();

        assertThat(ingest.doWork()).isZero();
        taken();
        assertThat(ingest.doWork()).isEqualTo(1);

        assertThat(taken()).containsExactly(CommandOutcomeDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldLetTimePassOncePerIntervalAndNotMakeUpForDelay() {
        final IngestAgent ingest = ingest(100);

        final List<Long> firedAt = new ArrayList<>();
        for (final long nowNs : new long[] {0, 99, 100, 101, 200, 777, 778, 876, 877, 1000}) {
            monotonicClock.advanceTo(nowNs);
            if (ingest.doWork() > 0) {
                firedAt.add(nowNs);
            }
        }

        assertThat(firedAt).containsExactly(100L, 200L, 777L, 877L, 1000L);
        assertThat(taken()).containsOnly(TimerDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldHaveNoTimerWhenTheIntervalIsZeroOrTheRunIsStepped() {
        final IngestAgent untimed = ingest(0);
        monotonicClock.advanceTo(1_000_000);
        assertThat(untimed.doWork()).isZero();

        final IngestAgent stepped = ingest(1);
        assertThat(stepped.deliverOne()).isZero();
        monotonicClock.advanceTo(2_000_000);
        assertThat(stepped.deliverOne()).isZero();
    }

    @Test
    void shouldDeliverOneEventAtATimeRepliesBeforeMarketAtEqualTimes() {
        final IngestAgent ingest = ingest(0);
        market.at(START_NS, Events.index(20_000)).at(START_NS, Events.index(20_001));
        secondMarket.at(START_NS - 1, Events.quote(0, 20_000)).at(START_NS, Events.quote(0, 20_001));
        replies.at(START_NS, Events.fill(1)).at(START_NS + 1, Events.fill(2));

        final List<Integer> order = new ArrayList<>();
        while (ingest.deliverOne() > 0) {
            order.addAll(taken());
        }

        assertThat(order)
                .containsExactly(
                        FillDecoder.TEMPLATE_ID,
                        QuoteDecoder.TEMPLATE_ID,
                        IndexPriceDecoder.TEMPLATE_ID,
                        IndexPriceDecoder.TEMPLATE_ID,
                        QuoteDecoder.TEMPLATE_ID);
        assertThat(ingest.nextTimeNs()).isEqualTo(START_NS + 1);
    }

    @Test
    void shouldTakeOnlyOutcomesAndRepliesWhenFeedingHasStopped() {
        final IngestAgent ingest = ingest(1);
        ingest.doWork();
        market.at(START_NS, Events.index(20_000));
        replies.at(START_NS, Events.fill(1));
        offer(Events.operator(OperatorVerb.PAUSE));
        offerOutcome();
        monotonicClock.advanceTo(1000);

        ingest.stopFeeding();

        assertThat(ingest.doWork()).isEqualTo(2);
        assertThat(taken()).containsExactly(CommandOutcomeDecoder.TEMPLATE_ID, FillDecoder.TEMPLATE_ID);
        assertThat(ingest.deliverOne()).isZero();
    }

    @Test
    void shouldStopThePipelineWhenAFeedThrows() {
        final IngestAgent ingest = new IngestAgent(
                new RingIngress(ring, monotonicClock, new ReferencePrices(0), failStop, counters),
                context(0).feed(new BrokenFeed()).conclude(),
                outcomes,
                operator,
                () -> isBacklogged,
                failStop);

        assertThat(ingest.doWork()).isZero();

        assertThat(failStop.reason()).isEqualTo(GateReason.INGEST_FAULT);
        assertThat(failStop.cause()).hasMessage("file on fire");
        assertThat(ingest.doWork()).isZero();
    }

    @Test
    void shouldRefuseToStepAFeedThatDoesNotKnowItsFuture() {
        final IngestAgent ingest = new IngestAgent(
                new RingIngress(ring, monotonicClock, new ReferencePrices(0), failStop, counters),
                context(0).feed(new BrokenFeed()).conclude(),
                outcomes,
                operator,
                () -> isBacklogged,
                failStop);

        assertThatThrownBy(ingest::nextTimeNs).hasMessageContaining("live feed cannot be stepped");
    }

    @Test
    void shouldCloseTheGateAtOnceWhenTheOperatorKills() {
        assertThat(offer(Events.operator(OperatorVerb.PAUSE))).isTrue();
        assertThat(gate.isOpen()).isTrue();

        assertThat(offer(Events.operator(OperatorVerb.KILL))).isTrue();

        assertThat(gate.reason()).isEqualTo(GateReason.OPERATOR_KILL);
    }

    @Test
    void shouldCloseTheGateEvenWhenTheOperatorQueueIsFull() {
        while (offer(Events.operator(OperatorVerb.PAUSE))) {
            assertThat(gate.isOpen()).isTrue();
        }

        assertThat(offer(Events.operator(OperatorVerb.KILL))).isFalse();

        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void shouldRefuseAnythingButOperatorCommands() {
        final DirectBuffer fill = Events.fill(1);

        assertThatThrownBy(() -> offer(fill)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operator.offer(fill, 0, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean offer(final DirectBuffer command) {
        return operator.offer(command, 0, command.capacity());
    }

    private void offerOutcome() {
        final Slot slot = new SlotArena(1).newInstance();
        final DirectBuffer order = Events.order(1).asNew();
        slot.payload(order, 0, order.capacity());
        final Command command = new Command();
        command.wrap(slot, 1, 2);
        assertThat(outcomes.offer(command, SendOutcome.SENT, SuppressReason.NONE, 3))
                .isTrue();
    }

    private List<Integer> taken() {
        final List<Integer> types = Collections.synchronizedList(new ArrayList<>());
        try {
            poller.poll(
                    (slot, sequence, endOfBatch) -> types.add(EventKind.templateId(slot.frame(), Frame.HEADER_LENGTH)));
        } catch (final Exception impossible) {
            throw new AssertionError(impossible);
        }
        return types;
    }

    private IngestAgent ingest(final long timerIntervalNs) {
        final PipelineContext context =
                context(timerIntervalNs).feed(market).feed(secondMarket).conclude();
        final RingIngress ingress = new RingIngress(ring, monotonicClock, new ReferencePrices(1), failStop, counters);
        return new IngestAgent(ingress, context, outcomes, operator, () -> isBacklogged, failStop);
    }

    private PipelineContext context(final long timerIntervalNs) {
        final FakeEngine engine = new FakeEngine();
        return new PipelineContext()
                .engine(engine, engine.relay())
                .journal(new MemoryAppender(), new MemoryAppender(), 1)
                .gateway(new FakeGateway(), replies)
                .preamble(preamble)
                .timerIntervalNs(timerIntervalNs)
                .clocks(wallClock, monotonicClock);
    }

    private static final class BrokenFeed implements Feed {
        @Override
        public long nextTimeNs() {
            return UNKNOWN;
        }

        @Override
        public int poll(final long nowNs, final int limit, final Ingress ingress) {
            throw new IllegalStateException("file on fire");
        }

        @Override
        public void close() {}
    }
}
