package io.gimbal.engine.app.session;

import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;

/** Counts the venue's rejections as they are journaled. Written by the engine thread, read by any. */
final class RejectWatch implements AppendWatch.Listener {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AtomicLong rejects = new AtomicLong();

    @Override
    public void onAppended(final MutableDirectBuffer buffer, final int payloadOffset, final long sequence) {
        if (header.wrap(buffer, payloadOffset).templateId() == OrderRejectedDecoder.TEMPLATE_ID) {
            rejects.lazySet(rejects.getPlain() + 1);
        }
    }

    long rejects() {
        return rejects.get();
    }
}
