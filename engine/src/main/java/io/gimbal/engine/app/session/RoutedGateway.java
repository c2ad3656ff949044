package io.gimbal.engine.app.session;

import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends each command to the venue that lists its instrument; what follows an order goes where the order went. Of the last
 * 65,536 orders it is known where; what concerns an older one, or an instrument that no venue lists, is answered as not
 * connected. Owned by the sender thread; allocates nothing after the routes are set.
 */
final class RoutedGateway implements OrderGateway {
    private static final int REMEMBERED = 1 << 16;
    private static final int EPOCH_SHIFT = 40;
    private static final long NONE = -1;

    private final @Nullable OrderGateway[] byInstrument;
    private final long[] keys = new long[REMEMBERED];
    private final int[] instruments = new int[REMEMBERED];

    /**
     * Leads nowhere yet.
     *
     * @param instrumentCount one more than the largest instrument id
     */
    RoutedGateway(final int instrumentCount) {
        byInstrument = new OrderGateway[instrumentCount];
        Arrays.fill(keys, NONE);
    }

    /**
     * Leads an instrument's commands to a venue.
     *
     * @param instrumentId of an instrument that it lists
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
     * @param orderId      of the command
     * @param epoch        in which it was sent
     * @param instrumentId of the order
     */
    void remember(final long orderId, final int epoch, final int instrumentId) {
        final long key = key(orderId, epoch);
        final int at = at(key);
        keys[at] = key;
        instruments[at] = instrumentId;
    }

    @Override
    public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
        final OrderGateway gateway = of(order.instrumentId());
        if (gateway == null) {
            return NOT_CONNECTED;
        }
        remember(order.orderId(), epoch, order.instrumentId());
        return gateway.submit(order, epoch, nowNs);
    }

    @Override
    public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
        final OrderGateway gateway = where(cancel.orderId(), epoch);
        return gateway == null ? NOT_CONNECTED : gateway.cancel(cancel, epoch, nowNs);
    }

    @Override
    public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
        final OrderGateway gateway = where(amend.orderId(), epoch);
        return gateway == null ? NOT_CONNECTED : gateway.amend(amend, epoch, nowNs);
    }

    /** Never asks a venue for an order that went to another: it would say that there never was one. */
    @Override
    public int query(final long orderId, final int epoch, final long nowNs) {
        final OrderGateway gateway = where(orderId, epoch);
        return gateway == null ? NOT_CONNECTED : gateway.query(orderId, epoch, nowNs);
    }

    private @Nullable OrderGateway where(final long orderId, final int epoch) {
        final long key = key(orderId, epoch);
        final int at = at(key);
        return keys[at] == key ? of(instruments[at]) : null;
    }

    private @Nullable OrderGateway of(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < byInstrument.length ? byInstrument[instrumentId] : null;
    }

    private static long key(final long orderId, final int epoch) {
        return (long) epoch << EPOCH_SHIFT | orderId;
    }

    private static int at(final long key) {
        return (int) (key ^ key >>> EPOCH_SHIFT) & (REMEMBERED - 1);
    }
}
