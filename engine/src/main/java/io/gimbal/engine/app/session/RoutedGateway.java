package io.gimbal.engine.app.session;

import io.gimbal.engine.orders.OrderTable;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Sends each command to the venue that its instrument is traded at: every command names its instrument, so nothing need
 * be remembered, however many there are and however old the order. Only an order of an earlier session, whose numbers of
 * instruments were others, must be told to it before it is asked about, and of those there are never more than the
 * engine's table holds. What belongs to no venue is answered as not connected. Owned by the sender thread; allocates
 * nothing after the routes are set.
 */
final class RoutedGateway implements OrderGateway {
    private final @Nullable OrderGateway[] byInstrument;
    private final long[] orderIds = new long[OrderTable.CAPACITY];
    private final int[] epochs = new int[OrderTable.CAPACITY];
    private final @Nullable OrderGateway[] whereabouts = new OrderGateway[OrderTable.CAPACITY];
    private int told;

    /**
     * Leads nowhere yet.
     *
     * @param instrumentCount one more than the largest instrument id
     */
    RoutedGateway(final int instrumentCount) {
        byInstrument = new OrderGateway[instrumentCount];
    }

    /**
     * Leads an instrument's commands to a venue.
     *
     * @param instrumentId of an instrument that is traded there
     * @param gateway      of the venue
     * @return this
     */
    RoutedGateway route(final int instrumentId, final OrderGateway gateway) {
        byInstrument[instrumentId] = gateway;
        return this;
    }

    /**
     * Tells where an order of an earlier session went, before it is asked for.
     *
     * @param orderId of the command
     * @param epoch   in which it was sent
     * @param gateway of the venue
     * @throws IllegalStateException when more are told than can be open
     */
    void tell(final long orderId, final int epoch, final OrderGateway gateway) {
        if (told == OrderTable.CAPACITY) {
            throw new IllegalStateException("more orders of earlier sessions than can be open: orders=" + told);
        }
        orderIds[told] = orderId;
        epochs[told] = epoch;
        whereabouts[told] = gateway;
        told++;
    }

    @Override
    public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
        final OrderGateway gateway = of(order.instrumentId());
        return gateway == null ? NOT_CONNECTED : gateway.submit(order, epoch, nowNs);
    }

    @Override
    public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
        final OrderGateway gateway = of(cancel.instrumentId());
        return gateway == null ? NOT_CONNECTED : gateway.cancel(cancel, epoch, nowNs);
    }

    @Override
    public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
        final OrderGateway gateway = of(amend.instrumentId());
        return gateway == null ? NOT_CONNECTED : gateway.amend(amend, epoch, nowNs);
    }

    /** Never asks a venue for an order that went to another: it would say that there never was one. */
    @Override
    public int query(final long orderId, final int epoch, final long nowNs) {
        for (int i = 0; i < told; i++) {
            final OrderGateway gateway = whereabouts[i];
            if (gateway != null && orderIds[i] == orderId && epochs[i] == epoch) {
                return gateway.query(orderId, epoch, nowNs);
            }
        }
        return NOT_CONNECTED;
    }

    private @Nullable OrderGateway of(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < byInstrument.length ? byInstrument[instrumentId] : null;
    }
}
