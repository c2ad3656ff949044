package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.Egress;
import io.gimbal.journal.Frame;
import io.gimbal.journal.JournalAppender;
import org.agrona.MutableDirectBuffer;

/**
 * A queue that keeps nothing: numbers the records as the journal would, and shows each to somebody. Owned by one
 * thread.
 */
final class TallyAppender implements JournalAppender {
    private final Egress viewer;
    private long sequence;

    TallyAppender(final long lastSequence, final Egress viewer) {
        this.sequence = lastSequence;
        this.viewer = viewer;
    }

    @Override
    public long append(
            final MutableDirectBuffer buffer,
            final int offset,
            final int payloadLength,
            final long wallNs,
            final long monotonicNs) {
        viewer.offer(buffer, offset + Frame.HEADER_LENGTH, payloadLength);
        sequence++;
        return sequence;
    }

    @Override
    public long lastSequence() {
        return sequence;
    }

    @Override
    public long chain() {
        return 0;
    }

    @Override
    public long mappings() {
        return 0;
    }

    @Override
    public void close() {
        Thread.onSpinWait();
    }
}
