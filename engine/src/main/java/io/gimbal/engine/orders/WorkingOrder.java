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
    private boolean isResting;
    private long price;
    private long amendedAmount;
    private long amendedPrice;
    private boolean isCancelPending;

    WorkingOrder() {}

    void start(final long newOrderId, final int newEpoch, final int newInstrumentId, final long newSignedAmount) {
        orderId = newOrderId;
        epoch = newEpoch;
        instrumentId = newInstrumentId;
        signedAmount = newSignedAmount;
        filledAmount = 0;
        state = OrderState.DECIDED;
        isResting = false;
        price = 0;
        amendedAmount = 0;
        amendedPrice = 0;
        isCancelPending = false;
    }

    void rest(final long newPrice) {
        isResting = true;
        price = newPrice;
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

    /**
     * {@return what may still trade, scaled and signed; 0 when all or more than was ordered has traded. While an
     * amendment is under way the larger of both totals counts}
     */
    public long remaining() {
        return Long.signum(signedAmount) * Math.max(most() - filledAmount, 0);
    }

    /** {@return the largest total it can have at the venue, scaled and positive} */
    long most() {
        return Math.max(Math.abs(signedAmount), amendedAmount);
    }

    /** {@return whether it waits in the book for somebody else's order} */
    public boolean isResting() {
        return isResting;
    }

    /** {@return limit price of a resting order as the venue last confirmed it, scaled} */
    public long price() {
        return price;
    }

    /** {@return whether nobody knows yet what became of an amendment} */
    public boolean isAmendPending() {
        return amendedAmount > 0;
    }

    /** {@return limit price it will have when the amendment under way succeeds, scaled; else that of now} */
    public long wantedPrice() {
        return amendedAmount > 0 ? amendedPrice : price;
    }

    /** {@return whether it was asked to go and nobody knows yet whether it went} */
    public boolean isCancelPending() {
        return isCancelPending;
    }

    void amend(final long newTotal, final long newPrice) {
        amendedAmount = newTotal;
        amendedPrice = newPrice;
    }

    void cancelPending(final boolean isPending) {
        isCancelPending = isPending;
    }

    /** What stands at the venue now; no amendment is under way any more. */
    void stand(final long total, final long newPrice) {
        signedAmount = Long.signum(signedAmount) * total;
        price = newPrice;
        amend(0, 0);
    }

    void state(final OrderState newState) {
        state = newState;
    }

    void fill(final long amount) {
        filledAmount += amount;
    }

    void shrinkTo(final long totalFilled) {
        signedAmount = Long.signum(signedAmount) * totalFilled;
        amend(0, 0);
        isCancelPending = false;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, orderId);
        h = Bits.mix(h, instrumentId);
        h = Bits.mix(h, signedAmount);
        h = Bits.mix(h, filledAmount);
        h = Bits.mix(h, state.code());
        if (isResting) {
            h = Bits.mix(h, price);
            h = Bits.mix(h, amendedAmount);
            h = Bits.mix(h, amendedPrice);
            h = Bits.mix(h, isCancelPending ? 2L : 1L);
        }
        return h;
    }
}
