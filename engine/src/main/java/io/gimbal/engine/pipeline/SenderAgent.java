package io.gimbal.engine.pipeline;

import com.lmax.disruptor.EventPoller;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.JournalAppender;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.SuppressReason;
import java.util.function.IntSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * Takes every output out of the ring, in order: journals it, and when it is a command that passes the gate, the epoch,
 * the journal, its age and the {@link LastLook}, hands it to the venue. What became of each command goes back as an
 * input. Owned by the sender thread. A fault of its own stops it for good; after a fault elsewhere it goes on journaling
 * and, the gate being closed, sends nothing.
 */
final class SenderAgent implements Agent {
    private static final int OUTPUTS_PER_CYCLE = 64;

    private final EventPoller<Slot> outputs;
    private final EventPoller.Handler<Slot> handler = this::onOutput;
    private final JournalAppender journal;
    private final OrderGateway gateway;
    private final Gate gate;
    private final LastLook lastLook;
    private final OutcomeQueue outcomes;
    private final FailStop failStop;
    private final PipelineCounters counters;
    private final EpochNanoClock epochClock;
    private final NanoClock monotonicClock;
    private final IntSupplier currentEpoch;
    private final int epoch;
    private final Command command = new Command();
    private volatile boolean hasFailed;
    private int taken;

    SenderAgent(
            final EventPoller<Slot> outputs,
            final PipelineContext context,
            final LastLook lastLook,
            final OutcomeQueue outcomes,
            final FailStop failStop,
            final PipelineCounters counters) {
        this.outputs = outputs;
        this.lastLook = lastLook;
        this.outcomes = outcomes;
        this.failStop = failStop;
        this.counters = counters;
        journal = context.outJournal();
        gateway = context.gateway();
        gate = context.gate();
        epochClock = context.epochClock();
        monotonicClock = context.monotonicClock();
        currentEpoch = context.currentEpoch();
        epoch = context.epoch();
    }

    @Override
    public String roleName() {
        return "gimbal-sender";
    }

    @Override
    public int doWork() {
        if (hasFailed) {
            return 0;
        }
        taken = 0;
        try {
            outputs.poll(handler);
        } catch (final Throwable fault) {
            fail(GateReason.SENDER_FAULT, fault);
        }
        return taken;
    }

    /** {@return whether a fault of its own stopped it; any thread may ask} */
    boolean hasFailed() {
        return hasFailed;
    }

    private boolean onOutput(final Slot slot, final long ringSequence, final boolean endOfBatch) {
        taken++;
        final long nowNs = epochClock.nanoTime();
        final long sequence = journal.append(slot.frame(), 0, slot.payloadLength(), nowNs, monotonicClock.nanoTime());
        if (sequence < 0) {
            fail(
                    GateReason.OUT_JOURNAL_REFUSED,
                    new IllegalStateException("journal of outputs refused a record: code=" + sequence));
            return false;
        }
        counters.set(PipelineCounters.OUT_SEQUENCE, sequence);
        if (command.wrap(slot, sequence, monotonicClock.nanoTime())) {
            onCommand(nowNs);
        }
        return !hasFailed && taken < OUTPUTS_PER_CYCLE;
    }

    private void onCommand(final long nowNs) {
        counters.increment(PipelineCounters.COMMANDS);
        final SuppressReason refusal = refusal(nowNs);
        if (refusal != SuppressReason.NONE) {
            report(SendOutcome.SUPPRESSED, refusal);
            return;
        }
        switch (send(nowNs)) {
            case OrderGateway.SENT -> report(SendOutcome.SENT, SuppressReason.NONE);
            case OrderGateway.NOT_CONNECTED -> report(SendOutcome.SUPPRESSED, SuppressReason.GATE_CLOSED);
            default -> report(SendOutcome.SEND_FAILED, SuppressReason.NONE);
        }
    }

    private SuppressReason refusal(final long nowNs) {
        if (command.isNewOrder() && !lastLook.isFirstSight(command.orderId())) {
            return SuppressReason.DUPLICATE;
        }
        if (!isLetThrough(gate.reason())) {
            return SuppressReason.GATE_CLOSED;
        }
        if (currentEpoch.getAsInt() != epoch) {
            return SuppressReason.STALE_EPOCH;
        }
        if (command.causeSequence() > counters.inSequence()) {
            return SuppressReason.NOT_DURABLE;
        }
        return isYoung(nowNs) ? lastLook() : SuppressReason.TOO_OLD;
    }

    private boolean isLetThrough(final GateReason reason) {
        return reason == GateReason.OPEN || (command.isCancel() && reason.letsCancelsPass());
    }

    /** Both clocks must agree that it is young, so that a wall clock stepped back does not rejuvenate it. */
    private boolean isYoung(final long nowNs) {
        final long maxAgeNs = command.maxAgeNs();
        return nowNs - command.engineTimeNs() <= maxAgeNs && command.journaledNs() - command.ingressNs() <= maxAgeNs;
    }

    private SuppressReason lastLook() {
        final long monotonicNs = command.journaledNs();
        return switch (command.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> lastLook.newOrder(command.newOrder(), monotonicNs);
            case AmendOrderDecoder.TEMPLATE_ID -> lastLook.amend(command.amendOrder(), monotonicNs);
            case CancelOrderDecoder.TEMPLATE_ID -> lastLook.cancel(monotonicNs);
            default -> throw new IllegalStateException("not a command: templateId=" + command.templateId());
        };
    }

    private int send(final long nowNs) {
        return switch (command.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> gateway.submit(command.newOrder(), epoch, nowNs);
            case AmendOrderDecoder.TEMPLATE_ID -> gateway.amend(command.amendOrder(), epoch, nowNs);
            case CancelOrderDecoder.TEMPLATE_ID -> gateway.cancel(command.cancelOrder(), epoch, nowNs);
            default -> throw new IllegalStateException("not a command: templateId=" + command.templateId());
        };
    }

    private void report(final SendOutcome outcome, final SuppressReason reason) {
        counters.increment(
                switch (outcome) {
                    case SENT -> PipelineCounters.SENT;
                    case SUPPRESSED -> PipelineCounters.SUPPRESSED;
                    default -> PipelineCounters.SEND_FAILED;
                });
        if (failStop.isTripped()) {
            return;
        }
        if (!outcomes.offer(command, outcome, reason, monotonicClock.nanoTime())) {
            fail(
                    GateReason.OUTCOME_RING_FULL,
                    new IllegalStateException("no room for the outcome of a command: orderId=" + command.orderId()
                            + ", outcome=" + outcome));
        }
    }

    private void fail(final GateReason reason, final Throwable fault) {
        hasFailed = true;
        failStop.trip(reason, fault);
    }
}
