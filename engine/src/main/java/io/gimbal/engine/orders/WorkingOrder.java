package io.gimbal.engine.orders;

import io.gimbal.engine.book.Bits;

/** One order that can still change our position. Owned by the engine thread; pooled, so never kept by callers. */
public final class WorkingOrder {
    private long orderId;
    private int epoch;
    private int instrumentId;
    private long signedAmount;
    private long filledAmount;
    private OrderState state = OrderState.DECIDED;

    WorkingOrder() {}

    void start(final long newOrderId, final int newEpoch, final int newInstrumentId, final long newSignedAmount) {
        orderId = newOrderId;
        epoch = newEpoch;
        instrumentId = newInstrumentId;
        signedAmount = newSignedAmount;
        filledAmount = 0;
        state = OrderState.DECIDED;
    }

    /** {@return our own number of it} */
    public long orderId() {
        return orderId;
    }

    /** {@return the epoch that decided it} */
    public int epoch() {
        return epoch;
    }

    /** {@return what it trades} */
    public int instrumentId() {
        return instrumentId;
    }

    /** {@return scaled, positive buys} */
    public long signedAmount() {
        return signedAmount;
    }

    /** {@return scaled and positive, the sum of distinct fills} */
    public long filledAmount() {
        return filledAmount;
    }

    /** {@return where it stands} */
    public OrderState state() {
        return state;
    }

    /** {@return what may still trade, scaled and signed; 0 when all or more than was ordered has traded} */
    public long remaining() {
        return Long.signum(signedAmount) * Math.max(Math.abs(signedAmount) - filledAmount, 0);
    }

    void state(final OrderState newState) {
        state = newState;
    }

    void fill(final long amount) {
        filledAmount += amount;
    }

    void shrinkTo(final long totalFilled) {
        signedAmount = Long.signum(signedAmount) * totalFilled;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, orderId);
        h = Bits.mix(h, instrumentId);
        h = Bits.mix(h, signedAmount);
        h = Bits.mix(h, filledAmount);
        return Bits.mix(h, state.code());
    }
}
