package io.gimbal.engine.app.session;

import io.gimbal.journal.Frame;
import io.gimbal.journal.JournalAppender;
import org.agrona.MutableDirectBuffer;

/** A journal appender that tells a listener about every record after it was appended. Adds no allocation. */
final class AppendWatch implements JournalAppender {
    /** Told on the appending thread; must not block or allocate. */
    interface Listener {
        /**
         * A record is in the journal.
         *
         * @param buffer        holds the record
         * @param payloadOffset where its payload begins
         * @param sequence      of the record
         */
        void onAppended(MutableDirectBuffer buffer, int payloadOffset, long sequence);
    }

    private final JournalAppender delegate;
    private final Listener listener;

    AppendWatch(final JournalAppender delegate, final Listener listener) {
        this.delegate = delegate;
        this.listener = listener;
    }

    @Override
    public long append(
            final MutableDirectBuffer buffer,
            final int offset,
            final int payloadLength,
            final long wallNs,
            final long monotonicNs) {
        final long sequence = delegate.append(buffer, offset, payloadLength, wallNs, monotonicNs);
        if (sequence > 0) {
            listener.onAppended(buffer, offset + Frame.HEADER_LENGTH, sequence);
        }
        return sequence;
    }

    @Override
    public long lastSequence() {
        return delegate.lastSequence();
    }

    @Override
    public long chain() {
        return delegate.chain();
    }

    @Override
    public long mappings() {
        return delegate.mappings();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
