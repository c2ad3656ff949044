package io.gimbal.feeds.recorded;

import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;

/** A command on its way to the simulated venue; a slot of a ring that is written again and again. */
final class SimulatedCommand {
    static final int NEW = 0;
    static final int CANCEL = 1;
    static final int AMEND = 2;
    static final int QUERY = 3;

    int kind;
    long dueNs;
    long orderId;
    int epoch;
    int instrumentId;
    long price;
    long amount;
    Side side = Side.NULL_VAL;
    OrderType type = OrderType.NULL_VAL;
    TimeInForce timeInForce = TimeInForce.NULL_VAL;
    boolean isPostOnly;
    boolean isReduceOnly;
}
