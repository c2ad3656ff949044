package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.journal.codec.Side;

/**
 * The one place where coins become lots and prices become ticks. Pure.
 *
 * <p>Rounding: to the target, to the nearest lot (half a lot stays); to an edge, up to the lot that is inside. Limit
 * prices round away from the market's side they must reach: buys up, sells down.
 */
public final class OrderSizing {
    private static final double LOT_TOLERANCE = 1e-9;
    private static final double HALF = 0.5;

    private OrderSizing() {}

    /**
     * The lot in coins.
     *
     * @param instrument to trade
     * @param price      USD per coin
     * @return coins per contract
     */
    public static double lotDelta(final Instrument instrument, final double price) {
        final double contract = Scaled.toDouble(instrument.contractSize());
        return instrument.isAmountInUsd() ? contract / price : contract;
    }

    /**
     * The order that moves a delta to where a policy wants it.
     *
     * @param instrument to trade
     * @param price      USD per coin, the hedge instrument's mid
     * @param delta      coins now, with everything in flight filled
     * @param target     regions of the policy
     * @return scaled and signed, whole lots, 0 when nothing or less than the smallest order is called for
     */
    public static long signedAmount(
            final Instrument instrument, final double price, final double delta, final HedgeTarget target) {
        return lotsToward(instrument, lotDelta(instrument, price), delta, target);
    }

    /**
     * The order that moves a delta to where a policy wants it, of an instrument whose contract is worth what it is.
     *
     * @param instrument to trade
     * @param lot        coins of one contract in the measure of the delta, above 0
     * @param delta      coins now, with everything in flight filled
     * @param target     regions of the policy
     * @return scaled and signed, whole lots, no more than a position can be; 0 when nothing or less than the smallest
     *     order is called for
     */
    public static long lotsToward(
            final Instrument instrument, final double lot, final double delta, final HedgeTarget target) {
        final double landing;
        if (delta < target.outerLow()) {
            landing = target.innerLow();
        } else if (delta > target.outerHigh()) {
            landing = target.innerHigh();
        } else {
            return 0;
        }
        final boolean isToEdge = target.innerHigh() > target.innerLow();
        final double wanted = Math.abs(landing - delta) / lot;
        final double lots = isToEdge ? Math.ceil(wanted - LOT_TOLERANCE) : roundHalfDown(wanted);
        final long most = Bounds.MAX_POSITION / instrument.contractSize();
        final long amount = Math.min((long) lots, most) * instrument.contractSize();
        if (amount < instrument.minAmount()) {
            return 0;
        }
        return delta < landing ? amount : -amount;
    }

    /**
     * Coins from a delta outside a policy's outer region to where a trade of it lands, before lots.
     *
     * @param delta  coins now, with everything in flight filled
     * @param target regions of the policy
     * @return signed as the trade; 0 inside
     */
    static double toLanding(final double delta, final HedgeTarget target) {
        if (delta < target.outerLow()) {
            return target.innerLow() - delta;
        }
        return delta > target.outerHigh() ? target.innerHigh() - delta : 0;
    }

    /**
     * What of the last lot may be left: trades to an edge round up to the lot that is inside, to a target to the nearest.
     *
     * @param target regions of the policy
     * @return share of a lot
     */
    static double leftShare(final HedgeTarget target) {
        return target.innerHigh() > target.innerLow() ? 0 : HALF;
    }

    private static double roundHalfDown(final double value) {
        return Math.ceil(value - HALF - LOT_TOLERANCE);
    }

    /**
     * Coins that an amount of the hedge instrument adds.
     *
     * @param instrument traded
     * @param scaledAmount signed
     * @param price      USD per coin
     * @return coins, signed
     */
    public static double deltaOf(final Instrument instrument, final long scaledAmount, final double price) {
        final double amount = Scaled.toDouble(scaledAmount);
        return instrument.isAmountInUsd() ? amount / price : amount;
    }

    /**
     * The limit price of an order that takes: so many ticks through the opposite side.
     *
     * @param instrument  to trade
     * @param side        buy or sell
     * @param touch       best ask (buy) or best bid (sell), USD per coin
     * @param offsetTicks at least 0
     * @return scaled, on the tick grid that holds at the price itself, at least one tick
     */
    public static long limitPrice(
            final Instrument instrument, final Side side, final double touch, final int offsetTicks) {
        final long scaledTouch = Scaled.fromDouble(touch);
        final long tick = instrument.tickAt(scaledTouch);
        final boolean isBuy = side == Side.BUY;
        final long offset = (isBuy ? offsetTicks : -offsetTicks) * tick;
        final long price = Math.max(onGrid(scaledTouch, tick, isBuy) + offset, tick);
        return onGrid(price, instrument.tickAt(price), isBuy);
    }

    /**
     * The limit price of an order that waits: the touch of its own side, on the grid, never nearer the other side.
     *
     * @param instrument to trade
     * @param side       buy or sell
     * @param touch      best bid (buy) or best ask (sell), USD per coin
     * @return scaled, on the tick grid that holds at the price itself; 0 for no touch
     */
    public static long restingPrice(final Instrument instrument, final Side side, final double touch) {
        final long scaledTouch = Scaled.fromDouble(touch);
        final boolean isSale = side == Side.SELL;
        final long price = onGrid(scaledTouch, tickAt(instrument, scaledTouch), isSale);
        return onGrid(price, tickAt(instrument, price), isSale);
    }

    private static long onGrid(final long price, final long tick, final boolean isUp) {
        return isUp ? -Math.floorDiv(-price, tick) * tick : Math.floorDiv(price, tick) * tick;
    }

    /**
     * The tick at a price.
     *
     * @param instrument  to trade
     * @param scaledPrice where
     * @return scaled, above 0
     */
    public static long tickAt(final Instrument instrument, final long scaledPrice) {
        final boolean isAbove = instrument.tickStepAbove() > 0 && scaledPrice >= instrument.tickStepAbove();
        return isAbove ? instrument.tickSizeAbove() : instrument.tickSize();
    }
}
