package io.gimbal.engine.app.session;

import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;

/** A gateway that takes everything and counts. */
final class FakeGateway implements OrderGateway {
    int orders;
    int cancels;
    int amends;
    int queries;
    int answer = SENT;

    @Override
    public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
        orders++;
        return answer;
    }

    @Override
    public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
        cancels++;
        return answer;
    }

    @Override
    public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
        amends++;
        return answer;
    }

    @Override
    public int query(final long orderId, final int epoch, final long nowNs) {
        queries++;
        return answer;
    }
}
