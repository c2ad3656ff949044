package io.gimbal.engine.analysis;

import io.gimbal.engine.analysis.ReplayResult.Difference;
import io.gimbal.engine.hedging.Egress;
import io.gimbal.journal.EventDiff;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes an engine's outputs and holds each against the journaled one, up to the first difference. Owned by the
 * replaying thread.
 */
public final class OutputComparison implements Egress {
    private final EventDiff diff = new EventDiff();
    private final EventJson json = new EventJson();
    private @Nullable Generation generation;
    private @Nullable JournalTailer out;
    private @Nullable Difference difference;
    private long compared;
    private long neverSent;
    private boolean isExhausted;

    /** Builds a comparison with nothing yet. */
    public OutputComparison() {}

    /**
     * Goes on to a generation.
     *
     * @param next    whose outputs will be made
     * @param outputs of it, before the first
     */
    public void begin(final Generation next, final JournalTailer outputs) {
        generation = next;
        out = outputs;
        isExhausted = false;
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        final JournalTailer expected = out;
        if (expected == null || difference != null) {
            return true;
        }
        isExhausted = isExhausted || !expected.next();
        if (isExhausted) {
            onUnjournaled(buffer, offset, length);
            return true;
        }
        compared++;
        final String what = diff.between(
                expected.buffer(), expected.payloadOffset(), expected.payloadLength(), buffer, offset, length);
        if (what != null) {
            difference = new Difference(number(), expected.sequence(), cause(buffer, offset), what);
        }
        return true;
    }

    private void onUnjournaled(final DirectBuffer buffer, final int offset, final int length) {
        if (generation != null && generation.state() == Generation.State.CLOSED) {
            difference = new Difference(
                    number(), 0, cause(buffer, offset), "not in the journal: " + json.toJson(buffer, offset, length));
        } else {
            neverSent++;
        }
    }

    /** The generation's inputs are through: outputs left over were not made again. */
    public void end() {
        final JournalTailer rest = out;
        if (rest != null && difference == null && !isExhausted && rest.next()) {
            difference = new Difference(
                    number(),
                    rest.sequence(),
                    cause(rest.buffer(), rest.payloadOffset()),
                    "not made again: " + json.toJson(rest.buffer(), rest.payloadOffset(), rest.payloadLength()));
        }
    }

    private int number() {
        return generation == null ? 0 : generation.number();
    }

    /** Every output begins with the input that caused it. */
    private static long cause(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return the first difference, or null} */
    public @Nullable Difference difference() {
        return difference;
    }

    /** {@return outputs compared so far} */
    public long compared() {
        return compared;
    }

    long neverSent() {
        return neverSent;
    }
}
