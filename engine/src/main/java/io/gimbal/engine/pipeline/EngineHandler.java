package io.gimbal.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import io.gimbal.engine.hedging.InputHandler;
import io.gimbal.journal.Frame;
import io.gimbal.journal.JournalAppender;

/**
 * Runs the engine: called for every event of the ring in, in order, on the engine thread; journals the input, then
 * applies it. Whatever goes wrong trips the {@link FailStop}, and no event after it is touched. The same handler is
 * called by the batch processor of a live run and by the steps of a virtual one.
 */
final class EngineHandler implements EventHandler<Slot> {
    private final JournalAppender journal;
    private final InputHandler engine;
    private final RingEgress egress;
    private final FailStop failStop;
    private final PipelineCounters counters;

    EngineHandler(
            final JournalAppender journal,
            final InputHandler engine,
            final RingEgress egress,
            final FailStop failStop,
            final PipelineCounters counters) {
        this.journal = journal;
        this.engine = engine;
        this.egress = egress;
        this.failStop = failStop;
        this.counters = counters;
    }

    @Override
    public void onEvent(final Slot slot, final long ringSequence, final boolean endOfBatch) {
        if (failStop.isTripped()) {
            return;
        }
        try {
            journalAndApply(slot);
        } catch (final Throwable fault) {
            failStop.trip(GateReason.ENGINE_FAULT, fault);
        }
    }

    private void journalAndApply(final Slot slot) {
        final long sequence =
                journal.append(slot.frame(), 0, slot.payloadLength(), slot.receiveTimeNs(), slot.ingressNs());
        if (sequence < 0) {
            failStop.trip(
                    GateReason.IN_JOURNAL_REFUSED,
                    new IllegalStateException("journal of inputs refused a record: code=" + sequence));
            return;
        }
        counters.set(PipelineCounters.IN_SEQUENCE, sequence);
        egress.causedBy(slot.receiveTimeNs(), slot.ingressNs());
        engine.onInput(slot.frame(), Frame.HEADER_LENGTH, slot.payloadLength(), sequence, slot.receiveTimeNs());
        counters.increment(PipelineCounters.INPUTS);
    }
}
