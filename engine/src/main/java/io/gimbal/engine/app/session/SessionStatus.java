package io.gimbal.engine.app.session;

import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The latest state of a running session as its journaled outputs tell it. Written by the sender thread, a plain decode
 * and an ordered store per output; read by any thread, each value by itself.
 */
public final class SessionStatus implements AppendWatch.Listener {
    private static final int DELTA = 0;
    private static final int BAND = 8;
    private static final int EQUITY = 16;
    private static final int INDEX = 24;
    private static final int ORDERS = 32;
    private static final int OUTPUTS = 40;
    private static final int LENGTH = 48;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
    private final GreeksSnapshotDecoder greeks = new GreeksSnapshotDecoder();
    private final UnsafeBuffer values = new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH));
    private long orders;
    private long outputs;

    /** Creates a status of which nothing is known yet. */
    public SessionStatus() {}

    @Override
    public void onAppended(final MutableDirectBuffer buffer, final int payloadOffset, final long sequence) {
        header.wrap(buffer, payloadOffset);
        values.putLongOrdered(OUTPUTS, ++outputs);
        switch (header.templateId()) {
            case HedgeDecisionDecoder.TEMPLATE_ID -> onDecision(buffer, payloadOffset);
            case GreeksSnapshotDecoder.TEMPLATE_ID -> onGreeks(buffer, payloadOffset);
            case NewOrderDecoder.TEMPLATE_ID -> values.putLongOrdered(ORDERS, ++orders);
            default -> {}
        }
    }

    private void onDecision(final MutableDirectBuffer buffer, final int offset) {
        decision.wrapAndApplyHeader(buffer, offset, header);
        store(DELTA, decision.totalDelta() - decision.targetDelta());
        store(BAND, 0.5 * (decision.bandHigh() - decision.bandLow()));
    }

    private void onGreeks(final MutableDirectBuffer buffer, final int offset) {
        greeks.wrapAndApplyHeader(buffer, offset, header);
        store(EQUITY, greeks.equityUsd());
        store(INDEX, greeks.indexPrice() / 1e8);
    }

    private void store(final int offset, final double value) {
        values.putLongOrdered(offset, Double.doubleToRawLongBits(value));
    }

    private double load(final int offset) {
        return Double.longBitsToDouble(values.getLongVolatile(offset));
    }

    /** {@return distance of the last decided delta from its target, coins} */
    public double delta() {
        return load(DELTA);
    }

    /** {@return half-width of the band at the last decision, coins} */
    public double band() {
        return load(BAND);
    }

    /** {@return whole equity at the last snapshot, USD} */
    public double equityUsd() {
        return load(EQUITY);
    }

    /** {@return index at the last snapshot, USD per coin} */
    public double index() {
        return load(INDEX);
    }

    /** {@return orders decided} */
    public long orders() {
        return values.getLongVolatile(ORDERS);
    }

    /** {@return outputs journaled} */
    public long outputs() {
        return values.getLongVolatile(OUTPUTS);
    }
}
