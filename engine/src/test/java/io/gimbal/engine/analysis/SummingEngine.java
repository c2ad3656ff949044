package io.gimbal.engine.analysis;

import io.gimbal.engine.hedging.InputHandler;
import io.gimbal.engine.pipeline.EgressRelay;
import io.gimbal.journal.codec.HedgeDecisionEncoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The smallest engine with a memory: says the sum of all index prices so far after each of them. */
final class SummingEngine implements InputHandler {
    private final EgressRelay relay = new EgressRelay();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final UnsafeBuffer said = new UnsafeBuffer(ByteBuffer.allocateDirect(256));
    private final double factor;
    private double sum;

    SummingEngine() {
        this(1e-8);
    }

    /** An engine of another build: its sums differ by the factor. */
    SummingEngine(final double factor) {
        this.factor = factor;
    }

    EgressRelay relay() {
        return relay;
    }

    double sum() {
        return sum;
    }

    @Override
    public void onInput(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        header.wrap(buffer, offset);
        if (header.templateId() != IndexPriceDecoder.TEMPLATE_ID) {
            return;
        }
        sum += index.wrapAndApplyHeader(buffer, offset, header).price() * factor;
        final HedgeDecisionEncoder decision = new HedgeDecisionEncoder()
                .wrapAndApplyHeader(said, 0, new MessageHeaderEncoder())
                .causeSequence(sequence)
                .engineTimeNs(receiveTimeNs)
                .totalDelta(sum);
        if (!relay.offer(said, 0, MessageHeaderEncoder.ENCODED_LENGTH + decision.encodedLength())) {
            throw new IllegalStateException("output refused: causeSequence=" + sequence);
        }
    }
}
