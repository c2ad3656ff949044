package io.gimbal.feeds.recorded;

import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.jspecify.annotations.Nullable;

/** An order as the simulated venue keeps it; pooled, and linked while it rests. Owned by the gateway's thread. */
final class SimulatedOrder {
    long key;
    long orderId;
    int epoch;
    long venueNumber;
    int instrumentId;
    long price;
    long amount;
    long filled;
    long expireNs;
    Side side = Side.NULL_VAL;
    OrderType type = OrderType.NULL_VAL;
    TimeInForce timeInForce = TimeInForce.NULL_VAL;
    OrderEnd end = OrderEnd.NULL_VAL;
    boolean isPostOnly;
    boolean isReduceOnly;
    boolean isUsed;

    @Nullable
    SimulatedOrder better;

    @Nullable
    SimulatedOrder worse;

    void begin(final SimulatedCommand from, final long newKey) {
        key = newKey;
        orderId = from.orderId;
        epoch = from.epoch;
        instrumentId = from.instrumentId;
        price = from.price;
        amount = from.amount;
        filled = 0;
        expireNs = Long.MAX_VALUE;
        side = from.side;
        type = from.type;
        timeInForce = from.timeInForce;
        end = OrderEnd.NULL_VAL;
        isPostOnly = from.isPostOnly;
        isReduceOnly = from.isReduceOnly;
        isUsed = true;
    }

    boolean isOpen() {
        return isUsed && end == OrderEnd.NULL_VAL;
    }

    boolean isBuy() {
        return side == Side.BUY;
    }

    boolean isMarket() {
        return type == OrderType.MARKET;
    }

    /** Whether what cannot be filled at once stays in the book. */
    boolean isResting() {
        return !isMarket()
                && (timeInForce == TimeInForce.GOOD_TIL_CANCELLED || timeInForce == TimeInForce.GOOD_TIL_DAY);
    }

    boolean isAllOrNone() {
        return timeInForce == TimeInForce.FILL_OR_KILL;
    }

    long remaining() {
        return amount - filled;
    }
}
