package io.gimbal.engine.app.session;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.Settlement;
import java.util.List;

/**
 * Holds the live ramp at the last moment, whatever the engine believes: an order above the step's cap, or beyond the
 * number of orders that a step may have, does not leave. Cancels always pass. Owned by the sender thread; allocates
 * nothing. Once the ramp of an instrument's book is over it lets everything through.
 */
final class RampedGateway implements OrderGateway {
    private final OrderGateway gateway;
    private final LiveRamp ramp;
    private final boolean[] isInUsd;
    private final long[] mostUsd;
    private long step = -1;
    private int ordersInStep;

    /**
     * Puts the ramp before a gateway.
     *
     * @param gateway     gets what passes
     * @param ramp        how large orders may be
     * @param instruments by id
     * @param mostUsd     by underlying: what holds once the ramp is over, USD times 1e8
     */
    RampedGateway(
            final OrderGateway gateway,
            final LiveRamp ramp,
            final List<InstrumentSpec> instruments,
            final List<Long> mostUsd) {
        this.gateway = gateway;
        this.ramp = ramp;
        this.isInUsd = new boolean[instruments.size()];
        this.mostUsd = new long[instruments.size()];
        for (final InstrumentSpec spec : instruments) {
            isInUsd[spec.instrumentId()] = spec.settlement() == Settlement.INVERSE && !spec.isOption();
            this.mostUsd[spec.instrumentId()] = mostUsd.get(spec.underlyingId());
        }
    }

    @Override
    public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
        return isLetThrough(order.instrumentId(), order.amount(), order.price(), nowNs)
                ? gateway.submit(order, epoch, nowNs)
                : NOT_CONNECTED;
    }

    @Override
    public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
        return isLetThrough(amend.instrumentId(), amend.amount(), amend.price(), nowNs)
                ? gateway.amend(amend, epoch, nowNs)
                : NOT_CONNECTED;
    }

    private boolean isLetThrough(final int instrumentId, final long amount, final long price, final long nowNs) {
        final long most = mostUsd[instrumentId];
        final long now = ramp.step(nowNs);
        if (ramp.isOver(now, most)) {
            return true;
        }
        if (now != step) {
            step = now;
            ordersInStep = 0;
        }
        final long usd = isInUsd[instrumentId] ? amount : Decimals.multiply(amount, price);
        if (usd > ramp.capUsd(now, most) || ordersInStep >= ramp.settings().stepOrders()) {
            return false;
        }
        ordersInStep++;
        return true;
    }

    @Override
    public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
        return gateway.cancel(cancel, epoch, nowNs);
    }

    @Override
    public int query(final long orderId, final int epoch, final long nowNs) {
        return gateway.query(orderId, epoch, nowNs);
    }
}
