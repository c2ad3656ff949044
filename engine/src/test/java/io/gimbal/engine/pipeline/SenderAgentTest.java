package io.gimbal.engine.pipeline;

import static io.gimbal.engine.pipeline.Events.ONE;
import static io.gimbal.engine.pipeline.Events.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CommandOutcomeDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.SuppressReason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SenderAgentTest {
    private record Outcome(long orderId, long commandSequence, SendOutcome outcome, SuppressReason reason) {}

    private static final int SLOTS = 256;
    private static final int EPOCH = 7;
    private static final long NOW_NS = 1_000_000;

    private final VirtualClock wallClock = new VirtualClock(NOW_NS);
    private final VirtualClock monotonicClock = new VirtualClock(500);
    private final Gate gate = Gate.open();
    private final FailStop failStop = new FailStop(gate);
    private final PipelineCounters counters = new PipelineCounters();
    private final MemoryAppender journal = new MemoryAppender();
    private final FakeGateway gateway = new FakeGateway();
    private final ReferencePrices references = new ReferencePrices(1);
    private final RingBuffer<Slot> ring =
            RingBuffer.createSingleProducer(new SlotArena(SLOTS), SLOTS, new YieldingWaitStrategy());
    private final RingEgress egress = new RingEgress(ring, monotonicClock, failStop, counters);
    private int currentEpoch = EPOCH;
    private OutcomeQueue outcomes = new OutcomeQueue(1 << 16);
    private final SenderAgent sender = sender();

    SenderAgentTest() {
        final var index = Events.index(0, 20_000 * ONE, InputQuality.FRESH);
        references.observe(EventKind.templateId(index, 0), index, 0);
        counters.set(PipelineCounters.IN_SEQUENCE, 1);
        egress.causedBy(NOW_NS, 400);
    }

    @Test
    void shouldJournalEveryOutputInOrderAndSendOnlyCommands() {
        say(Events.decision(1));
        say(fresh(1).asNew());
        say(Events.decision(1));
        say(fresh(1).asCancel());
        say(fresh(1).asAmend());

        work();

        assertThat(journal.types())
                .containsExactly(
                        HedgeDecisionDecoder.TEMPLATE_ID,
                        NewOrderDecoder.TEMPLATE_ID,
                        HedgeDecisionDecoder.TEMPLATE_ID,
                        CancelOrderDecoder.TEMPLATE_ID,
                        AmendOrderDecoder.TEMPLATE_ID);
        assertThat(gateway.calls())
                .containsExactly(
                        new FakeGateway.Call("submit", 1, EPOCH, NOW_NS),
                        new FakeGateway.Call("cancel", 1, EPOCH, NOW_NS),
                        new FakeGateway.Call("amend", 1, EPOCH, NOW_NS));
        assertThat(counters.outSequence()).isEqualTo(5);
        assertThat(counters.commands()).isEqualTo(3);
        assertThat(counters.sent()).isEqualTo(3);
    }

    @Test
    void shouldHaveTheCommandInTheJournalBeforeTheVenueHearsOfIt() {
        final List<Integer> journaledAtSend = new ArrayList<>();
        final SenderAgent watched = sender(
                new FakeGatewayProbe(() -> journaledAtSend.add(journal.entries().size())));
        say(fresh(1).asNew());
        say(fresh(2).asNew());

        watched.doWork();

        assertThat(journaledAtSend).containsExactly(1, 2);
    }

    @Test
    void shouldTellTheStageTimesOfASentCommand() {
        monotonicClock.advanceTo(600);
        say(fresh(9).asNew());
        monotonicClock.advanceTo(700);

        work();

        final int seen = outcomes.poll(
                (type, buffer, index, length) -> {
                    final CommandOutcomeDecoder outcome =
                            new CommandOutcomeDecoder().wrapAndApplyHeader(buffer, index, new MessageHeaderDecoder());
                    assertThat(length).isEqualTo(MessageHeaderDecoder.ENCODED_LENGTH + outcome.encodedLength());
                    assertThat(outcome.orderId()).isEqualTo(9);
                    assertThat(outcome.commandSequence()).isEqualTo(1);
                    assertThat(outcome.causeSequence()).isEqualTo(1);
                    assertThat(outcome.ingressNs()).isEqualTo(400);
                    assertThat(outcome.decidedNs()).isEqualTo(600);
                    assertThat(outcome.journaledNs()).isEqualTo(700);
                    assertThat(outcome.sentNs()).isEqualTo(700);
                    assertThat(outcome.commandType()).isEqualTo((short) NewOrderDecoder.TEMPLATE_ID);
                    assertThat(outcome.outcome()).isEqualTo(SendOutcome.SENT);
                    assertThat(outcome.reason()).isEqualTo(SuppressReason.NONE);
                    return Action.CONTINUE;
                },
                10);
        assertThat(seen).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendNoOrderUnlessTheGateIsOpenAndCancelsOnlyAfterAnOrderlyClose(final GateReason reason) {
        if (reason != GateReason.OPEN) {
            gate.close(reason);
        }
        say(fresh(1).asNew());
        say(fresh(1).asAmend());
        say(fresh(1).asCancel());

        work();

        if (reason == GateReason.OPEN) {
            assertThat(gateway.verbs()).containsExactly("submit 1", "amend 1", "cancel 1");
        } else {
            assertThat(gateway.verbs()).containsExactlyElementsOf(reason.isFault() ? List.of() : List.of("cancel 1"));
            assertThat(outcomes())
                    .startsWith(
                            new Outcome(1, 1, SendOutcome.SUPPRESSED, SuppressReason.GATE_CLOSED),
                            new Outcome(1, 2, SendOutcome.SUPPRESSED, SuppressReason.GATE_CLOSED));
        }
        assertThat(journal.entries()).hasSize(3);
    }

    @Test
    void shouldSuppressWhatAnotherEpochMaySendInstead() {
        currentEpoch = EPOCH + 1;
        say(fresh(1).asNew());

        work();

        assertSuppressed(SuppressReason.STALE_EPOCH);
    }

    @Test
    void shouldSuppressWhatIsCausedByAnInputThatIsNotInTheJournal() {
        say(order(1).causedBy(2, NOW_NS).asNew());

        work();

        assertSuppressed(SuppressReason.NOT_DURABLE);
    }

    @Test
    void shouldSendUpToTheMaximumAgeAndSuppressBeyond() {
        say(fresh(1).validFor(100).asNew());
        say(order(2).causedBy(1, NOW_NS - 100).validFor(100).asNew());
        say(order(3).causedBy(1, NOW_NS - 101).validFor(100).asNew());

        work();

        assertThat(gateway.verbs()).containsExactly("submit 1", "submit 2");
        assertThat(outcomes().get(2)).isEqualTo(new Outcome(3, 3, SendOutcome.SUPPRESSED, SuppressReason.TOO_OLD));
    }

    @Test
    void shouldSuppressAnOldCommandWhenTheWallClockStepsBack() {
        say(order(1).causedBy(1, NOW_NS + 50_000).validFor(1000).asNew());
        monotonicClock.advanceTo(400 + 1001);

        work();

        assertSuppressed(SuppressReason.TOO_OLD);
    }

    @Test
    void shouldNeverSendAnOrderIdTwiceEvenIfTheFirstWasSuppressed() {
        gate.kill();
        say(fresh(1).asNew());
        work();
        gate.arm();
        say(fresh(1).asNew());
        say(fresh(2).asNew());
        say(fresh(2).asNew());

        work();

        assertThat(gateway.verbs()).containsExactly("submit 2");
        assertThat(outcomes())
                .extracting(Outcome::reason)
                .containsExactly(
                        SuppressReason.GATE_CLOSED,
                        SuppressReason.DUPLICATE,
                        SuppressReason.NONE,
                        SuppressReason.DUPLICATE);
    }

    @Test
    void shouldTellWhichLimitHeldACommandBack() {
        say(fresh(1).of(0, 10_001 * ONE, 20_000 * ONE).asNew());
        say(fresh(2).of(0, 100 * ONE, 30_000 * ONE).asNew());
        say(fresh(3).of(9, 100 * ONE, 20_000 * ONE).asNew());

        work();

        assertThat(gateway.calls()).isEmpty();
        assertThat(outcomes())
                .extracting(Outcome::reason)
                .containsExactly(
                        SuppressReason.LAST_LOOK_SIZE,
                        SuppressReason.LAST_LOOK_PRICE,
                        SuppressReason.LAST_LOOK_INSTRUMENT);
        assertThat(counters.suppressed()).isEqualTo(3);
    }

    @Test
    void shouldNotCallTheOutcomeUnknownWhenNothingWasWritten() {
        gateway.answering(OrderGateway.NOT_CONNECTED);
        say(fresh(1).asNew());

        work();

        assertThat(outcomes()).containsExactly(new Outcome(1, 1, SendOutcome.SUPPRESSED, SuppressReason.GATE_CLOSED));
    }

    @Test
    void shouldCallTheOutcomeUnknownWhenTheWriteFailedPartWay() {
        gateway.answering(OrderGateway.SEND_FAILED);
        say(fresh(1).asNew());

        work();

        assertThat(outcomes()).containsExactly(new Outcome(1, 1, SendOutcome.SEND_FAILED, SuppressReason.NONE));
        assertThat(counters.sendFailed()).isEqualTo(1);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void shouldSendNothingThatTheJournalRefusedAndNothingAfterIt() {
        journal.refuseAt(2);
        say(fresh(1).asNew());
        say(fresh(2).asNew());
        say(fresh(3).asNew());

        work();
        work();

        assertThat(gateway.verbs()).containsExactly("submit 1");
        assertThat(failStop.reason()).isEqualTo(GateReason.OUT_JOURNAL_REFUSED);
        assertThat(sender.hasFailed()).isTrue();
    }

    @Test
    void shouldStopForGoodWhenTheGatewayThrows() {
        gateway.breaking();
        say(fresh(1).asNew());
        say(fresh(2).asNew());

        work();
        work();

        assertThat(journal.entries()).hasSize(1);
        assertThat(failStop.reason()).isEqualTo(GateReason.SENDER_FAULT);
        assertThat(failStop.cause()).hasMessage("socket on fire");
    }

    @Test
    void shouldStopWhenNobodyTakesTheOutcomes() {
        outcomes = new OutcomeQueue(1 << 10);
        final SenderAgent crowded = sender();
        for (int i = 1; i <= 40; i++) {
            say(fresh(1).asCancel());
        }

        while (crowded.doWork() > 0) {
            assertThat(journal.entries()).hasSizeLessThanOrEqualTo(40);
        }

        assertThat(failStop.reason()).isEqualTo(GateReason.OUTCOME_RING_FULL);
        assertThat(journal.entries()).hasSizeLessThan(40);
    }

    @Test
    void shouldGoOnJournalingButSendNothingWhenTheEngineHasFailed() {
        failStop.trip(GateReason.ENGINE_FAULT, new IllegalStateException());
        say(Events.decision(1));
        say(fresh(1).asNew());
        say(fresh(1).asCancel());

        work();

        assertThat(journal.entries()).hasSize(3);
        assertThat(gateway.calls()).isEmpty();
    }

    @Test
    void shouldTakeABoundedNumberOfOutputsPerCycle() {
        for (int i = 0; i < 200; i++) {
            say(Events.decision(1));
        }

        assertThat(sender.doWork()).isEqualTo(64);
        assertThat(sender.doWork() + sender.doWork() + sender.doWork()).isEqualTo(136);
        assertThat(sender.doWork()).isZero();
    }

    private void assertSuppressed(final SuppressReason reason) {
        assertThat(gateway.calls()).isEmpty();
        assertThat(outcomes()).containsExactly(new Outcome(1, 1, SendOutcome.SUPPRESSED, reason));
    }

    private static Events.Order fresh(final long orderId) {
        return order(orderId).causedBy(1, NOW_NS);
    }

    private void say(final DirectBuffer event) {
        assertThat(egress.offer(event, 0, event.capacity())).isTrue();
    }

    private void work() {
        assertThat(sender.doWork()).isBetween(0, 64);
    }

    private List<Outcome> outcomes() {
        final List<Outcome> seen = new ArrayList<>();
        outcomes.poll(
                (type, buffer, index, length) -> {
                    final CommandOutcomeDecoder outcome =
                            new CommandOutcomeDecoder().wrapAndApplyHeader(buffer, index, new MessageHeaderDecoder());
                    seen.add(new Outcome(
                            outcome.orderId(), outcome.commandSequence(), outcome.outcome(), outcome.reason()));
                    return Action.CONTINUE;
                },
                1000);
        return seen;
    }

    private SenderAgent sender() {
        return sender(gateway);
    }

    private SenderAgent sender(final OrderGateway venue) {
        final EventPoller<Slot> poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
        final FakeEngine engine = new FakeEngine();
        final PipelineContext context = new PipelineContext()
                .engine(engine, engine.relay())
                .journal(new MemoryAppender(), journal, EPOCH)
                .currentEpoch(() -> currentEpoch)
                .gateway(venue, gateway)
                .gate(gate)
                .clocks(wallClock, monotonicClock)
                .lastLook(PipelineFixture.limits())
                .conclude();
        final LastLook lastLook = new LastLook(context.lastLook(), references);
        return new SenderAgent(poller, context, lastLook, outcomes, failStop, counters);
    }

    /** Looks at the world at the very moment an order reaches the venue. */
    private record FakeGatewayProbe(Runnable atSubmit) implements OrderGateway {
        @Override
        public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
            atSubmit.run();
            return SENT;
        }

        @Override
        public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
            return SENT;
        }

        @Override
        public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
            return SENT;
        }

        @Override
        public int query(final long orderId, final int epoch, final long nowNs) {
            return SENT;
        }
    }
}
