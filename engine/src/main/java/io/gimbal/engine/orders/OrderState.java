package io.gimbal.engine.orders;

/** Where an order of ours stands. An order that can no longer trade, and whose fills are all in, is not kept. */
public enum OrderState {
    /** Decided; the sender has not told what became of it. */
    DECIDED(1),
    /** Handed to the venue. */
    SENT(2),
    /** Acknowledged by the venue. */
    OPEN(3),
    /** Nobody knows: neither filled nor dead until there is evidence. */
    UNKNOWN(4),
    /** Closed with more filled than we have seen fills for; the rest is on its way. */
    AWAITING_FILLS(5);

    private final int code;

    OrderState(final int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
