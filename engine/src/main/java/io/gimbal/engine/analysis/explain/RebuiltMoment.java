package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.Replay;
import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.hedging.HedgeInspection;
import io.gimbal.engine.hedging.InputHandler;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Replays a journal through the engine up to one input, and looks on while the engine takes that one. Used once, by one
 * thread.
 */
final class RebuiltMoment implements InputHandler {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
    private final EgressRelay relay = new EgressRelay();
    private final HedgeEngine engine;
    private final HedgeInspection inspection;
    private final List<ExplainedDecision> decisions = new ArrayList<>();
    private final List<Integer> published = new ArrayList<>();
    private final List<byte[]> outputs = new ArrayList<>();
    private final JournalReader reader;
    private final JournalSearch.Found found;
    private final Names names;
    private final SentOrders sent = new SentOrders();
    private final LongConsumer progress;
    private boolean isThere;
    private long badInputsBefore;
    private long heartbeatNs;

    RebuiltMoment(
            final JournalReader reader,
            final JournalSearch.Found found,
            final Names names,
            final LongConsumer progress) {
        this.reader = reader;
        this.found = found;
        this.names = names;
        this.progress = progress;
        engine = new HedgeEngine(this::onOutput);
        inspection = engine.inspection();
        inspection.watch(this::onEvaluation);
    }

    /** Replays; null when every output up to and with the input's own was the journaled one. */
    ReplayResult.@Nullable Difference run() {
        final Replay replay = new Replay(reader, progress);
        relay.direct(replay.egress());
        return replay.runTo(this, found.generation(), found.causeSequence());
    }

    @Override
    public void onInput(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        names.see(buffer, offset);
        isThere = sequence == found.causeSequence();
        badInputsBefore = engine.badInputs();
        engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
    }

    private void onEvaluation(final int underlyingId, final long nowNs, final boolean isValued) {
        final BookInspection book = isThere ? inspection.book(underlyingId) : null;
        if (book != null) {
            heartbeatNs = book.decisionHeartbeatNs();
            decisions.add(DecisionReader.read(
                    book,
                    underlyingId,
                    names,
                    nowNs,
                    isValued,
                    new DecisionReader.Moment(found.generation().epoch(), engine.engineTimeNs(), sent)));
        }
    }

    private boolean onOutput(final DirectBuffer buffer, final int offset, final int length) {
        sent.see(buffer, offset);
        if (isThere) {
            final boolean isDecision = header.wrap(buffer, offset).templateId() == HedgeDecisionDecoder.TEMPLATE_ID;
            if (isDecision && !decisions.isEmpty() && isOfTheLast(buffer, offset)) {
                published.add(decisions.size() - 1);
            }
            outputs.add(EventReader.copy(buffer, offset, length));
        }
        return relay.offer(buffer, offset, length);
    }

    private boolean isOfTheLast(final DirectBuffer buffer, final int offset) {
        decision.wrapAndApplyHeader(buffer, offset, header);
        return decision.underlyingId() == decisions.get(decisions.size() - 1).underlyingId();
    }

    /** {@return what was decided because of the input, in order, published or not} */
    List<ExplainedDecision> decisions() {
        return decisions;
    }

    /** {@return positions in {@link #decisions} of those that were published, in order} */
    List<Integer> published() {
        return published;
    }

    /** {@return outputs made of the input, in order} */
    List<byte[]> outputs() {
        return outputs;
    }

    /** {@return whether the engine took the input for one that cannot be meant} */
    boolean isBadInput() {
        return engine.badInputs() > badInputsBefore;
    }

    /** {@return how many books are configured} */
    int books() {
        int count = 0;
        for (int i = 0; i < engine.underlyingCount(); i++) {
            count += inspection.book(i) == null ? 0 : 1;
        }
        return count;
    }

    double heartbeatS() {
        return Texts.seconds(heartbeatNs);
    }
}
