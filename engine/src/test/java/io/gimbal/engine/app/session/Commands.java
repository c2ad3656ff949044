package io.gimbal.engine.app.session;

import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands as the journal holds them. */
final class Commands {
    private Commands() {}

    static NewOrderDecoder order(final int instrumentId, final long amount, final long price, final long engineTimeNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .instrumentId(instrumentId)
                .amount(amount)
                .price(price)
                .engineTimeNs(engineTimeNs);
        return new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }

    static CancelOrderDecoder cancel() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        return new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }
}
