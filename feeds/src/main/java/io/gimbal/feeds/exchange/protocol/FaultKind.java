package io.gimbal.feeds.exchange.protocol;

/** What can go wrong between a client and the local exchange, or at the exchange, on purpose. */
public enum FaultKind {
    /** A frame, either way, takes longer. */
    LATENCY,
    /** A notification never arrives. */
    DROP,
    /** The exchange's end of the connection breaks; cancel-on-disconnect applies. */
    DISCONNECT,
    /** From now on nothing arrives either way, and nobody is told. */
    HALF_OPEN,
    /** A notification arrives twice. */
    DUPLICATE,
    /** One channel's messages wait while the others' pass. */
    REORDER,
    /** A change of a book is left out: its chain breaks. */
    GAP,
    /** An order request is refused for no reason of its own. */
    REJECT,
    /** All books of the connection wait. */
    SLOW_BOOK,
    /** An aggressive order finds only a part of the amount it came for. */
    PARTIAL_FILL,
    /** The exchange's clock, as this connection sees it, is off. */
    CLOCK_SKEW,
    /** An order request is executed and its response never arrives. */
    LOST_ACK;

    /** {@return its place among all, from 0} */
    @SuppressWarnings("EnumOrdinal") // Arrays by constant; nothing that outlives the process holds the number.
    int index() {
        return ordinal();
    }
}
