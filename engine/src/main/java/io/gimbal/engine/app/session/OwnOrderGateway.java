package io.gimbal.engine.app.session;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Knows which orders this session sent and has not seen end, so that it can take them out when it leaves. A gateway before
 * the venue's, and a feed around the venue's replies. Both belong to the one thread that steps the venue; leaving may be
 * asked for, and its end seen, from any thread.
 */
final class OwnOrderGateway implements OrderGateway, Feed {
    private static final int CAPACITY = 1 << 12;
    private static final long NEVER = Long.MIN_VALUE;
    private static final long ASK_AGAIN_NS = 1_000_000_000L;

    private final OrderGateway gateway;
    private final Feed replies;
    private final LongHashSet orders = new LongHashSet(CAPACITY);
    private final AtomicInteger open = new AtomicInteger();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderClosedDecoder closed = new OrderClosedDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + CancelOrderEncoder.BLOCK_LENGTH]);
    private final CancelOrderEncoder encoder = new CancelOrderEncoder();
    private final CancelOrderDecoder decoder = new CancelOrderDecoder();
    private final Ingress observer = this::onReply;
    private Ingress target = (bytes, offset, length, timeNs) -> Ingress.CLOSED;
    private int epoch;
    private volatile boolean isLeaving;
    private long askedNs = NEVER;

    /**
     * Puts itself between a session and its venue.
     *
     * @param gateway of the venue
     * @param replies of the venue
     */
    OwnOrderGateway(final OrderGateway gateway, final Feed replies) {
        this.gateway = gateway;
        this.replies = replies;
    }

    @Override
    public int submit(final NewOrderDecoder order, final int ofEpoch, final long nowNs) {
        final int outcome = gateway.submit(order, ofEpoch, nowNs);
        if (outcome != NOT_CONNECTED) {
            epoch = ofEpoch;
            orders.add(order.orderId());
            open.lazySet(orders.size());
        }
        return outcome;
    }

    @Override
    public int cancel(final CancelOrderDecoder cancel, final int ofEpoch, final long nowNs) {
        return gateway.cancel(cancel, ofEpoch, nowNs);
    }

    @Override
    public int amend(final AmendOrderDecoder amend, final int ofEpoch, final long nowNs) {
        return gateway.amend(amend, ofEpoch, nowNs);
    }

    @Override
    public int query(final long orderId, final int ofEpoch, final long nowNs) {
        return gateway.query(orderId, ofEpoch, nowNs);
    }

    /** Asks for every own order to be cancelled. Any thread may call. */
    void leave() {
        isLeaving = true;
    }

    /** {@return how many own orders may still trade; any thread may ask} */
    int openOrders() {
        return open.get();
    }

    @Override
    public long nextTimeNs() {
        return replies.nextTimeNs();
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        target = ingress;
        if (isLeaving && !orders.isEmpty() && (askedNs == NEVER || nowNs - askedNs >= ASK_AGAIN_NS)) {
            askedNs = nowNs;
            cancelOwn(nowNs);
        }
        return replies.poll(nowNs, limit, observer);
    }

    private void cancelOwn(final long nowNs) {
        final LongHashSet.LongIterator ids = orders.iterator();
        while (ids.hasNext()) {
            encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .orderId(ids.nextValue())
                    .engineTimeNs(nowNs);
            decoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            gateway.cancel(decoder, epoch, nowNs);
        }
    }

    private long onReply(final DirectBuffer bytes, final int offset, final int length, final long receiveTimeNs) {
        final long answer = target.offer(bytes, offset, length, receiveTimeNs);
        if (answer >= 0) {
            header.wrap(bytes, offset);
            if (header.templateId() == OrderClosedDecoder.TEMPLATE_ID) {
                end(closed.wrapAndApplyHeader(bytes, offset, header).orderId());
            } else if (header.templateId() == OrderRejectedDecoder.TEMPLATE_ID) {
                end(rejected.wrapAndApplyHeader(bytes, offset, header).orderId());
            }
        }
        return answer;
    }

    private void end(final long orderId) {
        orders.remove(orderId);
        open.lazySet(orders.size());
    }

    @Override
    public void close() {
        replies.close();
    }
}
